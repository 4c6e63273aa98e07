import {defineValidator} from '../../src/contract.ts';
import {hostRunning} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noPhoneHome = defineValidator({
	id: 'template/no-phone-home',
	policy: 'customer.no-undisclosed-collection',
	severity: 'warning',
	about: 'The commands of an instance send nothing of it to a host that is written into the template.',
	why: 'Customer data may be collected with knowledge and express consent alone, and the listing must say what is collected and why. Account id, instance id and host name are such data. AWS’s services, and hosts that parameters give, are not reported.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		tells: {
			message: '{script} sends {what} to {to}.',
			help: 'Send it only after the buyer has agreed, and say in the product description or usage instructions what is sent and what for.',
		},
		sends: {
			message: '{script} sends data to {to}.',
			help: 'Send it only after the buyer has agreed, and say in the product description or usage instructions what is sent and what for.',
		},
	},
	examples: [
		{
			name: 'the account',
			files: {'template.yaml': hostRunning('curl -fsS -X POST https://hello.larkspur-queue.com/v1/hosts -d "account=${AWS::AccountId}"')},
			expect: [{message: 'tells', at: 'https://hello.larkspur-queue.com/v1/hosts', subject: 'hello.larkspur-queue.com'}],
		},
		{
			name: 'the instance id, in a command of AWS::CloudFormation::Init',
			files: {
				'template.yaml':
					'Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          commands:\n            hello:\n              command: ID=$(ec2-metadata -i); curl "https://hello.larkspur-queue.com/up?id=$ID"\n',
			},
			expect: [{message: 'tells', at: 'https://hello.larkspur-queue.com/up?id='}],
		},
		{
			name: 'a body whose content is not known',
			files: {'template.yaml': hostRunning('curl -d @/opt/larkspur/report.json https://hello.larkspur-queue.com/v1/reports')},
			expect: [{message: 'sends', at: 'https://hello.larkspur-queue.com/v1/reports'}],
		},
		{name: 'a host that the buyer gives', files: {'template.yaml': hostRunning('curl -d "host=$(hostname)" https://${Console}/v1/hosts')}, expect: []},
		{
			name: "AWS's metadata and CloudFormation's signal",
			files: {
				'template.yaml': hostRunning(
					'curl -X PUT http://169.254.169.254/latest/api/token\ncfn-signal -e $? --stack ${AWS::StackName} --resource Host --region ${AWS::Region}',
				),
			},
			expect: [],
		},
		{name: 'a request that tells nothing', files: {'template.yaml': hostRunning('curl -fsS https://hello.larkspur-queue.com/version')}, expect: []},
	],
	*check({templates}) {
		for (const {job, to, what, place} of templates.flatMap(({bootstrap}) => bootstrap.sendings)) {
			const data = {script: job.name, to};
			if (what.length > 0) yield {message: 'tells', place, subject: to, data: {...data, what: what.join(', ')}};
			else yield {message: 'sends', place, subject: to, data};
		}
	},
});
