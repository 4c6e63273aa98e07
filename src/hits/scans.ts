/** What the rules on scanner results ask of each. */

import type {FoundSecret, Scan, ScanSeverity, Scans, Vulnerability, VulnerablePackage} from '../evidence/scan.ts';
import {clip} from '../language/clip.ts';
import {someOf} from '../language/lists.ts';
import {amiFramework, refusedSeverities, scanAge} from '../limits/scans.ts';

const day = 86_400_000;

/** Whole days between a scan and the day of the check; nothing where the scan has no date. */
export function ageOf(scan: Scan, today: string): number | undefined {
	const age = (Date.parse(today) - Date.parse(scan.day ?? '')) / day;
	return Number.isNaN(age) ? undefined : Math.floor(age);
}

function isRecent(scan: Scan, today: string): boolean {
	return (ageOf(scan, today) ?? Number.POSITIVE_INFINITY) <= scanAge.days;
}

/** Whether AWS counts an assessment no more. One without an end is as old as any scan may be. */
export function isExpired(scan: Scan, today: string): boolean {
	const expires = scan.assessment?.expires;
	return expires === undefined ? !isRecent(scan, today) : expires < today;
}

/**
 * Whether what a scan found counts, however old it is: an AMI never changes, and age mends nothing in what may be another build either. One of
 * another AMI does not count, nor does one that a newer one stands for, nor an assessment that AWS itself counts no more.
 */
export function counts(scan: Scan, today: string): boolean {
	if (scan.of === 'other' || scan.supersededBy !== undefined) return false;
	return scan.assessment === undefined || !isExpired(scan, today);
}

/** Whether AWS's own scan of an AMI passed. */
export function isPass(scan: Scan, ami: string, today: string): boolean {
	const {assessment, of, amis, supersededBy} = scan;
	if (assessment?.result?.value !== 'PASS' || assessment.framework !== amiFramework.name) return false;
	return of === 'own' && amis.includes(ami) && supersededBy === undefined && !isExpired(scan, today);
}

/** The sentence that for each AMI of the submission a scan is there which shows that it has none of something; nothing where one lacks. */
export function shownClean({results, amis}: Scans, what: 'vulnerabilities' | 'malware', today: string): string | undefined {
	const proofs = amis.map((ami) => {
		const pass = results.find((scan) => isPass(scan, ami, today));
		if (pass !== undefined) return `AWS's own scan of ${ami} passed${pass.day === undefined ? '' : ` on ${pass.day}`}`;
		const clean = results.find(
			(scan) => scan.of === 'own' && scan.amis.includes(ami) && scan.supersededBy === undefined && scan.whole[what] && isRecent(scan, today),
		);
		return clean === undefined ? undefined : `${nameOf(clean)} found ${what === 'malware' ? 'no malware' : 'no vulnerability'} in ${ami} on ${clean.day}`;
	});
	return proofs.length === 0 || proofs.includes(undefined) ? undefined : proofs.join('; ');
}

/** The tool with its version: `Trivy 0.67.0`. */
export function nameOf({tool, version}: Scan): string {
	return clip(version === undefined ? tool : `${tool} ${version}`);
}

const nouns: Readonly<Partial<Record<Scan['target']['kind'], string>>> = {
	container: 'the container image ',
	repository: 'the repository ',
	instance: 'the instance ',
	'delivery-option': 'the delivery option ',
};

/** What was scanned, in words. */
export function targetOf({target, amis, of, form}: Scan): string {
	if (of !== 'other' && amis.length > 0) return amis.join(', ');
	const name = clip(target.name ?? '');
	if (name === '') return amis.join(', ') || 'what they do not name';
	const noun = nouns[target.kind] ?? '';
	return form === 'assessment' && /^assessment-/.test(name) ? name : `${noun}${name}`;
}

/** `2 critical and 1 high vulnerabilities`, the worst first. */
export function tally(vulnerabilities: readonly Vulnerability[]): string {
	const scale: readonly ScanSeverity[] = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'];
	const parts = scale.flatMap((severity) => {
		const count = vulnerabilities.filter((vulnerability) => vulnerability.severity === severity).length;
		return count === 0 ? [] : [`${count} ${severity === 'unknown' ? 'unrated' : severity}`];
	});
	return `${someOf(parts, scale.length)} ${vulnerabilities.length === 1 ? 'vulnerability' : 'vulnerabilities'}`;
}

/** Packages of one version with the same vulnerabilities, as those that come of one source have. */
export type Refused = {
	/** The packages' names, or the vulnerability's where no package is named. */
	readonly names: readonly string[];
	/** Names and version. */
	readonly label: string;
	/** Vulnerabilities that AWS refuses, the worst first: with a fix, and without. */
	readonly fixable: readonly Vulnerability[];
	readonly unfixed: readonly Vulnerability[];
};

/** What counts of one scan, but for what another said of the same AMI before. */
export type Counted = {
	readonly scan: Scan;
	readonly refused: readonly Refused[];
	/** Vulnerabilities that AWS lets pass, package by package. */
	readonly lesser: readonly (readonly Vulnerability[])[];
	/** Whether AWS's own scan passed for every AMI that is offered: it lets through what this scan found, or did not know of it yet. */
	readonly passed: boolean;
};

/** The vulnerabilities of all scans that count, each told once. What is known to be of the AMI goes first, then what is newer: it knows more fixes. */
export function* vulnerabilitiesOf({results, amis}: Scans, today: string): Generator<Counted> {
	const passed = amis.length > 0 && amis.every((ami) => results.some((scan) => isPass(scan, ami, today)));
	const rank = ({of, day: scanned = ''}: Scan) => `${of === 'own' ? 1 : 0}${scanned}`;
	const said = new Set<string>();
	for (const scan of results.filter((one) => counts(one, today)).toSorted((a, b) => (rank(a) < rank(b) ? 1 : rank(a) > rank(b) ? -1 : 0))) {
		const packages = scan.packages.map((one) => {
			const isNew = ({id}: Vulnerability) => {
				const key = JSON.stringify([one.name, one.version, id.value]);
				const own = `${key} ${scan.amis.join(' ')}`;
				const wasSaid = said.has(scan.of === 'own' ? own : key);
				said.add(key).add(own);
				return !wasSaid;
			};
			return {...one, vulnerabilities: one.vulnerabilities.filter(isNew)};
		});
		const lesser = packages.map(({vulnerabilities}) => vulnerabilities.filter((one) => !isRefused(one))).filter(({length}) => length > 0);
		yield {scan, refused: together(packages), lesser, passed};
	}
}

/** Whether AWS refuses an AMI for a vulnerability of this severity. */
function isRefused({severity}: Vulnerability): boolean {
	return refusedSeverities.names.includes(severity);
}

function together(packages: readonly VulnerablePackage[]): readonly Refused[] {
	const groups = new Map<string, {readonly names: string[]; readonly version: string | undefined; readonly refused: readonly Vulnerability[]}>();
	for (const {name, version, vulnerabilities} of packages) {
		const refused = vulnerabilities.filter(isRefused);
		const [first] = refused;
		if (first === undefined) continue;
		const key = JSON.stringify([version, ...refused.map(({id, fixed}) => [id.value, fixed])]);
		const group = groups.get(key) ?? {names: [], version, refused};
		groups.set(key, group);
		group.names.push(clip(name ?? first.id.value));
	}
	return [...groups.values()].map(({names, version, refused}) => ({
		names,
		label: `${someOf(names)}${version === undefined ? '' : ` ${clip(version)}`}`,
		fixable: refused.filter(({fixable}) => fixable),
		unfixed: refused.filter(({fixable}) => !fixable),
	}));
}

/** One file in which a scan found secrets. */
export type SecretFile = Pick<FoundSecret, 'path' | 'others' | 'place'> & {readonly secrets: readonly FoundSecret[]};

/** The secrets of all scans that count, file by file, each file told once: by what is known to be of the AMI, if it is there. */
export function* secretsOf({results}: Scans, today: string): Generator<{readonly scan: Scan; readonly files: readonly SecretFile[]}> {
	const said = new Set<string>();
	const counting = results.filter((scan) => counts(scan, today));
	for (const scan of [...counting.filter(({of}) => of === 'own'), ...counting.filter(({of}) => of !== 'own')]) {
		const files = new Map<string, SecretFile & {readonly secrets: FoundSecret[]}>();
		for (const secret of scan.secrets) {
			const {path, others, place} = secret;
			const file = files.get(path) ?? {path, others, place, secrets: []};
			files.set(path, file);
			file.secrets.push(secret);
		}
		const fresh = [...files.values()].filter(({path}) => {
			const key = path.replace(/^\/+/, '');
			const own = JSON.stringify([key, scan.amis]);
			const wasSaid = path !== '' && said.has(scan.of === 'own' ? own : key);
			said.add(key).add(own);
			return !wasSaid;
		});
		yield {scan, files: fresh};
	}
}
