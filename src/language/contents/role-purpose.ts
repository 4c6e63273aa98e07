import {type Judge, words} from '../frames.ts';
import {praise} from './common.ts';

const named = words(
	'iam role, iam roles, iam policy, iam policies, instance role, instance roles, instance profile, execution role, task role, lambda role, #role, #iam-policy, managed policy, inline policy',
);
const purpose = words(
	'allow, allows, allowing, let, lets, letting, grant, grants, granting, so that, so it can, permit, permits, used to, used by, in order to, purpose, enables, read, reads, write, writes, for reading, for writing, to read, to write, to send, to publish, to fetch, to pull, serves, gives, #action, only, calls, call, send, sends, receive, publish, publishes, put, get, assumed by, is for, identity of, create no, no role, scales, scale, attach, attaches, may, can, fetches, manages, manage, verify, delete, empties, updates',
);
const iam = words(
	'iam, #action, s3, cloudwatch, ssm, systems manager, secrets manager, dynamodb, kms, sqs, sns, bucket, ec2, route 53, auto scaling, volume, queue, table, topic, secret, secrets, parameter store, logs, metrics, snapshot, snapshots, instance, instances, nodes, stack, lambda',
);
const otherSense = words(
	'retention policy, privacy policy, password policy, refund policy, lifecycle policy, insurance policy, policyholder, plays a role, play a role, role based, rbac, application role, stress test policy, capability_iam, capability_named_iam, acknowledge, acknowledging, that you attach, which you attach, are created for you, iam roles and policies it needs, needs s3, role core, role rf, user data',
);
const topic = words(
	'iam, role, roles, permission, permissions, who may do what, policies, policy, who why, access rights, instance profile, privileges, identities, authorisations, authorizations, rights',
);
const notTopic = words(
	'user roles, application roles, roles in the application, privacy policy, refund policy, retention policy, password policy, user permissions, file permissions, roles and responsibilities, acceptable use',
);

/** What each IAM role and policy is for. */
export const rolePurpose: Judge = {
	sentences: [
		{own: [named, purpose, iam], not: [otherSense, praise], affirmed: true},
		// A role by its own name, and what it does, whatever that is done to.
		{
			own: [
				words('#role'),
				words('role, roles, iam'),
				words(
					'starts, stops, moves, completes, creates, deletes, registers, deregisters, tags, publishes, mounts, rotates, renews, assigns, detaches, replaces',
				),
			],
			not: [otherSense, praise, words('choose, select, pick, attach it, attach the, assign the, take the role, change, leave')],
			affirmed: true,
		},
		{
			own: [
				words('template, stack, product, deployment'),
				words('creates no role, creates no roles, creates no iam, create no role, no iam role, no iam roles, no role'),
			],
			not: [praise],
		},
		{
			own: [
				words('role, roles, policy, policies'),
				words('template, stack, deployment, cloudformation'),
				words('one for, for the, is for, are for, used by, so that, allows, allow, lets, let, grants, purpose'),
				iam,
			],
			not: [otherSense, praise],
			affirmed: true,
		},
	],
	sections: [
		// The heading names the roles; what stands below only says what each does.
		{
			topic: words('iam, role, roles'),
			notTopic,
			body: [
				words('publishes, reads, writes, lets, allows, starts, stops, fetches, sends, permits, grants, may, can, for'),
				words('#action, s3, cloudwatch, ssm, dynamodb, kms, sqs, sns, secrets manager, bucket, ec2, lambda'),
			],
			notBody: words(praise, 'viewer, editor, moderator, member, steward, may look, privacy, capability_iam, picker, forklift, menu'),
		},
		{topic, notTopic, body: [words('#role, #iam-policy'), purpose], notBody: words(praise, 'capability_iam, privacy')},
		{
			topic,
			notTopic,
			body: [words('role, roles, profile, policy, #role, #iam-policy, iam'), purpose, words(iam, 'aws')],
			notBody: words(praise, 'viewer, editor, moderator, member, steward, may look, privacy, capability_iam, picker, forklift, menu'),
		},
	],
};
