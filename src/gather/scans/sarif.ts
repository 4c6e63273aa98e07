/**
 * SARIF of scanners: vulnerabilities (Trivy, Grype, Snyk, Docker Scout and the like), malware (ClamAV, YARA), secrets (Trivy, gitleaks). SARIF
 * has no place for a package or a fix, so that they are read from the lines `Package: …` that these tools write into messages and help texts.
 * Origin: https://docs.oasis-open.org/sarif/sarif/v2.1.0/, `pkg/report/sarif.go` of Trivy, `grype/presenter/sarif/presenter.go` of Grype,
 * `report/sarif.go` of gitleaks
 */

import type {FoundSecret, Malware, UnknownResults} from '../../evidence/scan.ts';
import {vulnerabilityId} from '../../read/scan/recognise.ts';
import {type SarifResult, sarifLevel, sarifPaths, sarifResults, sarifScore} from '../../read/scan/sarif.ts';
import {get, itemsOf, placeOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {given} from '../listing/reader.ts';
import {byPackage, type Found, fixOf, idsIn, isOthers, maliciousPackages, type Reading, severityOf, startOf, wordOf} from './reading.ts';

/** The start of a message or a help text; what comes after is description. */
const headLength = 1000;

/** A reading for each run that tells of vulnerabilities, malware or secrets. */
export function sarifReadings(file: string, root: SourceNode): readonly Reading[] {
	return itemsOf(get(root, 'runs')).flatMap((run) => runReading(file, run) ?? []);
}

/** What the runs hold beside those, as far as the tool itself calls it an error. */
export function unknownSarif(file: string, root: SourceNode): readonly UnknownResults[] {
	return itemsOf(get(root, 'runs')).flatMap((run) => {
		const unknown = sarifResults(run).filter((result) => result.matter === 'unknown' && sarifLevel(result) === 'error');
		if (unknown.length === 0) return [];
		const name = get(run, 'tool', 'driver', 'name');
		const rules = new Set(unknown.flatMap(({result, rule}) => wordOf(result, 'ruleId') ?? wordOf(rule, 'id') ?? []));
		const place = name === undefined ? startOf(file, run) : placeOf(file, name);
		return [{file, place, tool: stringOf(name) ?? 'a tool without a name', count: unknown.length, rules: [...rules]}];
	});
}

function runReading(file: string, run: SourceNode): Reading | undefined {
	const driver = get(run, 'tool', 'driver');
	const results = sarifResults(run);
	const found = results.flatMap((one) => (one.matter === 'vulnerability' ? foundOf(file, one) : []));
	const malware = malwareOf(file, results);
	const secrets = results.flatMap((one) => (one.matter === 'secret' ? secretsOf(file, one) : []));
	if (found.length + malware.length + secrets.length === 0) return undefined;
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
		malware: [...maliciousPackages(found), ...malware],
		secrets,
		// No results may mean that the tool looked for something else.
		whole: {vulnerabilities: false, malware: false},
	};
}

/** Malware by signature, which is the rule that a file breaks. */
function malwareOf(file: string, results: readonly SarifResult[]): readonly Malware[] {
	const found = new Map<string, {readonly malware: Malware; readonly files: Set<string>}>();
	for (const {result, rule, matter} of results) {
		if (matter !== 'malware' && matter !== 'maybe-malware') continue;
		const signature = textOf(file, get(result, 'ruleId')) ?? textOf(file, get(rule, 'id')) ?? textOf(file, get(result, 'message', 'text'));
		if (signature === undefined) continue;
		const key = JSON.stringify([signature.value, matter]);
		const known = found.get(key) ?? {malware: {signature, files: [], ...(matter === 'malware' ? {} : {guessed: true})}, files: new Set<string>()};
		found.set(key, known);
		for (const path of sarifPaths(result)) known.files.add(path);
	}
	return [...found.values()].map(({malware, files}) => ({...malware, files: [...files]}));
}

/** A secret for each file. Its place has no range: gitleaks writes the secret itself into messages and snippets near by. */
function secretsOf(file: string, one: SarifResult): readonly FoundSecret[] {
	const {result, rule} = one;
	const what = wordOf(result, 'ruleId') ?? wordOf(rule, 'id') ?? 'a secret';
	const message = (stringOf(get(result, 'message', 'text')) ?? '').slice(0, headLength);
	const severity = severityOf(lineOf(message, /^Severity$/) ?? sarifScore(one));
	const paths = sarifPaths(result);
	return (paths.length === 0 ? [''] : paths).map((path) => ({
		what,
		severity,
		path,
		others: isOthers(path),
		place: {file, pointer: result.pointer},
	}));
}

function foundOf(file: string, one: SarifResult): readonly Found[] {
	const {result, rule} = one;
	const message = (stringOf(get(result, 'message', 'text')) ?? '').slice(0, headLength);
	const help = (stringOf(get(rule, 'help', 'text')) ?? '').slice(0, headLength);
	const ruleId = textOf(file, get(result, 'ruleId')) ?? textOf(file, get(rule, 'id'));
	const value = vulnerabilityId.exec(ruleId?.value ?? '')?.[0] ?? vulnerabilityId.exec(message)?.[0];
	const place = ruleId?.place ?? textOf(file, get(result, 'message', 'text'))?.place;
	if (value === undefined || place === undefined) return [];
	const line = (label: RegExp) => lineOf(message, label) ?? lineOf(help, label);
	const [, spokenName, spokenVersion] = /\bpackage: ([^\s,]{1,200}), version (\S{1,200}) was found/.exec(message) ?? [];
	const rated = line(/^Severity$/) ?? sarifScore(one);
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
