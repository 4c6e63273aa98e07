import {defineValidator} from '../../src/contract.ts';
import {boots, debian, enabled, unit, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noPhoneHome = defineValidator({
	id: 'root/no-phone-home',
	policy: 'customer.no-undisclosed-collection',
	severity: 'warning',
	about: 'Nothing that starts by itself sends data of the instance to a host that is built into the AMI.',
	why: 'Customer data may be collected with knowledge and express consent alone, and the listing must say what is collected and why. Instance id, host name and logs are such data. Amazon CloudWatch and other services in the account of the customer are not reported.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		tells: {
			message: '{job} sends {what} to {to}.',
			help: 'Send it only after the customer has agreed, and say in the product description or usage instructions what is sent and what for.',
		},
		sends: {
			message: '{job} sends data to {to}.',
			help: 'Send it only after the customer has agreed, and say in the product description or usage instructions what is sent and what for.',
		},
		keyed: {
			message: '{job} runs the {to} agent with the key of an account that is built into the AMI: it hands data of every customer to that account.',
			help: 'Take the key out, and leave the agent disabled until the customer has entered a key of theirs.',
		},
	},
	examples: [
		{
			name: 'a request with the instance id',
			files: {},
			root: boots('ID=$(ec2-metadata -i)\ncurl -s "https://api.larkspur-queue.com/started?id=$ID"'),
			expect: [{message: 'tells', at: 'https://api.larkspur-queue.com/started?id=', subject: 'api.larkspur-queue.com'}],
		},
		{
			name: 'logs to a host of the seller',
			files: {},
			root: enabled('rsyslog.service', unit('ExecStart=/usr/sbin/rsyslogd -n'), {'etc/rsyslog.d/90-larkspur.conf': '*.* @@logs.larkspur-queue.com:6514\n'}),
			expect: [{message: 'sends', at: 'logs.larkspur-queue.com:6514', subject: 'logs.larkspur-queue.com'}],
		},
		{
			name: 'an agent with a key',
			files: {},
			root: enabled('datadog-agent.service', unit('ExecStart=/opt/datadog-agent/bin/agent/agent run'), {
				'etc/datadog-agent/datadog.yaml': 'api_key: 0123456789abcdef0123456789abcdef\n',
			}),
			expect: [{message: 'keyed', at: '0123456789abcdef0123456789abcdef', subject: 'Datadog'}],
		},
		{
			name: 'the host name, when somebody logs on to Windows',
			files: {},
			root: windows({
				'ProgramData/Microsoft/Windows/Start Menu/Programs/Startup/hello.cmd': 'curl.exe -d "host=%COMPUTERNAME%" https://api.larkspur-queue.com/seen\r\n',
			}),
			expect: [{message: 'tells', at: 'https://api.larkspur-queue.com/seen', subject: 'api.larkspur-queue.com'}],
		},
		{name: "a request to AWS's metadata", files: {}, root: boots('curl -s -X PUT http://169.254.169.254/latest/api/token'), expect: []},
		{name: 'a request that tells nothing', files: {}, root: boots('curl -fsS https://api.larkspur-queue.com/version'), expect: []},
		{
			name: 'a unit that is not enabled',
			files: {},
			root: debian({'etc/systemd/system/report.service': unit('ExecStart=/usr/bin/curl -d @/etc/machine-id https://api.larkspur-queue.com/')}),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {job, how, to, what, place} of startups.flatMap(({sendings}) => sendings)) {
			if (job.waitsFor !== undefined) continue;
			if (how === 'agent') yield {message: 'keyed', place, subject: to, data: {job: job.name, to}};
			else if (what.length > 0) yield {message: 'tells', place, subject: to, data: {job: job.name, what: what.join(', '), to}};
			else yield {message: 'sends', place, subject: to, data: {job: job.name, to}};
		}
	},
});
