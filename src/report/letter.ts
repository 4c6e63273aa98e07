/** The report as the letter that a reviewer at AWS Marketplace might send back: what would be refused and why, questions, a checklist. Plain text. */

import type {Finding, Outcome} from '../outcome.ts';
import {editions} from '../policies/editions.ts';
import {policies as catalogue} from '../policies/policies.ts';
import type {Policy} from '../policies/policy.ts';
import type {ReportContext} from './context.ts';
import {grouped} from './grouped.ts';
import {checklist} from './letter/checklist.ts';
import {clipped, placeOf, say, todoOf, underlined} from './letter/lines.ts';
import {flat} from './text/visible.ts';
import {wantedIn} from './wanted.ts';
import {graverUnderOther, plural} from './words.ts';

/** Findings of one rule that are written out under a policy; a letter of a thousand pages is not read. */
const mostOfRule = 10;
/** Files and findings that are named one by one where a few words on each are enough. */
const mostNamed = 20;

/** Writes the letter. Ends with a newline; lines have up to 78 columns, but for addresses. A reviewer sees what a baseline knows. */
export function formatLetter({known, ...rest}: Outcome, {tool}: ReportContext): string {
	const outcome: Outcome = {...rest, known: [], findings: [...rest.findings, ...known]};
	const blocks = [
		say(0, `A forecast by ${tool.name} ${tool.version}, made on ${outcome.today}. It does not come from AWS, and nobody at AWS has seen it.`),
		opening(outcome),
		...refusals(outcome),
		...questions(outcome),
		...checklist(outcome),
		...unread(outcome),
		...excused(outcome),
		...notJudged(outcome),
		say(0, 'When the changes are made, check again: shelfready check'),
	];
	return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function opening({findings, artifacts, edition, problems}: Outcome): readonly string[] {
	const read = artifacts.filter(({kind}) => kind !== 'unknown').length;
	const since = editions.find(({id}) => id === edition)?.since;
	const under = `the AMI product policies of AWS Marketplace in the edition ${edition}${since === undefined ? '' : `, which came on ${since}`}`;
	const errors = findings.filter(({severity}) => severity === 'error');
	const warnings = findings.filter(({severity}) => severity === 'warning');
	const policies = new Set(errors.map(({policy}) => policy)).size;
	const asked = warnings.length === 0 ? '' : ` ${plural(warnings.length, 'point')} would be asked about.`;
	const verdict =
		read === 0
			? 'Nothing in it was recognised, so that nothing can be said of it.'
			: errors.length > 0
				? `As it stands it would be refused: ${plural(errors.length, 'point')} ${errors.length === 1 ? 'goes' : 'go'} against ${plural(policies, 'policy').replace('policys', 'policies')}. Each is set out below with its place, the reason, and what to change.${asked} A checklist follows.`
				: warnings.length > 0
					? `Nothing in it would be refused, but there are questions.${asked}`
					: problems.length > 0
						? 'Nothing in what could be read would be refused.'
						: 'Nothing in it would be refused, and there are no questions.';
	const notes = findings.length - errors.length - warnings.length;
	const graver = graverUnderOther(findings);
	const asides = [
		...(graver === undefined ? [] : [`${graver}.`]),
		...(notes === 0 ? [] : [`Notes of advice decide nothing and are left to the full report, which has ${notes}.`]),
	];
	return [`This is what a reviewer would say of your submission of ${plural(artifacts.length, 'file')}, judged by ${under}.`, verdict, ...asides].flatMap(
		(paragraph, index) => [...(index === 0 ? [] : ['']), ...say(0, paragraph)],
	);
}

/** The errors, by policy in the catalogue's order. */
function refusals({findings, edition}: Outcome): readonly (readonly string[])[] {
	const byPolicy = grouped(
		findings.filter(({severity}) => severity === 'error'),
		({policy}) => policy,
	);
	const blocks = catalogue
		.flatMap((policy) => {
			const own = byPolicy.get(policy.id);
			return own === undefined ? [] : [{policy, own}];
		})
		.flatMap(({policy, own}, index) => [
			[
				...say(0, `${index + 1}. ${titleOf(policy)}`, 3),
				...say(3, `The policy, in shelfready's words: "${policy.editions[edition].asks ?? 'No longer asked.'}"`),
			],
			...[...grouped(own, ({rule}) => rule).values()].flatMap((ofRule) => [
				...ofRule.slice(0, mostOfRule).map((finding) => [...seen(finding), ...say(3, `Why: ${finding.message}`), ...mend(finding)]),
				...(ofRule.length > mostOfRule ? [say(3, `The same holds of ${ofRule.length - mostOfRule} more places; the full report has them.`)] : []),
			]),
			[...new Set(own.map(({source}) => source))].flatMap((source, at) => say(3, `${at === 0 ? 'See ' : 'and '}${source}`)),
		]);
	return blocks.length === 0 ? [] : [underlined('What would be refused'), ...blocks];
}

/** The warnings, as questions: a reviewer can't tell from the files whether they are meant so. */
function questions({findings}: Outcome): readonly (readonly string[])[] {
	const warnings = findings.filter(({severity}) => severity === 'warning');
	if (warnings.length === 0) return [];
	const order = new Map(catalogue.map(({id}, index) => [id, index]));
	const sorted = warnings.toSorted((a, b) => (order.get(a.policy) ?? 0) - (order.get(b.policy) ?? 0));
	const blocks = [...grouped(sorted, ({rule}) => rule).values()].flatMap((ofRule) => [
		...ofRule.slice(0, mostOfRule).map((finding) => [...seen(finding), ...say(3, `${finding.message} Is that intended?`), ...mend(finding, 'If not')]),
		...(ofRule.length > mostOfRule ? [say(3, `The same is asked of ${ofRule.length - mostOfRule} more places; the full report has them.`)] : []),
	]);
	return [underlined('Questions'), ...blocks];
}

function seen(finding: Finding): readonly string[] {
	// What is quoted in the file needs no second pair of quotes.
	const excerpt = flat(finding.excerpt).replace(/^\\?"(.*?)\\?"$/, '$1');
	return say(3, `${placeOf(finding)}${excerpt === '' ? '' : `: "${clipped(excerpt)}"`}`);
}

function mend(finding: Finding, lead = 'Please change'): readonly string[] {
	const todo = todoOf(finding);
	return todo === '' ? [] : say(3, `${lead}: ${todo}`);
}

function titleOf({id, group}: Policy): string {
	const words = id.slice(id.indexOf('.') + 1).replaceAll('-', ' ');
	return `${group}: ${words.replace(/\b(?:ami|aws|ebs|hvm|iam|os|ssh)\b/g, (short) => short.toUpperCase())} (${id})`;
}

function unread({problems}: Outcome): readonly (readonly string[])[] {
	if (problems.length === 0) return [];
	const lines = problems.slice(0, mostNamed).flatMap(({file, message}) => say(0, `- ${file}: ${message}`, 2));
	const more = problems.length > mostNamed ? say(0, `- and ${problems.length - mostNamed} more`) : [];
	return [underlined('What could not be read'), [...say(0, 'Please look at these and send them again:'), ...lines, ...more]];
}

/** A reviewer does not see waivers. */
function excused({waived}: Outcome): readonly (readonly string[])[] {
	if (waived.length === 0) return [];
	const lines = waived.slice(0, mostNamed).flatMap((finding) => say(0, `- ${placeOf(finding)}: ${finding.message} Your reason: ${finding.waiver.reason}`, 2));
	const more = waived.length > mostNamed ? say(0, `- and ${waived.length - mostNamed} more`) : [];
	return [
		underlined('What you have waived'),
		[...say(0, 'A reviewer does not see your waivers and may raise these all the same. Keep your reasons at hand:'), ...lines, ...more],
	];
}

/** What is missing, so that silence is not taken for consent. */
function notJudged(outcome: Outcome): readonly (readonly string[])[] {
	const groups = wantedIn(outcome);
	if (groups.length === 0) return [];
	const count = groups.reduce((sum, {unseen, clean}) => sum + unseen.length + clean.length, 0);
	const lines = groups.flatMap(({reason, settler, unseen, clean}) => [
		...say(0, `- ${settler ?? reason}:`, 2),
		...(unseen.length === 0 ? [] : say(4, unseen.join(', '))),
		...(clean.length === 0 ? [] : say(4, `without a fault so far: ${clean.join(', ')}`)),
	]);
	const lead = `Of ${outcome.policies.length} policies, ${count} are open: the files show them neither kept nor broken. What would settle them, so far as anything can:`;
	return [underlined('What could not be judged'), [...say(0, lead), ...lines]];
}
