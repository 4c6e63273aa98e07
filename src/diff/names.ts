/** What the names in a template's texts, `${name}`, stand for. */

import type {Template} from '../evidence/template.ts';
import {holesOf} from '../gather/symbolic.ts';
import {resourceArns} from '../limits/resource-arns.ts';
import {get, stringOf} from '../tree.ts';

/** The names of one release, each as it is called there. */
export type Names = {
	/** The ARN that a reference comes to, where its form is known. */
	readonly arnOf: (hole: string) => string | undefined;
	/** Whether no buyer can put a `*` or `?` in its place. */
	readonly isPlain: (hole: string) => boolean;
	/** Whether it also holds no `/`. */
	readonly isOneStep: (hole: string) => boolean;
};

/** Types whose `Ref` is a name of letters, digits, dots and dashes. */
const oneStep = new Set(['AWS::S3::Bucket', 'AWS::DynamoDB::Table']);

const ofStack = new Set(['AWS::AccountId', 'AWS::Region', 'AWS::StackName', 'AWS::Partition']);

/** The names of a template. */
export function namesOf({resources, parameters}: Template): Names {
	const arns = new Map<string, string>();
	for (const {logicalId, type, properties} of resources) {
		const attributes = Object.hasOwn(resourceArns.types, type) ? (resourceArns.types[type] ?? {}) : {};
		const path = get(properties, 'Path');
		const written = path === undefined ? '/' : stringOf(path);
		for (const [attribute, form] of Object.entries(attributes)) {
			if (form.includes('/path/') && written === undefined) continue;
			const arn = form.replace('/path/', () => written ?? '/').replaceAll('@', () => logicalId);
			arns.set(attribute === 'Ref' ? logicalId : `${logicalId}.${attribute}`, arn);
		}
	}
	const typeOf = new Map(resources.map(({logicalId, type}) => [logicalId, type]));
	const plain = new Set(parameters.flatMap(({name, type}) => (/^(?:Number$|AWS::(?!SSM::))/.test(type?.value ?? '') ? [name] : [])));
	return {
		arnOf: (hole) => arns.get(hole),
		isPlain: (hole) => {
			if (hole.startsWith('AWS::') || plain.has(hole)) return true;
			const [logicalId = '', ...attribute] = hole.split('.');
			const type = typeOf.get(logicalId) ?? '';
			// What an attribute of the seller's own code or of another template comes to, nobody knows here.
			return type.startsWith('AWS::') && (attribute.length === 0 || !/^AWS::(?:CloudFormation|SSM)::/.test(type));
		},
		isOneStep: (hole) => ofStack.has(hole) || oneStep.has(typeOf.get(hole) ?? ''),
	};
}

/** Whether a text holds no wildcard, and never will. */
export function isFixed(text: string, {isPlain}: Names): boolean {
	return !/[*?]/.test(text) && holesOf(text).every(isPlain);
}
