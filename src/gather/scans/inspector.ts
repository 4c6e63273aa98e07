/**
 * Amazon Inspector: `aws inspector2 list-findings` answers, and the findings of EC2 Image Builder, which have the same shape; and what
 * `aws inspector-scan scan-sbom` says of an SBOM in Inspector's own format.
 * Origin: https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html, https://docs.aws.amazon.com/inspector/latest/user/cicd-custom.html
 */

import type {ScanTarget} from '../../evidence/scan.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {byPackage, dayOf, type Found, fixOf, idsIn, looseText, maliciousPackages, type Reading, severityOf, startOf, wordOf} from './reading.ts';

/**
 * The readings of a list of findings: one for each AMI that the instances run from. A list says nothing of what was left out, so that no
 * findings show nothing.
 */
export function inspectorReadings(file: string, root: SourceNode): readonly Reading[] {
	const findings = root.kind === 'sequence' ? root.items : itemsOf(get(root, 'findings'));
	const groups = new Map<string, {readonly target: ScanTarget; readonly of: SourceNode; readonly findings: SourceNode[]}>();
	for (const finding of findings) {
		if (get(finding, 'packageVulnerabilityDetails') === undefined || wordOf(finding, 'status') === 'CLOSED') continue;
		const {target, of} = targetOf(finding);
		const key = JSON.stringify(target);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, {target, of, findings: [finding]});
		else group.findings.push(finding);
	}
	return [...groups.values()].map(({target, of, findings: own}): Reading => {
		const found = own.flatMap((finding) => foundOf(file, finding));
		return {
			file,
			form: 'inspector',
			place: of.kind === 'scalar' ? placeOf(file, of) : startOf(file, of),
			tool: 'Amazon Inspector',
			target,
			ids: idsIn(target.name),
			...given({date: newest(file, own)}),
			packages: byPackage(found),
			malware: maliciousPackages(found),
			secrets: [],
			whole: {vulnerabilities: false, malware: false},
		};
	});
}

/** The AMI behind an instance, a container image, or what else the resource is. */
function targetOf(finding: SourceNode): {readonly target: ScanTarget; readonly of: SourceNode} {
	const [resource] = itemsOf(get(finding, 'resources'));
	const ami = get(resource, 'details', 'awsEc2Instance', 'imageId');
	const id = get(resource, 'id');
	const name = stringOf(ami);
	if (ami !== undefined && name !== undefined) return {target: {kind: 'image', name}, of: ami};
	const kind = /CONTAINER/.test(wordOf(resource, 'type') ?? '') ? 'container' : 'instance';
	if (id !== undefined) return {target: {kind, ...given({name: stringOf(id)})}, of: id};
	const build = get(finding, 'imageBuildVersionArn');
	return build === undefined ? {target: {kind: 'unknown'}, of: finding} : {target: {kind: 'unknown', ...given({name: stringOf(build)})}, of: build};
}

function foundOf(file: string, finding: SourceNode): readonly Found[] {
	const details = get(finding, 'packageVulnerabilityDetails');
	const id = textOf(file, get(details, 'vulnerabilityId'));
	if (id === undefined) return [];
	const rated = wordOf(finding, 'severity');
	const isSuppressed = wordOf(finding, 'status') === 'SUPPRESSED';
	const head = {id, severity: severityOf(rated), ...given({rated}), ...(isSuppressed ? {suppressed: true} : {})};
	const packages = itemsOf(get(details, 'vulnerablePackages'));
	const fixable = /^(?:YES|PARTIAL)$/.test(wordOf(finding, 'fixAvailable') ?? '');
	if (packages.length === 0) return [{...head, fixable}];
	return packages.map((entry): Found => {
		const version = [wordOf(entry, 'version'), wordOf(entry, 'release')].flatMap((part) => part ?? []).join('-');
		const fixed = wordOf(entry, 'fixedInVersion');
		return {
			...head,
			...given({name: wordOf(entry, 'name'), version: version === '' ? undefined : version}),
			...fixOf([fixed], fixable && fixed === undefined),
		};
	});
}

/** The last time that any of them was seen: when the findings were current. */
function newest(file: string, findings: readonly SourceNode[]) {
	const times = findings.flatMap((finding) => looseText(file, get(finding, 'lastObservedAt')) ?? looseText(file, get(finding, 'updatedAt')) ?? []);
	return times.reduce<(typeof times)[number] | undefined>(
		(best, time) => (best === undefined || (dayOf(time.value) ?? '') > (dayOf(best.value) ?? '') ? time : best),
		undefined,
	);
}

/** Reads `scan-sbom` output in Inspector's own format. It names no target and no time. */
export function sbomReading(file: string, root: SourceNode): Reading {
	const answer = get(root, 'sbom') ?? root;
	const results = get(answer, 'inspector') ?? answer;
	const found = itemsOf(get(results, 'vulnerabilities')).flatMap((entry): readonly Found[] => {
		const id = textOf(file, get(entry, 'id'));
		if (id === undefined) return [];
		const rated = wordOf(entry, 'severity');
		const head = {id, severity: severityOf(rated), ...given({rated})};
		const affected = itemsOf(get(entry, 'affects'));
		if (affected.length === 0) return [{...head, fixable: false}];
		return affected.map((one) => ({...head, ...ofPurl(wordOf(one, 'installed_version')), ...fixOf([wordOf(one, 'fixed_version')])}));
	});
	return {
		file,
		form: 'inspector-sbom',
		place: startOf(file, root),
		tool: 'Amazon Inspector',
		target: {kind: 'unknown'},
		ids: [],
		packages: byPackage(found),
		malware: maliciousPackages(found),
		secrets: [],
		whole: {vulnerabilities: false, malware: false},
	};
}

/** Name and version of a package URL: `pkg:deb/debian/openssl@3.0.11?arch=amd64`. Origin: https://github.com/package-url/purl-spec */
export function ofPurl(purl: string | undefined): Pick<Found, 'name' | 'version'> {
	const [, path = '', version] = /^pkg:[^/]*\/([^?#]*?)(?:@([^/@?#]*))?(?:[?#]|$)/.exec(purl ?? '') ?? [];
	return given({name: path === '' ? undefined : plain(path), version: version === undefined ? undefined : plain(version)});
}

function plain(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
