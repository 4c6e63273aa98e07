import {defineValidator} from '../../src/contract.ts';
import type {Identity} from '../../src/evidence/iam.ts';
import {roleWith} from '../../src/examples.ts';
import {someOf} from '../../src/language/lists.ts';
import {recommendedManagedPolicies} from '../../src/limits/iam.ts';
import {pages} from '../../src/limits.ts';

const role = (arn: string) => `${roleWith("{Effect: Allow, Action: 'ec2:DescribeTags', Resource: '*'}")}      ManagedPolicyArns: [${arn}]\n`;

export const noBroadManagedPolicy = defineValidator({
	id: 'iam/no-broad-managed-policy',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'No role has an AWS managed policy that opens all of a service.',
	why: 'AWS’s managed policies name no resources of yours. Those that AWS tells its customers to give to instances, for Systems Manager, CloudWatch and the like, are left alone.',
	source: pages.cloudformation,
	reads: ['iam'],
	messages: {
		full: {
			message: '{identity} has {policy}, which allows {what} on everything in the buyer’s account.',
			help: 'Write a policy with the actions that the product calls, on the resources that it calls them on.',
		},
		broad: {
			message: '{identity} has {policy}, which reaches every resource of the buyer’s account: {what}.',
			help: 'Write a policy with the actions that the product calls, on the resources that it calls them on.',
		},
	},
	examples: [
		{
			name: 'an administrator',
			files: {'template.yaml': role('arn:aws:iam::aws:policy/AdministratorAccess')},
			expect: [{message: 'full', at: 'arn:aws:iam::aws:policy/AdministratorAccess', subject: 'Role'}],
		},
		{
			name: 'all of EC2, in any partition',
			files: {'template.yaml': role("!Sub 'arn:${AWS::Partition}:iam::aws:policy/AmazonEC2FullAccess'")},
			expect: [{message: 'full', at: "!Sub 'arn:${AWS::Partition}:iam::aws:policy/AmazonEC2FullAccess'"}],
		},
		{
			name: 'every object of every bucket',
			files: {'template.yaml': role('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess')},
			expect: [{message: 'broad', at: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'}],
		},
		{name: 'the Systems Manager agent', files: {'template.yaml': role('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore')}, expect: []},
	],
	*check({iam}) {
		for (const identity of iam.identities)
			for (const policy of identity.policies) {
				if (policy.kind !== 'aws-managed' || recommendedManagedPolicies.has(policy.name)) continue;
				const {full, broad} = givenBy(identity, policy.name);
				if (full.length + broad.length === 0) continue;
				yield {
					message: full.length > 0 ? 'full' : 'broad',
					place: policy.place,
					subject: identity.logicalId,
					// AWS's own roles for its services do much on everything, and are rarely questioned.
					...(full.length > 0 && !policy.name.startsWith('service-role/') ? {} : {severity: 'warning' as const}),
					data: {identity: identity.logicalId, policy: policy.name, what: someOf(full.length > 0 ? full : broad)},
				};
			}
	},
});

/** All of a service, and single actions that a reviewer would question, that the policy of a name gives. */
function givenBy({wide, unscoped}: Identity, name: string): {readonly full: readonly string[]; readonly broad: readonly string[]} {
	const isIts = ({policy}: {readonly policy: {readonly kind: string; readonly name: string}}) => policy.kind === 'aws-managed' && policy.name === name;
	const full = wide.filter(isIts).map(({width, token}) => (width === 'complement' ? `everything but ${token.text}` : token.text));
	const broad = unscoped.filter((grant) => isIts(grant) && grant.class !== 'agent-write' && grant.reach === 'all').flatMap(({actions}) => actions);
	return {full: [...new Set(full)], broad: [...new Set(broad)]};
}
