import {defineValidator} from '../../src/contract.ts';
import {debian, enabled, unit, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const started = unit('ExecStart=/opt/larkspur/bin/server');
const configured = (text: string) => enabled('larkspur.service', started, {'opt/larkspur/config.yaml': text});

export const noUsageReports = defineValidator({
	id: 'root/no-usage-reports',
	policy: 'customer.no-undisclosed-collection',
	severity: 'warning',
	about: "The product's own telemetry and usage statistics are off until the customer switches them on.",
	why: 'Customer data may be collected with knowledge and express consent alone. A setting that is on in the image is on for everybody who launches it. Metrics and traces for the instance itself or for a collector of the customer are not reported.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		sends: {
			message: '{setting} is on in the image, with {to} beside it: the product reports there.',
			help: 'Switch it off in the image and let the customer switch it on, or say in the product description or usage instructions what is sent and what for.',
		},
		on: {
			message: '{setting} is on in the image: the product may report home.',
			help: 'If it sends data to you, switch it off in the image and let the customer switch it on.',
		},
	},
	examples: [
		{
			name: 'telemetry with the host that it goes to',
			files: {},
			root: configured('telemetry:\n  enabled: true\n  endpoint: https://telemetry.larkspur-queue.com/v1\n'),
			expect: [{message: 'sends', at: 'true', subject: 'telemetry.enabled'}],
		},
		{
			name: 'a variable of the unit',
			files: {},
			root: enabled('larkspur.service', unit('Environment=LARKSPUR_SEND_USAGE_STATS=1\nExecStart=/opt/larkspur/bin/server')),
			expect: [{message: 'on', at: '1', subject: 'LARKSPUR_SEND_USAGE_STATS'}],
		},
		{
			name: 'a product on Windows',
			files: {},
			root: windows({'ProgramData/Larkspur/settings.json': '{"telemetry": {"enabled": true, "endpoint": "https://telemetry.larkspur-queue.com/v1"}}\n'}),
			expect: [{message: 'sends', at: 'true', subject: 'telemetry.enabled'}],
		},
		{
			name: 'statistics that are off',
			files: {},
			root: configured('usage_statistics:\n  enabled: false\n  url: https://telemetry.larkspur-queue.com/v1\n'),
			expect: [],
		},
		{name: 'a switch that turns it off', files: {}, root: configured('disable_telemetry: true\n'), expect: []},
		{name: "a collector of the customer's", files: {}, root: configured('telemetry:\n  enabled: true\n  endpoint: http://localhost:4318\n'), expect: []},
		{name: 'metrics', files: {}, root: configured('metrics:\n  enabled: true\n  listen: 0.0.0.0:9100\n'), expect: []},
		{
			name: 'a product that nothing starts, with no host beside it',
			files: {},
			root: debian({'opt/larkspur/config.yaml': 'telemetry: true\n'}),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {setting, to, job, place} of startups.flatMap(({usageReports}) => usageReports)) {
			const isSure = to !== undefined && job !== undefined;
			const severity = isSure ? {} : {severity: 'note' as const};
			if (to === undefined) yield {message: 'on', place, subject: setting, ...severity, data: {setting}};
			else yield {message: 'sends', place, subject: setting, ...severity, data: {setting, to}};
		}
	},
});
