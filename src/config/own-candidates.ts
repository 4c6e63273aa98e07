/** What a user's own rule looks at: texts of one kind, values of one property, one key of parameters. */

import type {Place, Text} from '../contract.ts';
import type {Template} from '../evidence/template.ts';
import type {Evidence} from '../evidence.ts';

/** One thing to look at, and what a finding is called by. Without a text, it is the thing that lacks one. */
export type Candidate = {readonly text?: Text | undefined; readonly place: Place; readonly subject: string};

/** The texts that a rule may name. */
export const textKinds = ['listing', 'usage-instructions', 'documents', 'template-texts', 'user-data'] as const;
type TextKind = (typeof textKinds)[number];

/** The keys of parameters that a rule may name. */
export const parameterKeys = {
	Type: 'type',
	Default: 'default',
	Description: 'description',
	AllowedPattern: 'allowedPattern',
	ConstraintDescription: 'constraintDescription',
} as const;

/** Every text of the kinds that is there. Documents inside of an AMI's root file system are not the submission's own. */
export function* textCandidates({listingFields = [], documents = [], templates = []}: Partial<Evidence>, kinds: readonly TextKind[]): Generator<Candidate> {
	const of = (text: Text | undefined, subject: string): readonly Candidate[] => (text === undefined ? [] : [{text, place: text.place, subject}]);
	for (const {name, label, text} of listingFields) if (kinds.includes(name === 'usageInstructions' ? 'usage-instructions' : 'listing')) yield* of(text, label);
	if (kinds.includes('documents')) for (const {file, root, blocks} of documents) if (root === undefined) for (const block of blocks) yield* of(block, file);
	for (const {file, description, parameters, userData} of templates) {
		if (kinds.includes('template-texts')) {
			yield* of(description, file);
			for (const parameter of parameters) yield* of(parameter.description, parameter.name);
		}
		if (kinds.includes('user-data')) for (const {resource, texts} of userData) for (const text of texts) yield* of(text, resource.logicalId);
	}
}

/** The literal values of a property; each resource of the type that does not have it, nor anything under it. */
export function* propertyCandidates(templates: readonly Template[], type: string, property: string): Generator<Candidate> {
	for (const {resources, properties} of templates) {
		const there = new Set<string>();
		for (const {resource, path, values} of properties) {
			if (resource.type !== type || (path !== property && !path.startsWith(`${property}.`))) continue;
			there.add(resource.logicalId);
			for (const value of path === property ? values : []) {
				if (value.from !== 'literal') continue;
				const {node, place, text} = value;
				const runs = node.kind === 'scalar' && node.value === text && node.runs !== undefined ? {runs: node.runs} : {};
				yield {text: {value: text, place, ...runs}, place, subject: resource.logicalId};
			}
		}
		for (const resource of resources) if (resource.type === type && !there.has(resource.logicalId)) yield {place: resource.place, subject: resource.logicalId};
	}
}

/** A key of each parameter that the rule means. */
export function* parameterCandidates(
	templates: readonly Template[],
	isMeant: (name: string) => boolean,
	key: keyof typeof parameterKeys,
): Generator<Candidate> {
	for (const parameter of templates.flatMap(({parameters}) => parameters))
		if (isMeant(parameter.name)) yield {text: parameter[parameterKeys[key]], place: parameter.place, subject: parameter.name};
}
