import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const resource = (type: string, properties: string, more = '') => `${more}Resources:\n  Ship:\n    Type: ${type}\n    Properties: ${properties}\n`;

const own = "  Own: {Type: 'AWS::IAM::Role', Properties: {AssumeRolePolicyDocument: {Statement: []}}}\n";

const verbs = {copies: 'copies what it holds to', sends: 'sends what it gets to', calls: 'tells of the stack to'} as const;

export const noOutsideDataFlow = defineValidator({
	id: 'iam/no-outside-data-flow',
	policy: 'customer.no-undisclosed-collection',
	severity: 'warning',
	about: 'No resource of the stack sends data to an account that the template names.',
	why: 'A bucket that is copied, a log group or an event bus that is forwarded, and a custom resource that is served elsewhere hand data of every buyer to that account: at least the account id and the name of the stack. Customer data may be collected with knowledge and express consent alone.',
	source: pages.policy,
	reads: ['iam'],
	messages: {
		sends: {
			message: '{resource} {verb} {account}, which is not the buyer’s.',
			help: 'Do it only after the buyer has agreed, and say in the product description or usage instructions what is sent and what for; or take it out.',
		},
	},
	examples: [
		{
			name: 'copies of a bucket',
			files: {
				'template.yaml': resource(
					'AWS::S3::Bucket',
					"{ReplicationConfiguration: {Role: !GetAtt R.Arn, Rules: [{Status: Enabled, Destination: {Bucket: 'arn:aws:s3:::larkspur-data', Account: '111122223333'}}]}}",
				),
			},
			expect: [{message: 'sends', at: "'111122223333'", subject: 'Ship'}],
		},
		{
			name: 'logs',
			files: {
				'template.yaml': resource(
					'AWS::Logs::SubscriptionFilter',
					"{LogGroupName: a, FilterPattern: '', DestinationArn: !Sub 'arn:aws:logs:${AWS::Region}:111122223333:destination:customers'}",
				),
			},
			expect: [{message: 'sends', at: "!Sub 'arn:aws:logs:${AWS::Region}:111122223333:destination:customers'"}],
		},
		{
			name: 'events',
			files: {
				'template.yaml': resource(
					'AWS::Events::Rule',
					"{EventPattern: {source: [aws.ec2]}, Targets: [{Id: a, Arn: 'arn:aws:events:eu-west-1:111122223333:event-bus/customers'}]}",
				),
			},
			expect: [{message: 'sends', at: "'arn:aws:events:eu-west-1:111122223333:event-bus/customers'"}],
		},
		{
			name: 'a custom resource',
			files: {'template.yaml': resource('Custom::Launch', "{ServiceToken: 'arn:aws:sns:eu-west-1:111122223333:launches'}")},
			expect: [{message: 'sends', at: "'arn:aws:sns:eu-west-1:111122223333:launches'"}],
		},
		{
			name: 'the buyer’s own',
			files: {
				'template.yaml': `${resource('Custom::Launch', '{ServiceToken: !GetAtt Fn.Arn}', 'Parameters:\n  Bus: {Type: String}\n')}  Rule: {Type: 'AWS::Events::Rule', Properties: {Targets: [{Id: a, Arn: !Ref Bus}, {Id: b, Arn: !Sub 'arn:aws:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/own'}]}}\n${own}`,
			},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, how, to, token} of iam.outside)
			if (how === 'copies' || how === 'sends' || how === 'calls')
				yield {message: 'sends', place: token.place, subject: logicalId, data: {resource: logicalId, verb: verbs[how], account: to}};
	},
});
