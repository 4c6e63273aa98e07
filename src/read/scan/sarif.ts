/**
 * What the results of SARIF tell of: vulnerabilities, malware, secrets, or what is no matter of ours. Linters and many others write SARIF too.
 * Origin: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */

import {harmlessKinds, malwareTools, malwareWords, secretTools} from '../../limits/scans.ts';
import {get, itemsOf, looseStringOf, type SourceNode, stringOf} from '../../tree.ts';
import {vulnerabilityId} from './recognise.ts';

/** What a result tells of. `maybe-malware`: only the name of its rule speaks of it, or the tool gives it no weight. */
type SarifMatter = 'vulnerability' | 'malware' | 'maybe-malware' | 'secret' | 'unknown';

/** A result that tells of a problem, with the rule that it breaks, if the run has that. */
export type SarifResult = {readonly result: SourceNode; readonly rule: SourceNode | undefined; readonly matter: SarifMatter};

/** The start of a message; what comes after is description. */
const headLength = 1000;

/** The problems of a run: results that passed, that somebody accepted, or that are no longer there tell of none. */
export function sarifResults(run: SourceNode): readonly SarifResult[] {
	const rules = itemsOf(get(run, 'tool', 'driver', 'rules'));
	const byId = new Map(rules.map((rule) => [stringOf(get(rule, 'id')), rule]));
	const tool = stringOf(get(run, 'tool', 'driver', 'name')) ?? '';
	return itemsOf(get(run, 'results')).flatMap((result) => {
		if (!isProblem(result)) return [];
		const index = get(result, 'ruleIndex');
		const byIndex = index?.kind === 'scalar' && typeof index.value === 'number' ? rules[index.value] : undefined;
		const rule = byId.get(stringOf(get(result, 'ruleId'))) ?? byIndex;
		return [{result, rule, matter: matterOf(result, rule, tool)}];
	});
}

/** `error`, `warning`, `note` or `none`, of the result itself or else of its rule. */
export function sarifLevel({result, rule}: Pick<SarifResult, 'result' | 'rule'>): string {
	return stringOf(get(result, 'level')) ?? stringOf(get(rule, 'defaultConfiguration', 'level')) ?? 'warning';
}

/** The score of the rule, or of the result, by CVSS: `9.8`. */
export function sarifScore({result, rule}: Pick<SarifResult, 'result' | 'rule'>): string | undefined {
	return looseStringOf(get(rule, 'properties', 'security-severity')) ?? looseStringOf(get(result, 'properties', 'security-severity'));
}

/** The paths that a result names, each once. */
export function sarifPaths(result: SourceNode): readonly string[] {
	const paths = itemsOf(get(result, 'locations')).flatMap((location) => stringOf(get(location, 'physicalLocation', 'artifactLocation', 'uri')) ?? []);
	return [...new Set(paths)];
}

function isProblem(result: SourceNode): boolean {
	const isAccepted = itemsOf(get(result, 'suppressions')).some((suppression) => stringOf(get(suppression, 'status')) === 'accepted');
	// Older versions of Grype give every result a suppression without a status, which says nothing.
	return !isAccepted && !harmlessKinds.includes(stringOf(get(result, 'kind')) ?? '') && stringOf(get(result, 'baselineState')) !== 'absent';
}

function matterOf(result: SourceNode, rule: SourceNode | undefined, tool: string): SarifMatter {
	const tags = [rule, result].flatMap((node) => itemsOf(get(node, 'properties', 'tags')).flatMap((tag) => stringOf(tag) ?? []));
	const names = [get(result, 'ruleId'), get(rule, 'id'), get(rule, 'name')].flatMap((node) => stringOf(node) ?? []);
	const message = (stringOf(get(result, 'message', 'text')) ?? '').slice(0, headLength);
	if (malwareTools.test(tool) || tags.some((tag) => malwareWords.test(tag))) {
		return /^(?:error|warning)$/.test(sarifLevel({result, rule})) ? 'malware' : 'maybe-malware';
	}
	if ([...names, message].some((text) => vulnerabilityId.test(text))) return 'vulnerability';
	if (secretTools.test(tool) || [...tags, ...names].some((word) => /^secrets?$/i.test(word))) return 'secret';
	const told = [...names, (stringOf(get(rule, 'shortDescription', 'text')) ?? '').slice(0, headLength)];
	return told.some((text) => malwareWords.test(text)) ? 'maybe-malware' : 'unknown';
}
