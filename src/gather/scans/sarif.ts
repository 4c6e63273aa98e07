/**
 * SARIF of vulnerability scanners (Trivy, Grype, Snyk, Docker Scout and the like). SARIF has no place for a package or a fix, so that they
 * are read from the lines `Package: …` that these tools write into messages and help texts. Results that name no vulnerability are passed over.
 * Origin: https://docs.oasis-open.org/sarif/sarif/v2.1.0/, `pkg/report/sarif.go` of Trivy, `grype/presenter/sarif/presenter.go` of Grype
 */

import {vulnerabilityId} from '../../read/scan/recognise.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {byPackage, type Found, fixOf, idsIn, maliciousPackages, type Reading, severityOf, startOf, wordOf} from './reading.ts';

/** The start of a message or a help text; what comes after is description. */
const headLength = 1000;

/** A reading for each run that names vulnerabilities. */
export function sarifReadings(file: string, root: SourceNode): readonly Reading[] {
	return itemsOf(get(root, 'runs')).flatMap((run) => runReading(file, run) ?? []);
}

function runReading(file: string, run: SourceNode): Reading | undefined {
	const driver = get(run, 'tool', 'driver');
	const rules = itemsOf(get(driver, 'rules'));
	const byId = new Map(rules.map((rule) => [stringOf(get(rule, 'id')), rule]));
	const found = itemsOf(get(run, 'results')).flatMap((result): readonly Found[] => {
		const index = get(result, 'ruleIndex');
		const byIndex = index?.kind === 'scalar' && typeof index.value === 'number' ? rules[index.value] : undefined;
		const rule = byId.get(stringOf(get(result, 'ruleId'))) ?? byIndex;
		return foundOf(file, result, rule);
	});
	if (found.length === 0) return undefined;
	const named = get(run, 'properties', 'imageName');
	const location = get(itemsOf(get(run, 'results'))[0], 'locations', 0, 'physicalLocation', 'artifactLocation', 'uri');
	const name = get(driver, 'name');
	const ids = idsIn(stringOf(location));
	const target = named === undefined ? (ids.length > 0 ? location : undefined) : named;
	const [invocation] = itemsOf(get(run, 'invocations'));
	return {
		file,
		form: 'sarif',
		place: target === undefined ? (name === undefined ? startOf(file, run) : placeOf(file, name)) : placeOf(file, target),
		tool: stringOf(name) ?? 'a tool without a name',
		target: {kind: named === undefined ? 'unknown' : 'container', ...given({name: stringOf(target)})},
		ids,
		...given({
			version: wordOf(driver, 'semanticVersion') ?? wordOf(driver, 'version'),
			date: textOf(file, get(invocation, 'endTimeUtc')) ?? textOf(file, get(invocation, 'startTimeUtc')),
		}),
		packages: byPackage(found),
		malware: maliciousPackages(found),
		// No results may mean that the tool looked for something else.
		whole: {vulnerabilities: false, malware: false},
	};
}

function foundOf(file: string, result: SourceNode, rule: SourceNode | undefined): readonly Found[] {
	const message = (stringOf(get(result, 'message', 'text')) ?? '').slice(0, headLength);
	const help = (stringOf(get(rule, 'help', 'text')) ?? '').slice(0, headLength);
	const ruleId = textOf(file, get(result, 'ruleId')) ?? textOf(file, get(rule, 'id'));
	const value = vulnerabilityId.exec(ruleId?.value ?? '')?.[0] ?? vulnerabilityId.exec(message)?.[0];
	const place = ruleId?.place ?? textOf(file, get(result, 'message', 'text'))?.place;
	if (value === undefined || place === undefined || isAccepted(result)) return [];
	const line = (label: RegExp) => lineOf(message, label) ?? lineOf(help, label);
	const [, spokenName, spokenVersion] = /\bpackage: ([^\s,]{1,200}), version (\S{1,200}) was found/.exec(message) ?? [];
	const rated = line(/^Severity$/) ?? looseScore(get(rule, 'properties', 'security-severity'));
	return [
		{
			id: {value, place},
			severity: severityOf(rated),
			...given({rated, name: line(/^Package$/) ?? spokenName, version: line(/^(?:Installed )?Version$/) ?? spokenVersion}),
			...fixOf([line(/^Fix(?:ed)? Version$/)]),
		},
	];
}

/** The value of a line `label: value`; nothing where it is empty. */
function lineOf(text: string, label: RegExp): string | undefined {
	for (const row of text.split('\n')) {
		const colon = row.indexOf(':');
		if (colon < 0 || !label.test(row.slice(0, colon).trim())) continue;
		const value = row.slice(colon + 1).trim();
		return value === '' ? undefined : value;
	}
	return undefined;
}

function looseScore(node: SourceNode | undefined): string | undefined {
	return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** Whether someone accepted the result. Older versions of Grype give every result a suppression without a status, which says nothing. */
function isAccepted(result: SourceNode): boolean {
	return itemsOf(get(result, 'suppressions')).some((suppression) => wordOf(suppression, 'status') === 'accepted');
}
