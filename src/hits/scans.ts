/** What the rules on scanner results ask of each. */

import type {Scan, ScanSeverity, Scans, Vulnerability} from '../evidence/scan.ts';
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
 * Whether what a scan found counts. An AMI never changes, so that an old scan of it still does; an old one of what may be another build does
 * not, nor does one of another AMI or one that a newer one stands for.
 */
export function counts(scan: Scan, today: string): boolean {
	if (scan.of === 'other' || scan.supersededBy !== undefined) return false;
	if (scan.assessment !== undefined) return !isExpired(scan, today);
	return scan.of === 'own' || (ageOf(scan, today) ?? 0) <= scanAge.days;
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

/** Whether AWS refuses an AMI for a vulnerability of this severity. */
export function isRefused({severity}: Vulnerability): boolean {
	return refusedSeverities.names.includes(severity);
}

/** The tool with its version: `Trivy 0.67.0`. */
export function nameOf({tool, version}: Scan): string {
	return clip(version === undefined ? tool : `${tool} ${version}`);
}

/** What was scanned, in words. */
export function targetOf({target, amis, of, form}: Scan): string {
	if (of !== 'other' && amis.length > 0) return amis.join(', ');
	const name = clip(target.name ?? '');
	if (name === '') return amis.join(', ') || 'what they do not name';
	const nouns = {
		container: 'the container image ',
		repository: 'the repository ',
		instance: 'the instance ',
		'delivery-option': 'the delivery option ',
	} as const;
	const noun =
		target.kind === 'container' || target.kind === 'repository' || target.kind === 'instance' || target.kind === 'delivery-option' ? nouns[target.kind] : '';
	return form === 'assessment' && /^assessment-/.test(name) ? name : `${noun}${name}`;
}

/** `2 critical and 1 high`, the worst first. */
export function tally(vulnerabilities: readonly Vulnerability[]): string {
	const scale: readonly ScanSeverity[] = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'];
	const parts = scale.flatMap((severity) => {
		const count = vulnerabilities.filter((vulnerability) => vulnerability.severity === severity).length;
		return count === 0 ? [] : [`${count} ${severity === 'unknown' ? 'unrated' : severity}`];
	});
	return someOf(parts, scale.length);
}
