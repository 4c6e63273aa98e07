import test from 'ava';
import type {Place, RootFile} from '../../../src/contract.ts';
import {debian, windows} from '../../../src/examples.ts';
import {textAt} from '../../../src/filesystem.ts';
import {productFilesOf} from '../../../src/gather/root/product-files.ts';
import {systemOf} from '../../helpers/filesystem.ts';

type Files = Readonly<Record<string, RootFile>>;

/** The licences and reports of a root in short, with the text that each points at. */
function found(files: Files): readonly string[] {
	const system = systemOf(files);
	const {licences, usageReports} = productFilesOf(system);
	const at = ({file, range = [0, 0]}: Place) => (textAt(system, file.slice('image/'.length))?.value ?? '').slice(...range);
	return [...licences.map(({how, place}) => `${how} @ ${at(place)}`), ...usageReports.map(({name, to, place}) => `${name} > ${to} @ ${at(place)}`)];
}

test('licences that end or are for trial, but not those of libraries', (t) => {
	t.deepEqual(
		found(
			debian({
				'opt/larkspur/larkspur.lic': 'INCREMENT queue larkspur 2.0 30-jun-2027 uncounted\nINCREMENT base larkspur 2.0 permanent uncounted\n',
				'opt/larkspur/license.xml': '<license><type>trial</type><expiryDate>2027-01-31</expiryDate></license>\n',
				'opt/larkspur/node_modules/x/license.json': '{"expires": "2027-01-01"}\n',
				'usr/share/doc/x/license.txt': 'expires: 2027-01-01\n',
			}),
		),
		['end @ 30-jun-2027', 'end @ 2027-01-31', 'trial @ trial'],
	);
	t.deepEqual(
		found(
			windows({
				'PROGRAM FILES (X86)/Larkspur/License.JSON': '{"product": "queue", "type": "trial", "expires": "2027-01-31"}\n',
				'Larkspur/activation.xml': '<a><validUntil>2027-02-28</validUntil></a>\n',
				'Program Files/Common Files/Microsoft Shared/license.ini': 'expires=2027-01-31\n',
				'ProgramData/Larkspur/perpetual.lic': 'Expires=never\n',
			}),
		),
		['end @ 2027-01-31', 'trial @ trial', 'end @ 2027-02-28'],
	);
});

test('usage reports that settings switch on, in each notation', (t) => {
	t.deepEqual(
		found(
			debian({
				'opt/larkspur/a.properties': 'telemetry.enabled=true\ntelemetry.url=https://t.larkspur.io/\n',
				'opt/larkspur/b.toml': '[usage_stats]\nenabled = "yes"\nendpoint = "https://t.larkspur.io/b"\n',
				'opt/larkspur/c.yml': 'server:\n  phoneHome:\n    enabled: on\n    server: https://t.larkspur.io/c\n',
				'opt/larkspur/d.json': '\ufeff{"a": [{"crashReports": {"send": 1, "to": "https://t.larkspur.io/d"}}]}\n',
				'etc/larkspur/e.conf': 'send_usage_statistics = 1\n',
			}),
		),
		[
			'telemetry.enabled > t.larkspur.io @ true',
			'usage_stats.enabled > t.larkspur.io @ "yes"',
			'server.phoneHome.enabled > t.larkspur.io @ on',
			'a.crashReports.send > t.larkspur.io @ 1',
			'send_usage_statistics > undefined @ 1',
		],
	);
});

test('no usage reports: off, a variable, to the instance itself, another switch of the section, a sample, a package, an unsound file', (t) => {
	t.deepEqual(
		found(
			debian({
				'opt/larkspur/a.ini': '[telemetry]\nenabled=false\n[server]\nenabled=true\n',
				'opt/larkspur/b.yml': 'telemetry:\n  enabled: ${TELEMETRY}\n',
				'opt/larkspur/c.json': '{"telemetry": {"enabled": true, "exporter": "http://localhost:4317"}}\n',
				'opt/larkspur/d.json': '{"telemetry": {"compress": true, "limits": {"enabled": true}}, "cpu usage": true}\n',
				'opt/larkspur/config.example.json': '{"telemetry": true}\n',
				'opt/larkspur/node_modules/x/config.json': '{"telemetry": true}\n',
				'opt/larkspur/e.yml': 'telemetry: [true\n\t- x: }\n',
				'usr/share/larkspur/f.json': '{"telemetry": true}\n',
			}),
		),
		[],
	);
});

test('hostile settings come to an end', (t) => {
	const settings = `${'telemetry.enabled=true\n'.repeat(5_000)}`;
	const deep = `${'{"telemetry":'.repeat(10_000)}true${'}'.repeat(10_000)}`;
	t.is(
		found(debian({'opt/larkspur/a.properties': settings, 'opt/larkspur/b.json': deep, 'opt/larkspur/c.ini': `[${'telemetry.'.repeat(20_000)}]\nenabled=1`}))
			.length,
		10,
	);
});
