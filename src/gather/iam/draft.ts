/** Words for the usage instructions of a standalone option: how to make by hand the role that the template makes. */

import type {Identity, Statement, Token} from '../../evidence/iam.ts';

/** More of it would not be read in a message. */
const longest = 2500;

const places: Readonly<Record<string, string>> = {
	'AWS::Partition': 'aws',
	'AWS::Region': '<region>',
	'AWS::AccountId': '<account>',
	'AWS::StackName': '<stack>',
	'AWS::URLSuffix': 'amazonaws.com',
};

/**
 * A paragraph with the role's policy as JSON; what only a stack knows stands in it as `<name>`. Nothing for roles that are too large, not fully read, or
 * themselves too wide to be asked for.
 */
export function draftOf({policies, logicalId, cut, inCutTemplate, wide}: Identity): string | undefined {
	if (cut || inCutTemplate || wide.length > 0 || policies.some(({unread}) => unread.length > 0)) return undefined;
	const statements = policies.filter(({kind}) => kind !== 'aws-managed').flatMap((policy) => policy.statements);
	const managed = policies.filter(({kind}) => kind === 'aws-managed').map(({name}) => name);
	if (statements.length + managed.length === 0) return undefined;
	const policy = statements.length === 0 ? '' : ` with this policy: ${JSON.stringify({Version: '2012-10-17', Statement: statements.map(plainOf)})}`;
	const attached =
		managed.length === 0 ? '' : `${policy === '' ? ' with' : ', and'} the AWS managed ${managed.length === 1 ? 'policy' : 'policies'} ${managed.join(', ')}`;
	const text = `To launch the AMI by itself, open the IAM console and create a role, for example ${logicalId}, for the service EC2${policy}${attached}. At launch choose it as the IAM instance profile under Advanced details`;
	return text.length > longest ? undefined : text;
}

function plainOf({effect, actions, notActions, resources, notResources, conditions}: Statement): unknown {
	return {
		Effect: effect,
		...(actions.length > 0 ? {Action: textsOf(actions)} : {}),
		...(notActions.length > 0 ? {NotAction: textsOf(notActions)} : {}),
		...(resources.length > 0 ? {Resource: textsOf(resources)} : {}),
		...(notResources.length > 0 ? {NotResource: textsOf(notResources)} : {}),
		...(conditions.length > 0 ? {Condition: conditionsOf(conditions)} : {}),
	};
}

function conditionsOf(conditions: Statement['conditions']): unknown {
	const operators = [...new Set(conditions.map(({operator}) => operator))];
	return Object.fromEntries(
		operators.map((name) => [name, Object.fromEntries(conditions.filter(({operator}) => operator === name).map(({key, values}) => [key, textsOf(values)]))]),
	);
}

function textsOf(tokens: readonly Token[]): string | readonly string[] {
	const texts = [
		...new Set(
			tokens.map(({text}) =>
				text.replace(/\$\{([^}]{0,300})\}/g, (hole, name: string) =>
					/^[a-z]/.test(name) ? hole : Object.hasOwn(places, name) ? (places[name] ?? '') : placeholder(name),
				),
			),
		),
	];
	return texts.length === 1 ? (texts[0] ?? '') : texts;
}

/** `Bucket.Arn` is the ARN of what the stack would make. */
function placeholder(name: string): string {
	const [logicalId = '', attribute] = name.split('.');
	return attribute === 'Arn' ? `<ARN of ${logicalId}>` : `<${logicalId}>`;
}
