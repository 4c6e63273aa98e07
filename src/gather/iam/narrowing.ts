/**
 * A smaller grant: in place of `*`, the template's own resources that the actions work on. Offered only where it can be judged again and
 * found narrow, and where the stack can still be created: a resource that itself needs the role can't be named by the role.
 */

import type {Fix} from '../../contract.ts';
import type {Identity, Token, Unscoped} from '../../evidence/iam.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import {expandAction} from '../../iam/actions.ts';
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

/** Expressions for what a maker's resources are called, for one identity. */
type NamedBy = (maker: Named) => readonly Expression[];

/** Gives an identity of a template a fix at each grant that has one. */
export function fixesIn(template: Template): (identity: Identity) => Identity {
	// Read once for all identities, and only where one of them needs it.
	let known: {readonly waiting: Waiting; readonly byType: ReadonlyMap<string, readonly string[]>} | undefined;
	return (identity) => {
		if (identity.unscoped.length === 0) return identity;
		known ??= {waiting: waitingIn(template.resources), byType: idsByType(template.resources)};
		const namedBy = namedFrom(known.byType, dependentsOf(identity.logicalId, known.waiting));
		return {
			...identity,
			unscoped: identity.unscoped.map((grant) => {
				const fix = fixOf(grant, template, namedBy);
				return fix === undefined ? grant : {...grant, fix};
			}),
		};
	};
}

function fixOf({policy, statement, resource, reach}: Unscoped, {file, format}: Template, namedBy: NamedBy): Fix | undefined {
	const {range, pointer = ''} = resource.place;
	// The star must stand there by itself: not in an expression, nor by a parameter.
	const isWritten = range !== undefined && isStar(resource.text) && range[1] - range[0] <= 3 && resource.parameter === undefined;
	if (policy.kind === 'aws-managed' || reach !== 'all' || !isWritten || statement.resources.length !== 1) return undefined;
	const expressions = namedFor(statement.actions, namedBy);
	const isItem = /\/\d+$/.test(pointer);
	if (expressions === undefined || expressions.length > (isItem ? 1 : mostNamed)) return undefined;
	const texts = expressions.map((expression) => (format === 'json' ? inJson(expression) : inYaml(expression)));
	const text = texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
	return {description: 'Name the resources of this template', edits: [{file, range, text}]};
}

/** ARNs of the template's resources for every action; nothing where one of them works on what the template does not make, or there are too many. */
function namedFor(tokens: readonly Token[], namedBy: NamedBy): readonly Expression[] | undefined {
	const expressions = new Map<string, Expression>();
	for (const {text} of tokens)
		for (const {service, resourceTypes} of expandAction(text).actions) {
			const found = resourceTypes.flatMap((type) => {
				const maker = makers[`${service}:${type}`];
				return maker === undefined ? [] : namedBy(maker);
			});
			if (found.length === 0) return undefined;
			for (const expression of found) expressions.set(JSON.stringify(expression), expression);
			if (expressions.size > mostNamed) return undefined;
		}
	return expressions.size === 0 ? undefined : [...expressions.values()];
}

/** What the resources of each maker are called, but for those that wait for the identity; past the most that a fix names, no more are told. */
function namedFrom(byType: ReadonlyMap<string, readonly string[]>, dependents: ReadonlySet<string>): NamedBy {
	const known = new Map<Named, readonly Expression[]>();
	return (maker) => {
		const found = known.get(maker) ?? [...firstOf(byType.get(maker.type) ?? [], dependents)].map((logicalId) => maker.arn(logicalId));
		known.set(maker, found);
		return found;
	};
}

function* firstOf(ids: readonly string[], without: ReadonlySet<string>): Generator<string> {
	let left = mostNamed + 1;
	for (const id of ids) {
		if (without.has(id)) continue;
		yield id;
		if (--left === 0) return;
	}
}

function idsByType(resources: readonly Resource[]): ReadonlyMap<string, readonly string[]> {
	const byType = new Map<string, string[]>();
	for (const {type, logicalId} of resources) {
		const ids = byType.get(type) ?? [];
		ids.push(logicalId);
		byType.set(type, ids);
	}
	return byType;
}

/** For each name, the resources that refer to it. */
type Waiting = ReadonlyMap<string, readonly string[]>;

function waitingIn(resources: readonly Resource[]): Waiting {
	const waiting = new Map<string, string[]>();
	for (const {logicalId, node} of resources)
		for (const name of neededBy(node)) {
			const ids = waiting.get(name) ?? [];
			ids.push(logicalId);
			waiting.set(name, ids);
		}
	return waiting;
}

/** The resources that can't be made before the identity: itself, and what refers to it, however far. */
function dependentsOf(logicalId: string, waiting: Waiting): ReadonlySet<string> {
	const found = new Set([logicalId]);
	// What is added while the set is gone through is gone through too.
	for (const name of found) for (const id of waiting.get(name) ?? []) found.add(id);
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
