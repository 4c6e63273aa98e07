/** Scanner results of all kinds, and whether each is of an AMI that the submission offers. */

import type {Artifact} from '../../artifact.ts';
import type {Image} from '../../evidence/image.ts';
import type {Listing} from '../../evidence/listing.ts';
import type {Scan, Scans} from '../../evidence/scan.ts';
import {type Absent, isAbsent} from '../../evidence.ts';
import {usesOf} from '../images.ts';
import {assessmentReadings} from './assessment.ts';
import {clamReadings} from './clamav.ts';
import {cycloneDxReading} from './cyclonedx.ts';
import {grypeReading} from './grype.ts';
import {inspectorReadings, sbomReading} from './inspector.ts';
import {dayOf, idsIn, type Reading} from './reading.ts';
import {sarifReadings, unknownSarif} from './sarif.ts';
import {trivyReading} from './trivy.ts';

const noScan =
	'no scan results of the AMI: give those of Trivy (trivy vm --scanners vuln -f json ami:<your AMI id>), Grype, Amazon Inspector or ClamAV, or the answer of aws marketplace-catalog describe-assessment';
const noFindings = 'the scan results that came along name no vulnerability, no malware, no secret and no assessment that this version knows how to read';

/** What tells which AMI a scan is of. */
type Offered = {
	readonly amis: readonly string[];
	/** AMIs by the id of each of their snapshots. */
	readonly bySnapshot: ReadonlyMap<string, string>;
	/** AMIs by the id of the delivery option that offers them. */
	readonly byOption: ReadonlyMap<string, readonly string[]>;
	readonly products: readonly string[];
};

export function gatherScans(artifacts: readonly Artifact[], listings: readonly Listing[], images: readonly Image[] | Absent): Scans | Absent {
	const scans = artifacts.filter((artifact) => artifact.kind === 'scan');
	if (scans.length === 0) return {absent: noScan};
	const readings = scans.flatMap(readingsOf);
	const unknown = scans.flatMap((scan) => (scan.form === 'sarif' ? unknownSarif(scan.file, scan.tree) : []));
	if (readings.length + unknown.length === 0) return {absent: noFindings};
	const offered = offeredBy(listings, isAbsent(images) ? [] : images);
	return {results: withoutOld(readings.map((reading) => placed(reading, offered))), unknown, amis: offered.amis};
}

function readingsOf(scan: Artifact & {readonly kind: 'scan'}): readonly Reading[] {
	const {file} = scan;
	switch (scan.form) {
		case 'trivy':
			return [trivyReading(file, scan.tree)];
		case 'grype':
			return [grypeReading(file, scan.tree)];
		case 'inspector':
			return inspectorReadings(file, scan.tree);
		case 'inspector-sbom':
			return [sbomReading(file, scan.tree)];
		case 'sarif':
			return sarifReadings(file, scan.tree);
		case 'cyclonedx':
			return [cycloneDxReading(file, scan.tree)];
		case 'assessment':
			return assessmentReadings(file, scan.tree);
		case 'clamav':
			return clamReadings(file, scan.text);
		case 'other':
			return [];
	}
}

/** The AMIs that listings name; without listings that name any, those that `DescribeImages` answers describe. */
function offeredBy(listings: readonly Listing[], images: readonly Image[]): Offered {
	const uses = usesOf(listings);
	const described = images.flatMap(({imageId, describedInstead}) => (imageId === undefined || describedInstead !== undefined ? [] : [imageId.value]));
	const amis = uses.size > 0 ? [...uses.keys()] : [...new Set(described)];
	const byOption = new Map<string, string[]>();
	for (const [ami, own] of uses)
		for (const {option} of own) {
			const id = option.id?.value;
			if (id !== undefined) byOption.set(id, [...(byOption.get(id) ?? []), ami]);
		}
	const bySnapshot = images.flatMap(({imageId, blockDevices}) =>
		blockDevices.flatMap(({snapshotId}): (readonly [string, string])[] =>
			imageId === undefined || snapshotId === undefined ? [] : [[snapshotId.value, imageId.value]],
		),
	);
	return {amis, byOption, bySnapshot: new Map(bySnapshot), products: listings.flatMap(({product}) => product ?? [])};
}

function placed({ids, option, product, ...reading}: Reading, {amis, bySnapshot, byOption, products}: Offered): Scan {
	const day = dayOf(reading.date?.value);
	const scan = {...reading, ...(day === undefined ? {} : {day})};
	if (reading.target.kind === 'container' || reading.target.kind === 'repository') return {...scan, of: 'other', amis: []};
	const ofContent = [...ids.flatMap((id) => (id.startsWith('ami-') ? [id] : (bySnapshot.get(id) ?? []))), ...(byOption.get(option ?? '') ?? [])];
	// Who puts the AMI's id into the name of a log says what the log is of; many logs have no other place for it.
	const named = [...new Set(ofContent.length > 0 ? ofContent : idsIn(reading.file).filter((id) => id.startsWith('ami-')))];
	const own = named.filter((id) => amis.includes(id));
	if (own.length > 0) return {...scan, of: 'own', amis: own};
	const isForeign = (named.length > 0 && amis.length > 0) || (product !== undefined && products.length > 0 && !products.includes(product));
	return {...scan, of: isForeign ? 'other' : 'unknown', amis: named};
}

/**
 * Names, for each scan, the newer one that counts instead. An AMI never changes, so that what was once found in it stays; but a path may
 * hold another build by now, a log may go on after what it found was removed, and AWS may assess anew.
 */
function withoutOld(scans: readonly Scan[]): readonly Scan[] {
	const newest = new Map<string, Scan>();
	for (const scan of scans) {
		const series = seriesOf(scan);
		const known = newest.get(series ?? '');
		if (series !== undefined && hasResult(scan) && (known === undefined || timeOf(scan) > timeOf(known))) newest.set(series, scan);
	}
	return scans.map((scan) => {
		const best = newest.get(seriesOf(scan) ?? '');
		if (best === undefined || !(timeOf(scan) < timeOf(best))) return scan;
		// That no secret is found leaves no trace in any form: the newer scan may not have looked for one.
		return scan.secrets.length > 0 && best.secrets.length === 0 ? scan : {...scan, supersededBy: best.file};
	});
}

/** What scans have in common of which only the newest counts; nothing for those that all count. */
function seriesOf({file, form, tool, target, of}: Scan): string | undefined {
	if (form === 'assessment') return JSON.stringify([form, target]);
	if (form === 'clamav') return JSON.stringify([form, file]);
	return of === 'unknown' && target.name !== undefined ? JSON.stringify([form, tool, target]) : undefined;
}

/** Whether a scan looked for the same as the one before it, as far as it tells. */
function hasResult({form, packages, whole, assessment}: Scan): boolean {
	return form === 'clamav' ? whole.malware : packages.length > 0 || whole.vulnerabilities || assessment?.result !== undefined;
}

function timeOf({date, day}: Scan): number {
	return Date.parse(date?.value ?? '') || Date.parse(day ?? '');
}
