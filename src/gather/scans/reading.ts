/** What every reader of scanner results gives, and the small things that they need. */

import type {Place, Text} from '../../contract.ts';
import type {Malware, Scan, ScanSeverity, Vulnerability, VulnerablePackage} from '../../evidence/scan.ts';
import {languagePackages, packageFolders, vendorFolders} from '../../limits/others-files.ts';
import {get, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';

/** One run of a tool as its file tells it, before it is known whose AMI it is. */
export type Reading = Omit<Scan, 'of' | 'amis' | 'supersededBy' | 'day'> & {
	/** AMIs and snapshots that it names as what was scanned. */
	readonly ids: readonly string[];
	/** The delivery option and the product that an assessment is of. */
	readonly option?: string;
	readonly product?: string;
};

/** A vulnerability with the package that it was found in. */
export type Found = Vulnerability & {readonly name?: string; readonly version?: string};

const words: Readonly<Record<string, ScanSeverity>> = {
	critical: 'critical',
	high: 'high',
	important: 'high',
	medium: 'medium',
	moderate: 'medium',
	low: 'low',
	minor: 'low',
	negligible: 'negligible',
	none: 'negligible',
	info: 'negligible',
	informational: 'negligible',
};

/** A tool's word for a severity, or a CVSS score, in the one scale. */
export function severityOf(rated: string | undefined): ScanSeverity {
	const word = rated?.trim().toLowerCase() ?? '';
	if (Object.hasOwn(words, word)) return words[word] ?? 'unknown';
	const score = /^\d/.test(word) ? Number(word) : Number.NaN;
	if (score >= 9) return 'critical';
	if (score >= 7) return 'high';
	if (score >= 4) return 'medium';
	return score > 0 ? 'low' : score === 0 ? 'negligible' : 'unknown';
}

const order: readonly ScanSeverity[] = ['critical', 'high', 'medium', 'low', 'unknown', 'negligible'];

function byUrgency(one: Vulnerability, other: Vulnerability): number {
	return order.indexOf(one.severity) - order.indexOf(other.severity) || Number(other.fixable) - Number(one.fixable) || compare(one.id.value, other.id.value);
}

/** Vulnerabilities by package and version, each named once; the package with the worst comes first. What is malware is none. */
export function byPackage(found: readonly Found[]): readonly VulnerablePackage[] {
	const packages = new Map<string, {readonly head: Pick<Found, 'name' | 'version'>; readonly byId: Map<string, Vulnerability>}>();
	for (const {name, version, ...vulnerability} of found) {
		if (isMalware(vulnerability.id.value)) continue;
		const key = JSON.stringify([name, version]);
		const head = {...(name === undefined ? {} : {name}), ...(version === undefined ? {} : {version})};
		const group = packages.get(key) ?? {head, byId: new Map<string, Vulnerability>()};
		packages.set(key, group);
		const known = group.byId.get(vulnerability.id.value);
		const isWorse = known === undefined || byUrgency(vulnerability, known) < 0;
		if (isWorse || (byUrgency(vulnerability, known) === 0 && vulnerability.suppressed !== true)) group.byId.set(vulnerability.id.value, vulnerability);
	}
	const grouped = [...packages.values()].map(({head, byId}) => ({...head, vulnerabilities: [...byId.values()].toSorted(byUrgency)}));
	const first = ({vulnerabilities}: VulnerablePackage) => vulnerabilities[0];
	return grouped.toSorted((one, other) => {
		const [a, b] = [first(one), first(other)];
		return (a === undefined || b === undefined ? 0 : byUrgency({...a, id: b.id}, b)) || compare(one.name ?? '', other.name ?? '');
	});
}

/** Packages that are malware themselves, as OSV's list of malicious packages names them: `MAL-2026-1234`. */
export function maliciousPackages(found: readonly Found[]): readonly Malware[] {
	return found.flatMap(({id, name}) => (isMalware(id.value) ? [{signature: id, files: name === undefined ? [] : [name]}] : []));
}

function isMalware(id: string): boolean {
	return /^MAL-\d/.test(id);
}

/** Whether a file is one of those that others than the seller write, or that are there for tests, by the folders that it lies in. */
export function isOthers(path: string): boolean {
	const inside = path.replace(/^\/+/, '');
	return packageFolders.test(inside) || languagePackages.test(inside) || vendorFolders.test(inside);
}

/** By code unit, so that the order is the same on every machine. */
function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

/** Ids of AMIs and of snapshots in a text, each once. */
export function idsIn(text: string | undefined): readonly string[] {
	return [...new Set(text?.match(/\b(?:ami|snap)-(?:[\da-f]{17}|[\da-f]{8})(?![\da-z])/g) ?? [])];
}

/** The day of a time as tools write it: ISO 8601, ClamAV's colons, or seconds since 1970. */
export function dayOf(time: string | undefined): string | undefined {
	const iso = /^(\d{4})[-:](\d{2})[-:](\d{2})(?!\d)/.exec(time ?? '');
	if (iso !== null) {
		const day = iso.slice(1).join('-');
		return Number.isNaN(Date.parse(day)) ? undefined : day;
	}
	const seconds = /^\d{9,10}(?:\.\d+)?$/.test(time ?? '') ? Number(time) : Number.NaN;
	return Number.isNaN(seconds) ? undefined : new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** A text, or a number as it is spelled. */
export function looseText(file: string, node: SourceNode | undefined): Text | undefined {
	if (node?.kind === 'scalar' && typeof node.value === 'number') return {value: node.raw ?? String(node.value), place: placeOf(file, node)};
	return textOf(file, node);
}

/** A string that says something: empty ones, which Go's tools write for nothing, are none. */
export function wordOf(node: SourceNode | undefined, ...path: readonly string[]): string | undefined {
	const value = stringOf(get(node, ...path));
	return value === undefined || value === '' ? undefined : value;
}

/** The first character of a file's data, for results that name nothing to point at. */
export function startOf(file: string, node: SourceNode): Place {
	return {...placeOf(file, node), range: [node.range[0], node.range[0] + 1]};
}

/** Versions that mend, for the evidence of one vulnerability. */
export function fixOf(versions: readonly (string | undefined)[], fixable = false): Pick<Vulnerability, 'fixable' | 'fixed'> {
	const known = [...new Set(versions.flatMap((version) => (version === undefined || /^not ?available$/i.test(version) ? [] : [version])))];
	return known.length > 0 ? {fixable: true, fixed: known.join(', ')} : {fixable};
}
