/**
 * CycloneDX with vulnerabilities, as Trivy, Grype, Dependency-Track and Amazon Inspector's `scan-sbom` write it.
 * Origin: https://cyclonedx.org/docs/1.6/json/#vulnerabilities
 */

import type {ScanTarget} from '../../evidence/scan.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {ofPurl} from './inspector.ts';
import {byPackage, type Found, fixOf, idsIn, maliciousPackages, type Reading, severityOf, startOf, wordOf} from './reading.ts';

/** `analysis.state` of what someone judged to be none of the product's. */
const settled = ['resolved', 'resolved_with_pedigree', 'false_positive', 'not_affected'];

export function cycloneDxReading(file: string, root: SourceNode): Reading {
	const bom = get(root, 'sbom') ?? root;
	const metadata = get(bom, 'metadata');
	const tool = toolOf(get(metadata, 'tools'));
	const component = get(metadata, 'component');
	const name = get(component, 'name');
	const components = new Map<string, SourceNode>();
	for (const entry of [...itemsOf(get(bom, 'components')), ...(component === undefined ? [] : [component])]) {
		const ref = stringOf(get(entry, 'bom-ref'));
		if (ref !== undefined) components.set(ref, entry);
	}
	const found = itemsOf(get(bom, 'vulnerabilities')).flatMap((entry) => foundOf(file, entry, components));
	return {
		file,
		form: 'cyclonedx',
		place: name === undefined ? startOf(file, root) : placeOf(file, name),
		tool: tool?.name ?? 'a tool that CycloneDX does not name',
		target: {kind: kindOf(wordOf(component, 'type'), stringOf(name) ?? ''), ...given({name: stringOf(name)})},
		ids: idsIn(stringOf(name)),
		...given({version: tool?.version, date: textOf(file, get(metadata, 'timestamp'))}),
		packages: byPackage(found),
		malware: maliciousPackages(found),
		secrets: [],
		// An SBOM whose list is empty may have been met by no scanner.
		whole: {vulnerabilities: false, malware: false},
	};
}

/**
 * What the SBOM is of. Trivy calls an image of a virtual machine a container, too (`pkg/sbom/cyclonedx/marshal.go` of aquasecurity/trivy); no
 * container image has the id of an AMI or snapshot, or the file of a disk, for its whole name.
 */
function kindOf(type: string | undefined, name: string): ScanTarget['kind'] {
	if (/^(?:ami:)?ami-[0-9a-f]{8,17}$/.test(name) || /\.(?:vmdk|vhdx?|qcow2|raw|img)$/i.test(name)) return 'image';
	if (/^(?:ebs:)?snap-[0-9a-f]{8,17}$/.test(name)) return 'snapshot';
	return type === 'container' ? 'container' : 'unknown';
}

/** The last tool: scanners write themselves behind the one that made the SBOM. */
function toolOf(tools: SourceNode | undefined): {readonly name: string; readonly version?: string} | undefined {
	const list = tools?.kind === 'sequence' ? tools.items : itemsOf(get(tools, 'components'));
	const last = list.at(-1);
	const vendor = wordOf(last, 'vendor');
	const name = vendor === 'Amazon Inspector' ? vendor : wordOf(last, 'name');
	return name === undefined ? undefined : {name, ...given({version: wordOf(last, 'version')})};
}

function foundOf(file: string, entry: SourceNode, components: ReadonlyMap<string, SourceNode>): readonly Found[] {
	const id = textOf(file, get(entry, 'id'));
	if (id === undefined || settled.includes(wordOf(entry, 'analysis', 'state') ?? '')) return [];
	const rated = ratingOf(entry);
	const head = {id, severity: severityOf(rated), ...given({rated})};
	const fixes = new Map(
		itemsOf(get(entry, 'properties')).flatMap((property): (readonly [string, string])[] => {
			const [, ref] = /^amazon:inspector:sbom_scanner:fixed_version:(.+)$/.exec(wordOf(property, 'name') ?? '') ?? [];
			const value = wordOf(property, 'value');
			return ref === undefined || value === undefined ? [] : [[ref, value]];
		}),
	);
	const advised = advisedFixes(wordOf(entry, 'recommendation') ?? '');
	const affected = itemsOf(get(entry, 'affects')).flatMap((one): readonly Found[] => {
		const ref = stringOf(get(one, 'ref')) ?? '';
		const component = components.get(ref);
		const named = given({name: wordOf(component, 'name'), version: wordOf(component, 'version')});
		return [{...head, ...ofPurl(wordOf(component, 'purl') ?? ref), ...named, ...fixOf([fixes.get(ref) ?? advised(named.name)])}];
	});
	return affected.length > 0 ? affected : [{...head, ...fixOf([advised(undefined)])}];
}

/** The version that a recommendation names for a package: `Upgrade openssl to version 3.0.15` of Trivy, one a package, and what people write. */
function advisedFixes(advice: string): (name: string | undefined) => string | undefined {
	const upgrades = [...advice.matchAll(/\b(?:upgrade|update)\s(?:(?!to\s)(\S{1,200})\s)?to\s(?:version\s)?(v?\d[^;,\s]{0,100}(?:,\s[^;,\s]{1,100}){0,10})/gi)];
	// The first that names the package, or none at all.
	const first = new Map<string | undefined, string>();
	for (const [, named, version = ''] of upgrades) {
		if (!first.has(named)) first.set(named, version.replace(/[.,]$/, ''));
		if (named === undefined) break;
	}
	const [only] = upgrades.length === 1 ? first.values() : [];
	return (name) => (name === undefined ? (first.get(undefined) ?? only) : (first.get(name) ?? first.get(undefined)));
}

/** The rating of whoever published the vulnerability; otherwise the first that rates how bad it is, not how likely (EPSS). */
function ratingOf(entry: SourceNode): string | undefined {
	const source = wordOf(entry, 'source', 'name');
	const ratings = itemsOf(get(entry, 'ratings')).filter((rating) => wordOf(rating, 'source', 'name') !== 'EPSS' && wordOf(rating, 'severity') !== undefined);
	const own = ratings.find((rating) => source !== undefined && wordOf(rating, 'source', 'name') === source);
	return wordOf(own ?? ratings[0], 'severity');
}
