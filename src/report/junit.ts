/**
 * The report as JUnit XML, for CI servers. A suite for each group of policies, a case for each rule that was to run, with its policy as its
 * class (`security.least-privilege` shows as package and class), and one for each policy that evidence shows kept or that nothing could judge.
 * Fits Jenkins' schema and that of Ant's JUnitReport.
 */

import type {Problem} from '../artifact.ts';
import type {AnyValidator} from '../contract.ts';
import type {Finding, Outcome, PolicyVerdict} from '../outcome.ts';
import {policies} from '../policies/policies.ts';
import type {ReportContext} from './context.ts';
import {grouped} from './grouped.ts';
import {formatFinding, nothingSaid} from './text/finding.ts';
import {painter} from './text/flow.ts';
import {type LinesOf, linesIn} from './text/lines.ts';
import {flat} from './text/visible.ts';
import {type WhereIs, whereIn} from './where.ts';
import {severities, verdictHeadings} from './words.ts';
import {element, xmlText} from './xml.ts';

/** Columns of the text in failures. */
const width = 100;

/** Findings that a case prints: servers take reports of some megabytes. */
const mostInCase = 100;

/** A case: passed, unless it has one of the others. */
type Case = {
	readonly className: string;
	readonly name: string;
	readonly failure?: {readonly type: string; readonly message: string; readonly text: string};
	readonly error?: {readonly message: string; readonly text?: string};
	readonly skipped?: string;
};

/** A suite. `out` is what is to be known beside its cases. */
type Suite = {readonly name: string; readonly cases: readonly Case[]; readonly out: readonly string[]};

/** Formats the outcome of a run. Ends with a newline. */
export function formatJunit(outcome: Outcome, context: ReportContext): string {
	const suites = [...groupSuites(outcome, context), filesSuite(outcome, context.validators)];
	const properties = {tool: `${context.tool.name} ${context.tool.version}`, edition: outcome.edition, date: outcome.today};
	const stamp = `${outcome.today}T00:00:00`;
	return `${[
		'<?xml version="1.0" encoding="UTF-8"?>',
		element(
			'testsuites',
			{},
			suites.map((suite, id) => formatSuite(suite, {id, stamp, properties})),
		),
	].join('\n')}\n`;
}

function formatSuite({name, cases, out}: Suite, {id, stamp, properties}: {id: number; stamp: string; properties: Readonly<Record<string, string>>}): string {
	const count = (state: 'failure' | 'error' | 'skipped') => cases.filter((item) => item[state] !== undefined).length;
	return element(
		'testsuite',
		{
			name,
			package: 'shelfready',
			id,
			timestamp: stamp,
			hostname: 'localhost',
			tests: cases.length,
			failures: count('failure'),
			errors: count('error'),
			skipped: count('skipped'),
			time: 0,
		},
		[
			element(
				'properties',
				{},
				Object.entries(properties).map(([key, value]) => element('property', {name: key, value})),
			),
			...cases.map(formatCase),
			element('system-out', {}, xmlText(out.join('\n'))),
			element('system-err', {}),
		],
	);
}

function formatCase({className, name, failure, error, skipped}: Case): string {
	const result =
		error !== undefined
			? [element('error', {type: 'problem', message: flat(error.message)}, xmlText(error.text ?? flat(error.message)))]
			: failure !== undefined
				? [element('failure', {type: failure.type, message: flat(failure.message)}, xmlText(failure.text))]
				: skipped !== undefined
					? [element('skipped', {message: flat(skipped)})]
					: [];
	return element('testcase', {classname: className, name: flat(name), time: 0}, result);
}

/** The suites of the groups of policies, in the scoreboard's order. */
function groupSuites(outcome: Outcome, {validators, repository}: ReportContext): readonly Suite[] {
	const {findings, waived} = outcome;
	const print = printer(linesIn(outcome.artifacts), whereIn(outcome, repository));
	const ofRule = grouped(findings, ({rule}) => rule);
	const groupOf = new Map(policies.map(({id, group}) => [id, group]));
	return [...grouped(outcome.policies, ({id}) => groupOf.get(id) ?? '')].map(([group, verdicts]) => {
		const has = ({policy}: Pick<Finding, 'policy'>) => groupOf.get(policy) === group;
		const cases = verdicts.flatMap((verdict) => {
			const own = validators.filter(({policy}) => policy === verdict.id).map(({id}) => id);
			const others = findings.filter(({policy, rule}) => policy === verdict.id && !own.includes(rule)).map(({rule}) => rule);
			const rules = [...own, ...new Set(others)].map((rule) => ruleCase(verdict.id, rule, ofRule.get(rule) ?? [], outcome, print));
			return [...policyCase(verdict, rules), ...rules];
		});
		const notes = findings.filter((finding) => has(finding) && finding.severity === 'note').map(print);
		const excused = waived.filter(has).map((finding) => `${print(finding)}\n    waived: ${flat(finding.waiver.reason)}`);
		return {name: group, cases, out: [...notes, ...excused]};
	});
}

/** A rule: its errors and warnings fail it. */
function ruleCase(
	className: string,
	rule: string,
	findings: readonly Finding[],
	{artifacts, problems, notAssessed}: Outcome,
	print: (finding: Finding) => string,
): Case {
	const faults = findings.filter(({severity}) => severity !== 'note').toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
	const text = [...faults.slice(0, mostInCase).map(print), ...(faults.length > mostInCase ? [`and ${faults.length - mostInCase} more`] : [])].join('\n\n');
	const broken = problems.find((problem) => isOfRule(problem, rule, artifacts));
	if (broken !== undefined) return {className, name: rule, error: {message: broken.message, ...(text === '' ? {} : {text})}};
	const [worst] = faults;
	if (worst === undefined) {
		const idle = notAssessed.find((item) => item.rule === rule);
		return {className, name: rule, ...(idle === undefined ? {} : {skipped: idle.reason})};
	}
	const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`;
	return {className, name: rule, failure: {type: worst.severity, message: `${worst.message}${more}`, text}};
}

/** A policy as a whole: what no rule alone can tell. Where its rules fail they say it all. */
function policyCase({id, verdict, reason}: PolicyVerdict, rules: readonly Case[]): readonly Case[] {
	if (rules.some(({failure, error}) => failure !== undefined || error !== undefined)) return [];
	return [{className: id, name: 'the policy as a whole', ...(verdict === 'satisfied' ? {} : {skipped: `${verdictHeadings[verdict]}: ${reason}`})}];
}

/** Whether a problem is a rule's own: one of ours stands under its module's name, which a file of the submission may have too. */
function isOfRule({file}: Problem, rule: string, artifacts: Outcome['artifacts']): boolean {
	return (file === `validators/${rule}` || file === rule) && !artifacts.some((artifact) => artifact.file === file);
}

/** The files: each that could not be read in full is an error. */
function filesSuite({artifacts, problems}: Outcome, validators: readonly AnyValidator[]): Suite {
	const className = 'files';
	const ofRules = problems.filter((problem) => validators.some(({id}) => isOfRule(problem, id, artifacts)));
	const ofFiles = grouped(
		problems.filter((problem) => !ofRules.includes(problem)),
		({file}) => file,
	);
	const names = new Set([...artifacts.map(({file}) => file), ...ofFiles.keys()]);
	const kinds = new Map(artifacts.map(({file, kind}) => [file, kind]));
	const cases = [...names].map((name): Case => {
		const own = ofFiles.get(name);
		if (own !== undefined) return {className, name, error: {message: own.map(({message}) => message).join('; ')}};
		return {className, name, ...(kinds.get(name) === 'unknown' ? {skipped: 'not recognised'} : {})};
	});
	return {name: 'Files', cases, out: []};
}

/** Prints a finding as the text report does, below the path of its file. */
function printer(linesOf: LinesOf, whereIs: WhereIs): (finding: Finding) => string {
	return (finding) => {
		const {file} = finding.place;
		const {path, inside} = whereIs(file);
		const name = file === '' ? 'The submission as a whole' : path === undefined || inside !== undefined ? file : path;
		return [flat(name), ...formatFinding(finding, {lines: linesOf(file), width, paint: painter(false), said: nothingSaid()})].join('\n');
	};
}
