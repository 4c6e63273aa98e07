/**
 * Grype's JSON.
 * Origin: https://github.com/anchore/grype (`grype/presenter/models/document.go`, `cmd/grype/cli/options/grype.go`)
 */

import type {ScanTarget} from '../../evidence/scan.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {byPackage, type Found, fixOf, idsIn, maliciousPackages, type Reading, severityOf, startOf, wordOf} from './reading.ts';

const kinds: Readonly<Record<string, ScanTarget['kind']>> = {directory: 'file-system', file: 'file-system', image: 'container'};

/** Reads one report. Grype has no way to scan an AMI itself; its target may name one as a folder does. */
export function grypeReading(file: string, root: SourceNode): Reading {
	const target = get(root, 'source', 'target');
	const named = target?.kind === 'scalar' ? target : get(target, 'userInput');
	const type = stringOf(get(root, 'source', 'type')) ?? '';
	const found = itemsOf(get(root, 'matches')).flatMap((match) => foundOf(file, match));
	const system = textOf(file, get(root, 'distro', 'name'));
	return {
		file,
		form: 'grype',
		place: named === undefined ? startOf(file, root) : placeOf(file, named),
		tool: 'Grype',
		target: {kind: Object.hasOwn(kinds, type) ? (kinds[type] ?? 'unknown') : 'unknown', ...given({name: stringOf(named)})},
		ids: idsIn(stringOf(named)),
		...given({
			version: wordOf(root, 'descriptor', 'version'),
			date: textOf(file, get(root, 'descriptor', 'timestamp')),
			system: system === undefined || system.value === '' ? undefined : {name: system, ...given({version: wordOf(root, 'distro', 'version')}), ended: false},
		}),
		packages: byPackage(found),
		malware: maliciousPackages(found),
		secrets: [],
		whole: {vulnerabilities: system !== undefined && system.value !== '' && !isFiltered(get(root, 'descriptor', 'configuration')), malware: false},
	};
}

function foundOf(file: string, match: SourceNode): readonly Found[] {
	const vulnerability = get(match, 'vulnerability');
	const id = textOf(file, get(vulnerability, 'id'));
	if (id === undefined) return [];
	const rated = wordOf(vulnerability, 'severity');
	const isFixed = wordOf(vulnerability, 'fix', 'state') === 'fixed';
	return [
		{
			id,
			severity: severityOf(rated),
			...given({rated, name: wordOf(match, 'artifact', 'name'), version: wordOf(match, 'artifact', 'version')}),
			...(isFixed ? fixOf(itemsOf(get(vulnerability, 'fix', 'versions')).map(stringOf), true) : {fixable: false}),
		},
	];
}

/** Whether the settings that Grype writes down left vulnerabilities out. Results without them may be filtered too. */
function isFiltered(settings: SourceNode | undefined): boolean {
	if (settings === undefined) return true;
	const isOn = (key: string) => {
		const value = get(settings, key);
		return (value?.kind === 'scalar' && value.value !== false && value.value !== '' && value.value !== null) || itemsOf(value).length > 0;
	};
	if (['only-fixed', 'only-notfixed', 'ignore-wontfix', 'exclude', 'vex-documents', 'vex-add'].some(isOn)) return true;
	// Grype's own rules pass over headers of the kernel, which they know by an indirect match; any other rule is the user's.
	return itemsOf(get(settings, 'ignore')).some((rule) => wordOf(rule, 'match-type') !== 'exact-indirect-match');
}
