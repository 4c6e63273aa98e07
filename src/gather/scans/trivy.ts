/**
 * Trivy's JSON, of `image`, `rootfs`, `fs` and `vm`.
 * Origin: https://trivy.dev/latest/docs/configuration/reporting/#json and `pkg/types/report.go` of aquasecurity/trivy
 */

import type {FoundSecret, Scan, ScanTarget} from '../../evidence/scan.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {byPackage, type Found, fixOf, idsIn, isOthers, maliciousPackages, type Reading, severityOf, startOf, wordOf} from './reading.ts';

const kinds: Readonly<Record<string, ScanTarget['kind']>> = {
	vm: 'image',
	filesystem: 'file-system',
	container_image: 'container',
	repository: 'repository',
};

/** Reads one report. `trivy vm ami:<id>` gives the AMI's id as the artifact's name. */
export function trivyReading(file: string, root: SourceNode): Reading {
	const name = get(root, 'ArtifactName');
	const type = stringOf(get(root, 'ArtifactType')) ?? '';
	const ids = idsIn(stringOf(name));
	const kind = Object.hasOwn(kinds, type) ? (kinds[type] ?? 'unknown') : 'unknown';
	const results = itemsOf(get(root, 'Results'));
	const found = results.flatMap((result) => itemsOf(get(result, 'Vulnerabilities')).flatMap((entry) => foundOf(file, entry)));
	const system = systemOf(file, get(root, 'Metadata', 'OS'));
	// Where the scanner for vulnerabilities ran and knew the system, its packages have a result of their own, empty or not.
	const sawPackages = results.some((result) => stringOf(get(result, 'Class')) === 'os-pkgs');
	const isFiltered = results.some((result) => itemsOf(get(result, 'ExperimentalModifiedFindings')).length > 0);
	return {
		file,
		form: 'trivy',
		place: name === undefined ? startOf(file, root) : placeOf(file, name),
		tool: 'Trivy',
		target: {kind: ids[0]?.startsWith('snap-') ? 'snapshot' : kind, ...given({name: wordOf(root, 'ArtifactName')})},
		ids,
		...given({version: wordOf(root, 'Trivy', 'Version'), date: textOf(file, get(root, 'CreatedAt')), system}),
		packages: byPackage(found),
		malware: maliciousPackages(found),
		secrets: results.flatMap((result) => secretsOf(file, result)),
		whole: {vulnerabilities: sawPackages && !isFiltered && system?.ended !== true, malware: false},
	};
}

function foundOf(file: string, entry: SourceNode): readonly Found[] {
	const id = textOf(file, get(entry, 'VulnerabilityID'));
	if (id === undefined || wordOf(entry, 'Status') === 'not_affected') return [];
	const rated = wordOf(entry, 'Severity');
	return [
		{
			id,
			severity: severityOf(rated),
			...given({rated, name: wordOf(entry, 'PkgName'), version: wordOf(entry, 'InstalledVersion')}),
			...fixOf([wordOf(entry, 'FixedVersion')]),
		},
	];
}

/** What Trivy's scanner for secrets found in one file. It masks the secrets; we read them not even so. */
function secretsOf(file: string, result: SourceNode): readonly FoundSecret[] {
	const target = textOf(file, get(result, 'Target'));
	return itemsOf(get(result, 'Secrets')).map((entry): FoundSecret => {
		const line = get(entry, 'StartLine');
		const path = target?.value ?? '';
		return {
			what: wordOf(entry, 'Title') ?? wordOf(entry, 'RuleID') ?? 'a secret',
			severity: severityOf(wordOf(entry, 'Severity')),
			path,
			...(line?.kind === 'scalar' && typeof line.value === 'number' && line.value > 0 ? {line: line.value} : {}),
			others: isOthers(path),
			place: target?.place ?? {file, pointer: result.pointer},
		};
	});
}

function systemOf(file: string, node: SourceNode | undefined): Scan['system'] {
	const name = textOf(file, get(node, 'Family'));
	if (name === undefined) return undefined;
	const ended = get(node, 'EOSL');
	return {name, ...given({version: wordOf(node, 'Name')}), ended: ended?.kind === 'scalar' && ended.value === true};
}
