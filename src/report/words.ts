/** Counts and verdicts in words, as every report says them. */

import type {Edition, Severity} from '../contract.ts';
import type {Finding, PolicyVerdict, Verdict} from '../outcome.ts';
import {editions} from '../policies/editions.ts';

/** Worst first. */
export const severities = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

/** The order in which verdicts are told. */
export const verdicts = ['violated', 'review', 'satisfied', 'not-assessed'] as const satisfies readonly Verdict[];

/** A verdict as a heading. */
export const verdictHeadings: Readonly<Record<Verdict, string>> = {
	violated: 'Violated',
	review: 'For a person to look at',
	satisfied: 'Satisfied: the evidence shows it',
	'not-assessed': 'Not assessed',
};

const verdictWords: Readonly<Record<Verdict, string>> = {
	violated: 'violated',
	review: 'for a person to look at',
	satisfied: 'satisfied',
	'not-assessed': 'not assessed',
};

/** `1 error`, `2 errors`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
	return `${count} ${count === 1 ? noun : nouns}`;
}

/** The first few of a list, and how many more there are. */
export function some(items: readonly string[], most: number): string {
	return items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

/** `2 errors, 1 warning, 0 notes`. */
export function totalsOf(findings: readonly Pick<Finding, 'severity'>[]): string {
	return severities.map((severity) => plural(findings.filter((finding) => finding.severity === severity).length, severity)).join(', ');
}

/** `3 violated, 40 not assessed`: verdicts that no policy has are left out. */
export function verdictsOf(policies: readonly Pick<PolicyVerdict, 'verdict'>[]): string {
	const counts = verdicts.map((verdict) => ({verdict, count: policies.filter((policy) => policy.verdict === verdict).length}));
	return counts.flatMap(({verdict, count}) => (count === 0 ? [] : [`${count} ${verdictWords[verdict]}`])).join(', ');
}

/** What the other edition refuses and this one does not, in a sentence without its full stop: the seller must not find out from AWS. */
export function graverUnderOther(findings: readonly Finding[]): string | undefined {
	const graver = findings.flatMap(({severity, otherEdition: other}) => (other?.severity === 'error' && severity !== 'error' ? [other.edition] : []));
	const [edition]: readonly (Edition | undefined)[] = graver;
	if (edition === undefined) return undefined;
	const since = editions.find(({id}) => id === edition)?.since;
	return `Under ${edition}${since === undefined ? '' : ` (the policies since ${since})`}: ${plural(graver.length, 'more error')}; --edition ${edition} judges by it`;
}
