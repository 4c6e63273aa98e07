/** What another edition of the policies would change: its shapes in result lines and in the summary. */

import {type Edition, gravity, type Severity} from '../contract.ts';
import type {Finding, Outcome, Verdict} from '../outcome.ts';
import type {Result} from './result.ts';
import {compareTexts, topOf} from './top.ts';

/** A finding that only one edition has, or that both have in another severity. */
type EditionFinding = {readonly rule: string; readonly severity: Severity; readonly file: string; readonly message: string};

/** `editions` of a result line. Lists hold at most 20, the gravest first; `counts` tell of all. */
export type EditionChange = {
	/** The edition that the report is under, and the one that it was compared with. */
	readonly from: Edition;
	readonly to: Edition;
	readonly counts: {readonly added: number; readonly removed: number; readonly graver: number; readonly milder: number};
	/** Findings that only the other edition has. */
	readonly added: readonly EditionFinding[];
	/** Findings that only the report's edition has. */
	readonly removed: readonly EditionFinding[];
	/** Findings that both have, with `severity` under the report's edition and `to` under the other. */
	readonly regraded: readonly (EditionFinding & {readonly to: Severity})[];
	readonly verdicts: readonly {readonly policy: string; readonly from: Verdict; readonly to: Verdict}[];
	/** What the findings under each edition that the other has not, or in another severity, are known again by: 16 hex digits each, one after the other. */
	readonly marks: {readonly from: string; readonly to: string};
};

/** `editions` of the summary. */
export type EditionsSummary = {
	/** The edition that was compared with. */
	readonly to: Edition;
	/** Submissions that were judged under both, and those of them where anything differs. */
	readonly submissions: {readonly compared: number; readonly changed: number};
	readonly findings: EditionChange['counts'];
	/** Policies for which the editions differ in any submission, by id; how many submissions go from one verdict to another. */
	readonly policies: readonly {
		readonly policy: string;
		readonly flips: readonly {readonly from: Verdict; readonly to: Verdict; readonly submissions: number}[];
	}[];
	/** Submissions that the other edition would change most, at most 100: those with most added and graver findings first. */
	readonly most: readonly ({readonly submission: string} & EditionChange['counts'])[];
};

const longestList = 20;
const mostSubmissions = 100;

/** What the other edition would change. Both outcomes are of the same files. */
export function editionChange(here: Outcome, there: Outcome): EditionChange {
	const others = new Map(there.findings.map((finding) => [finding.fingerprint, finding]));
	const own = new Set(here.findings.map(({fingerprint}) => fingerprint));
	const removed = here.findings.filter(({fingerprint}) => !others.has(fingerprint));
	const added = there.findings.filter(({fingerprint}) => !own.has(fingerprint));
	const regraded = here.findings.flatMap((finding) => {
		const other = others.get(finding.fingerprint);
		return other === undefined || other.severity === finding.severity ? [] : [{finding, to: other.severity}];
	});
	const marks = (findings: readonly Finding[]) => findings.map(({content}) => content).join('');
	const both = regraded.map(({finding}) => finding);
	const isGraver = ({finding, to}: (typeof regraded)[number]) => gravity[to] > gravity[finding.severity];
	return {
		from: here.edition,
		to: there.edition,
		counts: {
			added: added.length,
			removed: removed.length,
			graver: regraded.filter(isGraver).length,
			milder: regraded.filter((one) => !isGraver(one)).length,
		},
		added: gravest(added).map(inShort),
		removed: gravest(removed).map(inShort),
		regraded: regraded
			.toSorted((a, b) => gravity[b.to] - gravity[a.to])
			.slice(0, longestList)
			.map(({finding, to}) => ({...inShort(finding), to})),
		verdicts: verdictChanges(here.policies, there.policies),
		marks: {from: marks([...removed, ...both]), to: marks([...added, ...both])},
	};
}

type Judged = {readonly id: string; readonly verdict: Verdict};

/** The policies whose verdicts differ. */
export function verdictChanges(before: readonly Judged[], after: readonly Judged[]): EditionChange['verdicts'] {
	const to = new Map(after.map(({id, verdict}) => [id, verdict]));
	return before.flatMap(({id, verdict}) => {
		const now = to.get(id);
		return now === undefined || now === verdict ? [] : [{policy: id, from: verdict, to: now}];
	});
}

function gravest(findings: readonly Finding[]): readonly Finding[] {
	return findings.toSorted((a, b) => gravity[b.severity] - gravity[a.severity]).slice(0, longestList);
}

function inShort({rule, severity, place, message}: Finding): EditionFinding {
	return {rule, severity, file: place.file, message};
}

/** Adds up what the editions change, in whatever order results come. Nothing where none was compared. */
export function newEditionsTally(): {add(result: Result): void; summary(): EditionsSummary | undefined} {
	let to: Edition | undefined;
	let [compared, changed] = [0, 0];
	const findings = {added: 0, removed: 0, graver: 0, milder: 0};
	const flips = new Map<string, number>();
	const most = topOf<EditionsSummary['most'][number]>(
		mostSubmissions,
		(a, b) => b.added + b.graver - (a.added + a.graver) || b.removed + b.milder - (a.removed + a.milder) || compareTexts(a.submission, b.submission),
	);
	return {
		add(result) {
			if (result.status !== 'checked' || result.editions === undefined) return;
			const {counts, verdicts} = result.editions;
			to = result.editions.to;
			compared++;
			for (const key of ['added', 'removed', 'graver', 'milder'] as const) findings[key] += counts[key];
			for (const {policy, from, to: other} of verdicts) {
				const flip = `${policy} ${from} ${other}`;
				flips.set(flip, (flips.get(flip) ?? 0) + 1);
			}
			if (verdicts.length === 0 && Object.values(counts).every((count) => count === 0)) return;
			changed++;
			most.add({submission: result.submission, ...counts});
		},
		summary() {
			if (to === undefined) return undefined;
			const policies = new Map<string, EditionsSummary['policies'][number]['flips'][number][]>();
			for (const [flip, submissions] of [...flips].toSorted(([a], [b]) => compareTexts(a, b))) {
				// They were put together from these three above.
				const [policy = '', from, other] = flip.split(' ') as [string, Verdict, Verdict];
				policies.set(policy, [...(policies.get(policy) ?? []), {from, to: other, submissions}]);
			}
			return {
				to,
				submissions: {compared, changed},
				findings: {...findings},
				policies: [...policies].map(([policy, own]) => ({policy, flips: own})),
				most: most.items(),
			};
		},
	};
}
