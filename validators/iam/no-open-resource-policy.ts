import {defineValidator} from '../../src/contract.ts';
import type {Admission, Statement} from '../../src/evidence/iam.ts';
import {someOf} from '../../src/language/lists.ts';

const bucket = (statement: string) =>
	`Resources:\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !Ref Bucket\n      PolicyDocument:\n        Statement: [${statement}]\n`;

export const noOpenResourcePolicy = defineValidator({
	id: 'iam/no-open-resource-policy',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'No bucket, queue, topic, key, secret or function of the buyer is open to everyone.',
	why: 'A principal `*` without a condition on who or where from lets in every AWS account, and for S3 everyone.',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
	reads: ['iam'],
	messages: {
		open: {message: '{resource} lets everyone call {actions}.', help: 'Name the principals, or add a condition such as aws:SourceArn or aws:SourceAccount.'},
		read: {
			message: '{resource} lets everyone read: {actions}.',
			help: 'If this is a public website, serve it by CloudFront from a closed bucket; otherwise name the principals.',
		},
	},
	examples: [
		{
			name: 'writing to a bucket',
			files: {'template.yaml': bucket("{Effect: Allow, Principal: '*', Action: 's3:PutObject', Resource: '*'}")},
			expect: [{message: 'open', at: "'*'", subject: 'Policy'}],
		},
		{
			name: 'reading from a bucket',
			files: {'template.yaml': bucket("{Effect: Allow, Principal: {AWS: '*'}, Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::larkspur/*'}")},
			expect: [{message: 'read', at: "'*'"}],
		},
		{
			name: 'an ACL for writing, with blocking off',
			files: {
				'template.yaml':
					'Resources:\n  Drop:\n    Type: AWS::S3::Bucket\n    Properties: {AccessControl: PublicReadWrite, PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}}\n  Own: {Type: AWS::IAM::Role}\n',
			},
			expect: [{message: 'open', at: 'PublicReadWrite', subject: 'Drop'}],
		},
		{
			name: 'an ACL that is blocked',
			files: {
				'template.yaml': 'Resources:\n  Drop:\n    Type: AWS::S3::Bucket\n    Properties: {AccessControl: PublicReadWrite}\n  Own: {Type: AWS::IAM::Role}\n',
			},
			expect: [],
		},
		{
			name: 'only by TLS, for all, denied',
			files: {'template.yaml': bucket("{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}")},
			expect: [],
		},
		{
			name: 'from one endpoint',
			files: {
				'template.yaml': bucket(
					"{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*', Condition: {StringEquals: {'aws:SourceVpce': vpce-1}}}",
				),
			},
			expect: [],
		},
		{
			name: 'everyone but one account',
			files: {'template.yaml': bucket("{Effect: Allow, NotPrincipal: {AWS: '111122223333'}, Action: 's3:PutObject', Resource: '*'}")},
			expect: [{message: 'open', at: "'111122223333'"}],
		},
		{
			name: 'from every address',
			files: {
				'template.yaml': bucket(
					"{Effect: Allow, Principal: '*', Action: 's3:PutObject', Resource: '*', Condition: {IpAddress: {'aws:SourceIp': [0.0.0.0/1, 128.0.0.0/1]}}}",
				),
			},
			expect: [{message: 'open', at: "'*'"}],
		},
		{
			name: 'all others denied',
			files: {
				'template.yaml': bucket(
					"{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::larkspur/*'}, {Effect: Deny, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::larkspur/*', Condition: {StringNotEquals: {'aws:PrincipalAccount': !Ref 'AWS::AccountId'}}}",
				),
			},
			expect: [],
		},
		{
			name: 'a function for everyone',
			files: {
				'template.yaml':
					"Resources:\n  Open:\n    Type: AWS::Lambda::Permission\n    Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunction', Principal: '*'}\n",
			},
			expect: [{message: 'open', at: "'*'", subject: 'Open'}],
		},
	],
	*check({iam}) {
		for (const {logicalId, type, admissions} of iam.resourcePolicies) {
			// An endpoint's policy says what may go through it, not who is let in.
			if (type === 'AWS::EC2::VPCEndpoint') continue;
			for (const {statement, token, keys} of openOnce(admissions)) {
				const {actions, notActions} = statement;
				const names = actions.map(({text}) => text);
				const isReading = type === 'AWS::S3::BucketPolicy' && notActions.length === 0 && names.every((name) => /^s3:get/i.test(name));
				yield {
					message: isReading ? 'read' : 'open',
					place: token.place,
					subject: logicalId,
					...(isReading || keys.length > 0 ? {severity: 'warning' as const} : {}),
					data: {resource: logicalId, actions: notActions.length > 0 ? 'nearly everything' : someOf(names)},
				};
			}
		}
	},
});

/** The first that lets everyone in, of each statement. */
function openOnce(admissions: readonly Admission[]): readonly Admission[] {
	const first = new Map<Statement, Admission>();
	for (const admission of admissions) if (admission.whom.is === 'everyone' && !first.has(admission.statement)) first.set(admission.statement, admission);
	return [...first.values()];
}
