import {defineValidator} from '../../src/contract.ts';
import {debian, enabled, unit} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const grafana = (settings: string) =>
	enabled('grafana-server.service', unit('ExecStart=/usr/sbin/grafana-server'), {'etc/grafana/grafana.ini': `[analytics]\n${settings}\n`});

export const noTelemetry = defineValidator({
	id: 'root/no-telemetry',
	policy: 'customer.no-undisclosed-collection',
	severity: 'warning',
	about: 'Products in the AMI whose usage reports go to their makers by themselves have them switched off.',
	why: 'Customer data may be collected with knowledge and express consent alone. What a part of your product reports to its maker counts as well; a tool that reports when somebody works with it is a note.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		on: {
			message: '{product} starts with its usage reports on.',
			help: 'To switch them off, {off}. Or say in the listing what is sent and what for.',
		},
		tool: {
			message: 'The usage reports of {product} are on.',
			help: 'To switch them off, {off}.',
		},
	},
	examples: [
		{
			name: 'Grafana as it comes',
			files: {},
			root: grafana(';reporting_enabled = true'),
			expect: [{message: 'on', at: '/usr/sbin/grafana-server', subject: 'Grafana'}],
		},
		{
			name: 'the .NET SDK',
			files: {},
			root: debian({'var/lib/dpkg/status': 'Package: dotnet-sdk-8.0\nStatus: install ok installed\n'}),
			expect: [{message: 'tool', at: 'dotnet-sdk-8.0'}],
		},
		{name: 'Grafana with its reports off', files: {}, root: grafana('reporting_enabled = false'), expect: []},
		{
			name: 'the .NET SDK with its reports off',
			files: {},
			root: debian({'var/lib/dpkg/status': 'Package: dotnet-sdk-8.0\nStatus: install ok installed\n', 'etc/environment': 'DOTNET_CLI_TELEMETRY_OPTOUT=1\n'}),
			expect: [],
		},
		{
			name: 'Grafana that nothing starts',
			files: {},
			root: debian({'etc/systemd/system/grafana-server.service': unit('ExecStart=/usr/sbin/grafana-server')}),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {product, off, byItself, place} of startups.flatMap(({telemetry}) => telemetry)) {
			if (byItself) yield {message: 'on', place, subject: product, data: {product, off}};
			else yield {message: 'tool', place, subject: product, severity: 'note', data: {product, off}};
		}
	},
});
