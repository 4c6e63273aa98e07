/**
 * A smaller grant: in place of `*`, the template's own resources that the actions work on. Offered only where it can be judged again and
 * found narrow, and where the stack can still be created: a resource that itself needs the role can't be named by the role.
 */

import type {Fix} from '../../contract.ts';
import type {Identity, Unscoped} from '../../evidence/iam.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import {expandAction} from '../../iam/actions.ts';
import type {Action} from '../../iam/data.ts';
import {isStar} from '../../iam/pattern.ts';
import {get, type SourceNode, stringOf} from '../../tree.ts';
import {namesUnder} from '../references.ts';

/** How a resource's ARN is said in a template, for the resource types of AWS's reference that it stands for. */
type Named = {readonly type: string; readonly arn: (logicalId: string) => Expression};
/** An attribute, or a text with `${…}`. */
type Expression = {readonly attribute: string} | {readonly sub: string};

const arn = (logicalId: string): Expression => ({attribute: `${logicalId}.Arn`});
const ref = (logicalId: string): Expression => ({sub: `\${${logicalId}}`});

/** Resource types of AWS's reference, as `service:type`, to the CloudFormation types that make them. */
const makers: Readonly<Record<string, Named>> = {
	's3:bucket': {type: 'AWS::S3::Bucket', arn},
	's3:object': {type: 'AWS::S3::Bucket', arn: (logicalId) => ({sub: `\${${logicalId}.Arn}/*`})},
	'sqs:queue': {type: 'AWS::SQS::Queue', arn},
	'sns:topic': {type: 'AWS::SNS::Topic', arn: ref},
	'dynamodb:table': {type: 'AWS::DynamoDB::Table', arn},
	'dynamodb:index': {type: 'AWS::DynamoDB::Table', arn: (logicalId) => ({sub: `\${${logicalId}.Arn}/index/*`})},
	'secretsmanager:Secret': {type: 'AWS::SecretsManager::Secret', arn: ref},
	'kms:key': {type: 'AWS::KMS::Key', arn},
	'ssm:parameter': {
		type: 'AWS::SSM::Parameter',
		arn: (logicalId) => ({sub: `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/\${${logicalId}}`}),
	},
	'kinesis:stream': {type: 'AWS::Kinesis::Stream', arn},
	'states:statemachine': {type: 'AWS::StepFunctions::StateMachine', arn: ref},
	'ec2:volume': {
		type: 'AWS::EC2::Volume',
		arn: (logicalId) => ({sub: `arn:\${AWS::Partition}:ec2:\${AWS::Region}:\${AWS::AccountId}:volume/\${${logicalId}}`}),
	},
	'iam:role': {type: 'AWS::IAM::Role', arn},
};

/** More of them in one fix would hide what the role is for. */
const mostNamed = 6;

/** The identity with a fix at each grant that has one. */
export function withFixes(identity: Identity, template: Template): Identity {
	if (identity.unscoped.length === 0) return identity;
	const dependents = dependentsOf(identity.logicalId, template.resources);
	return {
		...identity,
		unscoped: identity.unscoped.map((grant) => {
			const fix = fixOf(grant, template, dependents);
			return fix === undefined ? grant : {...grant, fix};
		}),
	};
}

function fixOf({policy, statement, resource, reach}: Unscoped, {file, format, resources}: Template, dependents: ReadonlySet<string>): Fix | undefined {
	const {range, pointer = ''} = resource.place;
	// The star must stand there by itself: not in an expression, nor by a parameter.
	const isWritten = range !== undefined && isStar(resource.text) && range[1] - range[0] <= 3 && resource.parameter === undefined;
	if (policy.kind === 'aws-managed' || reach !== 'all' || !isWritten || statement.resources.length !== 1) return undefined;
	const actions = statement.actions.flatMap(({text}) => expandAction(text).actions);
	const expressions = namedFor(actions, resources, dependents);
	const isItem = /\/\d+$/.test(pointer);
	if (expressions === undefined || expressions.length > (isItem ? 1 : mostNamed)) return undefined;
	const texts = expressions.map((expression) => (format === 'json' ? inJson(expression) : inYaml(expression)));
	const text = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
	return {description: 'Name the resources of this template', edits: [{file, range, text}]};
}

/** ARNs of the template's resources for every action, or nothing where one of them works on what the template does not make. */
function namedFor(actions: readonly Action[], resources: readonly Resource[], dependents: ReadonlySet<string>): readonly Expression[] | undefined {
	const expressions = new Map<string, Expression>();
	for (const {service, resourceTypes} of actions) {
		const found = resourceTypes.flatMap((type) => {
			const maker = makers[`${service}:${type}`];
			if (maker === undefined) return [];
			return resources.filter((resource) => resource.type === maker.type && !dependents.has(resource.logicalId)).map(({logicalId}) => maker.arn(logicalId));
		});
		if (found.length === 0) return undefined;
		for (const expression of found) expressions.set(JSON.stringify(expression), expression);
	}
	return expressions.size === 0 ? undefined : [...expressions.values()];
}

/** The resources that can't be made before the identity: itself, and what refers to it, however far. */
function dependentsOf(logicalId: string, resources: readonly Resource[]): ReadonlySet<string> {
	const references = new Map(resources.map((resource) => [resource.logicalId, neededBy(resource.node)]));
	const found = new Set([logicalId]);
	for (let before = 0; before < found.size; ) {
		before = found.size;
		for (const [name, named] of references) if ([...named].some((each) => found.has(each))) found.add(name);
	}
	return found;
}

/** What a resource waits for. */
function neededBy(node: SourceNode): ReadonlySet<string> {
	const after = get(node, 'DependsOn');
	const named = after?.kind === 'sequence' ? after.items : [after];
	return new Set([...namesUnder(node), ...named.flatMap((name) => stringOf(name) ?? [])]);
}

function inYaml(expression: Expression): string {
	return 'attribute' in expression ? `!GetAtt ${expression.attribute}` : `!Sub '${expression.sub}'`;
}

function inJson(expression: Expression): string {
	return 'attribute' in expression
		? `{"Fn::GetAtt": ${JSON.stringify(expression.attribute.split('.')).replace(',', ', ')}}`
		: `{"Fn::Sub": ${JSON.stringify(expression.sub)}}`;
}
