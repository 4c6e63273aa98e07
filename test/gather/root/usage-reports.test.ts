import test from 'ava';
import type {Place} from '../../../src/contract.ts';
import {debian, windows} from '../../../src/examples.ts';
import {textAt} from '../../../src/filesystem.ts';
import {startupOf} from '../../../src/gather/root/startup.ts';
import {systemOf} from '../../helpers/filesystem.ts';

type Files = Parameters<typeof systemOf>[0];

/** The reports of a root in short, with the text that each points at. */
function found(files: Files): readonly string[] {
	const system = systemOf(files);
	const at = ({file, range = [0, 0]}: Place) => (textAt(system, file.slice('image/'.length))?.value ?? '').slice(...range);
	return (startupOf(system)?.usageReports ?? []).map(({setting, to, place}) => `${setting} > ${to} @ ${at(place)}`);
}

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

test('reports of a product on Windows: what starts it makes it sure', (t) => {
	const settings = {'Program Files/Larkspur/conf/a.json': '{"telemetry": {"enabled": true}}\n', 'Program Files/Git/etc/a.json': '{"telemetry": true}\n'};
	t.deepEqual(found(windows(settings)), []);
	t.deepEqual(
		found(windows({...settings, 'ProgramData/Microsoft/Windows/Start Menu/Programs/Startup/a.cmd': '"C:\\Program Files\\Larkspur\\bin\\larkspur.exe"\r\n'})),
		['telemetry.enabled > undefined @ true'],
	);
});

test('hostile settings come to an end', (t) => {
	const settings = 'telemetry.enabled=true\ntelemetry.url=https://t.larkspur.io/\n'.repeat(3_000);
	const deep = `${'{"telemetry":'.repeat(10_000)}true${'}'.repeat(10_000)}`;
	const root = debian({
		'opt/larkspur/a.properties': settings,
		'opt/larkspur/b.json': deep,
		'opt/larkspur/c.ini': `[${'telemetry.'.repeat(20_000)}]\nenabled=1`,
	});
	t.true(found(root).length <= 100);
});
