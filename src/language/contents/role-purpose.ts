import {type Frame, words} from '../frames.ts';
import {praise} from './common.ts';

const role = words('iam role, iam roles, iam policy, iam policies, instance role, instance roles, instance profile, execution role, task role, service role, lambda role, #role, #iam-policy, managed policy, inline policy, the role, this role, a role, roles, its policy, the policy, policies, role');
const purpose = words(
	'allow, allows, allowed, allowing, let, lets, letting, grant, grants, granted, granting, so that, so it can, permit, permits, permission, permissions, used to, used by, in order to, needed, needs, needed for, required to, purpose, enable, enables, read, reads, write, writes, access, can, may, for reading, for writing, to read, to write, to send, to publish, to fetch, to pull, serves, give, gives, #action, only',
);
const iam = words('iam, #role, #iam-policy, #action, instance role, instance profile, execution role, task role, lambda, assume, s3, cloudwatch, ssm, systems manager, secrets manager, dynamodb, kms, sqs, sns, bucket, ec2, aws, route 53, autoscaling, auto scaling, managed policy');
const otherSense = words('admin role, administrator role, user role, user roles, editor role, viewer role, operator role, role based, rbac, retention policy, privacy policy, password policy, refund policy, lifecycle policy, security policy, insurance policy, policyholder, plays a role, play a role, key role, role play, job role, job roles, leading role, policy holder, backup policy, scaling policy, bucket policy, policy number, update policy, return policy, roles in the application, application roles, application role, acceptable use policy, team role, role of');

/** What each IAM role and policy is for. */
export const rolePurpose: readonly Frame[] = [
	{own: [words('iam role, iam roles, iam policy, iam policies, instance role, instance profile, execution role, task role, #role, #iam-policy, lambda role'), purpose], not: [praise, words('create an iam role, you must create, your own role, needs permission to create, capability_iam')], affirmed: true},
	{own: [role, purpose, iam], not: [otherSense, praise], affirmed: true},
	{own: [purpose, iam], near: [words('iam role, iam roles, iam policy, iam policies, instance role, instance profile, #role, roles and policies, roles created, iam')], not: [otherSense, praise]},
];
