/** Settings of the product's own by which it reports home: telemetry, usage statistics and the like that are switched on in its folders and variables. */

import {append} from '../../../append.ts';
import type {Place, Text} from '../../../contract.ts';
import type {UsageReport} from '../../../evidence/startup.ts';
import {type FileSystem, isWindows, textAt} from '../../../filesystem.ts';
import {packageFolders, vendorFolders} from '../../../limits/others-files.ts';
import {dataForwarders, telemetryProducts} from '../../../limits/telemetry.ts';
import {isSellersOnWindows} from '../../../limits/windows-folders.ts';
import {ofDistribution} from '../../../read/filesystem/texts.ts';
import {parseSoundYaml} from '../../../read/yaml.ts';
import {entriesOf, itemsOf, looseStringOf, placeOf, type SourceNode} from '../../../tree.ts';
import {iniSettings} from '../ini.ts';
import {lineOf} from '../shell/acts.ts';
import {flat, placeOf as placeOfValue} from '../shell/values.ts';
import {hostOf, isOutside} from './hosts.ts';
import {type Job, plain} from './job.ts';

/** A setting with the names of what it stands in: `telemetry.enabled`. */
type Setting = {readonly path: readonly string[]; readonly value: string; readonly place: Place};

/** Files of one root, settings and bytes of one file that are looked at, and reports of a file and of a root that are told. */
const most = {files: 2_000, settings: 5_000, bytes: 200_000, ofFile: 10, reports: 100};

const files =
	/^(?:etc\/(?!(?:ssl|pam\.d|security|systemd|cloud|apt|alternatives|ssh|X11|fonts|dbus-1|apparmor\.d|selinux)\/)|opt\/|srv\/|app\/|usr\/local\/|var\/lib\/[^/]+\/(?:conf|config|etc)\/)/;
const trees = /\.(?:ya?ml|json)$/i;
const lines = /\.(?:toml|ini|conf|cfg|cnf|properties|env)$|(?:^|\/)\.?env(?:\.[\w-]+)?$|^etc\/(?:default|sysconfig)\/[^/]+$/i;

/** What says of itself that it reports on its use. */
const topic =
	/telemetry|crash_?report(?:s|ing)?|phone_?home|call_?home|usage_?(?:stat(?:istic)?s?|report(?:s|ing)?|data|ping|tracking|metrics|collection)|(?:anonymous|anonymi[sz]ed)_?(?:usage|stat(?:istic)?s?|data|report(?:s|ing)?)(?:_(?:stat(?:istic)?s|data|reports?|info|metrics))?|(?:send|report|share|collect)_?(?:anonymous_?)?(?:usage|stat(?:istic)?s|diagnostics)(?:_(?:stat(?:istic)?s|data|reports?|info|metrics))?|product_?(?:improvement|analytics|insights)|customer_?experience/;
/** What the customer watches the instance with: its own telemetry, in the word's other sense. */
const observing = /otel|opentelemetry|otlp|prometheus|statsd|jaeger|zipkin|grafana|datadog|cloudwatch|x_?ray|metrics_?path|scrape|trac(?:es?|ing)|istio|envoy/;
const switching = /^(?:enabled?|is_?enabled|on|active|activated|opt_?in|report(?:ing)?|send|allow(?:ed)?|status|state|collect)$/;
const opposite = /(?:^|_)(?:disabled?|off|no|not|without|skip|opt_?out|deny|block|exclude|ignore)(?:_|$)/;
const onValue = /^(?:true|yes|on|1|enabled?|all|full|basic|anonymous)$/i;
const address = /(?:^|_)(?:url|uri|endpoint|host|hostname|server|address|addr|target|dsn|collector|to)$/;

/** Files whose makers say what they send. */
const known = [...telemetryProducts.flatMap(({on: said, off}) => [...off, ...(said === undefined ? [] : [said])]), ...dataForwarders];

/** The reports of a product that are on: those beside which stands a host of somebody else, and those of a product that starts. */
export function usageReportsOf(system: FileSystem, jobs: readonly Job[]): readonly UsageReport[] {
	const running = jobs.filter(({off, waitsFor}) => off === undefined && waitsFor === undefined);
	const unchanged = ofDistribution(system);
	const found: UsageReport[] = [];
	for (const path of [...system.contents.keys()].filter(isOwnIn(system)).slice(0, most.files)) {
		const text = unchanged(path) ? undefined : textAt(system, path);
		if (text === undefined || text.value.length > most.bytes || !topic.test(worded(text.value.slice(0, most.bytes)))) continue;
		append(found, reportsIn(trees.test(path) ? treeSettings(text) : lineSettings(text), jobOf(running, path)));
	}
	for (const job of running) append(found, reportsIn(variablesOf(job), job));
	const places = new Set<string>();
	return found
		.filter(({place: {file, range}}) => {
			const key = `${file} ${range?.[0]}`;
			if (places.has(key)) return false;
			places.add(key);
			return true;
		})
		.slice(0, most.reports);
}

/** Settings of the product itself; files of products that are known are read by what their makers say of them. */
function isOwnIn(system: FileSystem): (path: string) => boolean {
	const isSellers = isWindows(system) ? isSellersOnWindows : (path: string) => files.test(path);
	return (path) => isSellers(path) && isSetting(path);
}

function isSetting(path: string): boolean {
	if (!(trees.test(path) || lines.test(path))) return false;
	if (
		packageFolders.test(path) ||
		vendorFolders.test(path) ||
		/(?:^|\/)(?:tests?|examples?|samples?|docs?|templates?)\/|\.(?:example|sample|dist)$/i.test(path)
	)
		return false;
	return !known.some((own) => own.files.test(path));
}

function reportsIn(settings: readonly Setting[], job: Job | undefined): readonly UsageReport[] {
	const on = settings.filter(isSwitchedOn).slice(0, most.ofFile);
	return on.flatMap((setting): readonly UsageReport[] => {
		const hosts = besideOf(settings, setting);
		const [to] = hosts.filter(isOutside);
		// What goes to the instance itself or to the customer's own network alone is the customer's.
		if (hosts.length > 0 && to === undefined) return [];
		if (to === undefined && (job === undefined || observing.test(contextOf(settings, setting)))) return [];
		return [{setting: setting.path.join('.'), ...(to === undefined ? {} : {to}), ...(job === undefined ? {} : {job: plain(job)}), place: setting.place}];
	});
}

function isSwitchedOn({path, value}: Setting): boolean {
	const names = path.map(worded);
	const [last = ''] = names.slice(-1);
	const whole = names.join('_');
	if (!onValue.test(value) || !topic.test(whole) || opposite.test(whole)) return false;
	if (observing.test(whole)) return false;
	const end = topic.exec(last);
	// `telemetry: true`, `send_anonymous_usage: true`, `LARKSPUR_TELEMETRY_ENABLED=1`; not `telemetry_interval: 1`.
	if (end !== null) {
		const rest = last.slice(end.index + end[0].length).replace(/^_/, '');
		return rest === '' || switching.test(rest);
	}
	return switching.test(last) && topic.test(names.slice(-2, -1)[0] ?? '');
}

/** The hosts of the settings beside one: in the same section, or with the same beginning of their names. */
function besideOf(settings: readonly Setting[], setting: Setting): readonly string[] {
	return siblings(settings, setting).flatMap(({path, value}) => {
		const isAddress = /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value) || address.test(worded(path.at(-1) ?? ''));
		const host = isAddress ? hostOf(value) : undefined;
		return host === undefined ? [] : [host];
	});
}

/** The settings that stand with one: below the part of its path, or of its name, that says what it is about. */
function siblings(settings: readonly Setting[], {path}: Setting): readonly Setting[] {
	const stem = stemOf(path);
	return settings.filter((other) => other.path.map(worded).join('_').startsWith(stem));
}

function stemOf(path: readonly string[]): string {
	const whole = path.map(worded).join('_');
	const found = topic.exec(whole);
	return found === null ? whole : whole.slice(0, found.index + found[0].length);
}

function contextOf(settings: readonly Setting[], setting: Setting): string {
	return siblings(settings, setting)
		.map(({path, value}) => `${path.map(worded).join('_')} ${value.toLowerCase()}`)
		.join(' ');
}

/** `phoneHome` and `phone-home` as `phone_home`. */
function worded(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replace(/[^A-Za-z0-9\n]/g, '_')
		.toLowerCase();
}

/** The values of a tree, each with its keys. */
function treeSettings(text: Text): readonly Setting[] {
	const found: Setting[] = [];
	const walk = (node: SourceNode, path: readonly string[]) => {
		if (found.length >= most.settings || path.length > 20) return;
		const value = looseStringOf(node);
		if (value !== undefined) found.push({path, value, place: placeOf(text.place.file, node)});
		for (const item of itemsOf(node)) walk(item, path);
		for (const {key, value: inner} of entriesOf(node)) walk(inner, [...path, ...key.split('.')]);
	};
	const root = parseSoundYaml(text.value)?.root;
	if (root !== undefined) walk(root, []);
	return found;
}

function lineSettings(text: Text): readonly Setting[] {
	return iniSettings(text)
		.slice(0, most.settings)
		.map(({section, key, value}) => {
			const bare = value.value
				.replace(/[ \t][#;].*$/, '')
				.trimEnd()
				.replace(/^(["'])(.*)\1$/, '$2');
			const name = key.replace(/^export[ \t]+/, '');
			return {path: [...(section === '' ? [] : section.split('.')), ...name.split('.')], value: bare, place: value.place};
		});
}

function variablesOf({environment, place}: Job): readonly Setting[] {
	const settings = [...environment].map(([name, value]) => ({path: [name], value: flat(value), place: placeOfValue(value) ?? place}));
	const isRefused = settings.some(({path, value}) => path[0] === 'DO_NOT_TRACK' && onValue.test(value));
	return isRefused ? [] : settings;
}

/** The job that runs the product whose file this is: its commands name the file, or the folder of that product. */
function jobOf(jobs: readonly Job[], path: string): Job | undefined {
	const product = productOf(path.toLowerCase());
	if (product.length < 3 || /^(?:bin|lib|etc|share|conf|config)$/.test(product)) return undefined;
	return jobs.find((job) => {
		const acts = job.acts.slice(0, 20).map((act) => `${act.path} ${lineOf(act)}`);
		const line = [job.name, ...job.commands.map(({value}) => value), ...acts].join(' ').replaceAll('\\', '/').toLowerCase();
		return line.includes(`/${path.toLowerCase()}`) || line.includes(`/${product}/`) || new Set(line.split(/[/\s=@.]/)).has(product);
	});
}

/** What a product's folder or file of settings is called. */
function productOf(path: string): string {
	const [top, first = '', second = ''] = path.split('/');
	const isDeeper = top === 'usr' || first === 'default' || first === 'sysconfig';
	return (isDeeper ? second : first).replace(/\.[a-z]{2,10}$/, '');
}
