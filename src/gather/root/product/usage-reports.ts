/** Settings that have the product report its use: `telemetry.enabled` and its like, in INI, properties, TOML, JSON and YAML. */

import type {Place, Text} from '../../../contract.ts';
import type {UsageReport} from '../../../evidence/product-file.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {vendorFolders} from '../../../limits/others-files.ts';
import {windowsOwnTop, windowsProduct, windowsProfile} from '../../../limits/windows-folders.ts';
import {parseJson} from '../../../read/json.ts';
import {parseSoundYaml} from '../../../read/yaml.ts';
import {entriesOf, itemsOf, placeOf, type SourceNode} from '../../../tree.ts';
import {settingsKind} from '../credentials/files.ts';
import {standingOf} from '../credentials/standing.ts';
import {iniSettings} from '../ini.ts';
import {hostOf, isOutside} from '../startup/hosts.ts';
import {isWindows} from '../windows/paths.ts';

/** Bytes of a file, its settings and their depth that are looked at, and reports of one file and of one root that are told. */
const most = {bytes: 1 << 18, settings: 5000, depth: 12, ofFile: 10, reports: 100};

const linuxProduct = /^(?:opt|srv|app|data|etc|usr\/local|var\/(?:lib|www))\/[^/]+\/./;
const mention = /telemetry|usage|analytics|phone|crash/i;
/** Names of what reports use. */
const subject =
	/^(?:(?:anonymous|product|remote|enable|send|allow|collect)[ _-]?)*(?:telemetry|usage[ _-]?(?:stat(?:istic)?s|reports?|reporting|data|tracking|collection)|phone[ _-]?home|crash[ _-]?report(?:s|ing)?)(?:[ _-]?(?:enabled?|reporting|collection|opt[ _-]?in))?$/i;
/** Names beside it that switch it on. */
const switchName = /^(?:is[ _-]?)?(?:enabled?|on|active|send|opt[ _-]?in|report|reporting)$/i;
/** The instance itself, and the buyer's network. */
const ownHost = /^(?:localhost|0\.0\.0\.0|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|\[::1\]|[\w-]+|.+\.(?:local|localdomain|internal|lan))$/i;
const isOn = /^(?:true|yes|on|1|enabled?)$/i;

/** A setting by the names that lead to it. */
type Leaf = {readonly names: readonly string[]; readonly value: string; readonly place: Place};

/** The reports that settings of the product have switched on. */
export function usageReportsOf(system: FileSystem): readonly UsageReport[] {
	const folders = isWindows(system) ? [windowsProduct, windowsProfile, windowsOwnTop] : [linuxProduct];
	const found: UsageReport[] = [];
	for (const [path, bytes] of system.contents) {
		if (found.length >= most.reports) break;
		const isProduct = bytes.length <= most.bytes && folders.some((folder) => folder.test(path)) && !vendorFolders.test(path);
		if (!isProduct || settingsKind(path) !== 'plain' || standingOf(path) !== 'own') continue;
		const text = textAt(system, path);
		if (text !== undefined && mention.test(text.value)) found.push(...reportsIn(leavesOf(path, text)));
	}
	return found;
}

function reportsIn(leaves: readonly Leaf[]): readonly UsageReport[] {
	const on = leaves.filter(({names, value}) => isOn.test(value) && isSwitch(names)).slice(0, most.ofFile);
	return on.flatMap(({names, place}): UsageReport[] => {
		const at = names.findIndex((name) => subject.test(name));
		// What stands beside the switch says where the reports go.
		const section = names.slice(0, at + 1).join('\0');
		const beside = leaves.filter((leaf) => leaf.names.length > at + 1 && leaf.names.slice(0, at + 1).join('\0') === section);
		const hosts = beside.flatMap((leaf) => (/^https?:\/\//i.test(leaf.value) ? [hostOf(leaf.value)] : []));
		const to = hosts.find(isOutside);
		return hosts.length > 0 && hosts.every(isOwn) ? [] : [{name: names.join('.').slice(0, 100), ...(to === undefined ? {} : {to}), place}];
	});
}

function isOwn(host: string | undefined): boolean {
	return host !== undefined && ownHost.test(host);
}

/** Whether a setting's own name is that of the reports, or that of a switch right below it. */
function isSwitch(names: readonly string[]): boolean {
	const at = names.findIndex((name) => subject.test(name));
	return at >= 0 && (at === names.length - 1 || (at === names.length - 2 && switchName.test(names.at(-1) ?? '')));
}

function leavesOf(path: string, text: Text): readonly Leaf[] {
	const {value, place} = text;
	if (/\.json$/i.test(path)) return [...leavesUnder(place.file, parseJson(value.replace(/^\uFEFF/, ' ')).root)];
	if (/\.ya?ml$/i.test(path)) return [...leavesUnder(place.file, parseSoundYaml(value)?.root)];
	if (/\.(?:xml|config|plist)$/i.test(path)) return [];
	return iniSettings(text)
		.slice(0, most.settings)
		.map(({section, key, value: set}) => ({
			names: [section, key].flatMap((name) => name.split('.')).filter((name) => name !== ''),
			value: set.value.replace(/^(["'])(.*)\1$/, '$2'),
			place: set.place,
		}));
}

function* leavesUnder(file: string, root: SourceNode | undefined): Generator<Leaf> {
	const open: (readonly [names: readonly string[], node: SourceNode])[] = root === undefined ? [] : [[[], root]];
	for (let count = 0; open.length > 0 && count < most.settings; count++) {
		const [names, node] = open.pop() ?? [];
		if (names === undefined || node === undefined || names.length > most.depth) continue;
		if (node.kind === 'scalar') yield {names, value: String(node.value), place: placeOf(file, node)};
		for (const item of itemsOf(node)) open.push([names, item]);
		for (const entry of entriesOf(node)) open.push([[...names, ...entry.key.split('.')], entry.value]);
	}
}
