import {defineValidator} from '../../src/contract.ts';
import {debian, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noUsageReports = defineValidator({
	id: 'root/no-usage-reports',
	policy: 'customer.no-undisclosed-collection',
	severity: 'warning',
	about: 'No setting of the product in the AMI has it report its use from the start.',
	why: 'Customer data may be collected with knowledge and express consent alone, so that reports are off until the buyer switches them on. Whether what is sent is customer data is for a person to say; where the settings name no host outside it is a note.',
	source: pages.policy,
	reads: ['productFiles'],
	messages: {
		sent: {
			message: '{name} is on, and its reports go to {to}.',
			help: 'Ship it switched off, and let the buyer switch it on; say in the listing what is sent and what for.',
		},
		on: {
			message: '{name} is on.',
			help: "Make sure that nothing is sent without the buyer's consent: ship it switched off, or say in the listing what is sent and what for.",
		},
	},
	examples: [
		{
			name: 'reports of a product on Windows',
			files: {},
			root: windows({
				'ProgramData/Larkspur/settings.json': '{"telemetry": {"enabled": true, "endpoint": "https://telemetry.larkspur.io/v1"}}\n',
			}),
			expect: [{message: 'sent', at: 'true', subject: 'telemetry.enabled'}],
		},
		{
			name: 'reports to a host that the settings do not name',
			files: {},
			root: debian({'opt/larkspur/larkspur.ini': '[server]\nsend_usage_statistics = yes\n'}),
			expect: [{message: 'on', at: 'yes', subject: 'server.send_usage_statistics'}],
		},
		{
			name: 'reports that are off',
			files: {},
			root: debian({'opt/larkspur/larkspur.yaml': 'telemetry:\n  enabled: false\n  endpoint: https://telemetry.larkspur.io/v1\n'}),
			expect: [],
		},
		{
			name: 'traces for the instance itself',
			files: {},
			root: debian({'opt/larkspur/larkspur.yaml': 'telemetry:\n  enabled: true\n  endpoint: http://localhost:4317\n'}),
			expect: [],
		},
	],
	*check({productFiles}) {
		for (const {name, to, place} of productFiles.flatMap(({usageReports}) => usageReports)) {
			if (to === undefined) yield {message: 'on', place, subject: name, severity: 'note', data: {name}};
			else yield {message: 'sent', place, subject: name, data: {name, to}};
		}
	},
});
