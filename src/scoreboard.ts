/** The verdict on each policy: what the evidence shows, or which evidence is missing. Never a silent pass. */

import type {Problem} from './artifact.ts';
import type {AnyValidator, Edition} from './contract.ts';
import type {Finding, PolicyVerdict, WaivedFinding} from './outcome.ts';
import type {PolicyId} from './policies/ids.ts';
import type {Policy} from './policies/policy.ts';
import type {RuleRun} from './run.ts';

/** Everything that a verdict rests on. `problems` are those met in reading: an unread file keeps any policy from being satisfied. */
export type Basis = {
	readonly edition: Edition;
	readonly findings: readonly Finding[];
	readonly waived: readonly WaivedFinding[];
	/** Findings that a baseline has: AWS does not see it, so they count. */
	readonly known?: readonly Finding[];
	readonly runs: readonly RuleRun[];
	readonly problems: readonly Problem[];
	/** The systems of the root file systems that came along. */
	readonly roots?: readonly ('linux' | 'windows')[];
	/** Rules that the user left out of the run (`--only`, `--skip`): without them no policy of theirs is satisfied. */
	readonly leftOut?: readonly AnyValidator[];
	/** The policy of each hit that is an error or a warning by its rule's own word, and that settings turn off or lower to a note. */
	readonly hushed?: readonly PolicyId[];
};

export function scoreboard(policies: readonly Policy[], basis: Basis): readonly PolicyVerdict[] {
	return policies.map((policy) => judge(policy, basis));
}

function judge(policy: Policy, {edition, findings, waived, known = [], runs, problems, roots = [], leftOut = [], hushed = []}: Basis): PolicyVerdict {
	const own = [...findings.keys()].filter((index) => findings[index]?.policy === policy.id);
	const line = (verdict: PolicyVerdict['verdict'], reason: string): PolicyVerdict => ({id: policy.id, verdict, reason, findings: own});
	const before = known.filter((finding) => finding.policy === policy.id);
	const counting = [...own.flatMap((index) => findings[index] ?? []), ...before];
	const count = (severity: Finding['severity']) => counting.filter((finding) => finding.severity === severity).length;
	const errors = count('error');
	const warnings = count('warning');
	const grave = before.filter(({severity}) => severity !== 'note').length;
	const named = `${rulesOf(counting)}${grave === 0 ? '' : ` (${grave} known from before)`}`;
	const setAside = waived.filter((finding) => finding.policy === policy.id && finding.severity !== 'note');
	const ruleRuns = runs.filter(({validator}) => validator.policy === policy.id);
	const broke = ruleRuns.filter(({state}) => state === 'broke');

	if (errors > 0) return line('violated', `${plural(errors, 'error')}${warnings > 0 ? ` and ${plural(warnings, 'warning')}` : ''}: ${named}`);
	if (warnings > 0) return line('review', `${plural(warnings, 'warning')} for a person to judge: ${named}`);
	if (setAside.length > 0) return line('review', `${plural(setAside.length, 'finding')} waived: a reviewer at AWS does not see your waivers`);
	const quiet = hushed.filter((id) => id === policy.id).length;
	if (quiet > 0)
		return line('review', `${plural(quiet, 'finding')} that shelfready.yaml turns off or lowers to a note: a reviewer at AWS does not see your settings`);
	if (broke.length > 0) return line('not-assessed', `${broke.map(({validator}) => validator.id).join(', ')} broke; see the problems`);
	if (policy.editions[edition].asks === undefined) return line('not-assessed', `${edition} does not ask for this`);

	const settling = policy.settledBy.map((id) => ruleRuns.find(({validator}) => validator.id === id));
	const shown = settling.map((ruleRun) => (ruleRun?.state === 'ran' ? ruleRun.shown : undefined));
	if (settling.length > 0 && shown.every((sentence) => sentence !== undefined)) {
		const missed = leftOut.filter((validator) => validator.policy === policy.id);
		if (missed.length > 0) return line('not-assessed', `${shown.join('; ')}, but ${missed.map(({id}) => id).join(', ')} was left out of the run`);
		if (problems.length === 0) return line('satisfied', shown.join('; '));
		return line('not-assessed', `${shown.join('; ')}, but not every file could be read`);
	}
	if (policy.only === 'linux' && roots.length > 0 && roots.every((system) => system === 'windows'))
		return line('not-assessed', "the AMI's root file system is of a Windows, which this policy is not about");
	const wanting = missing(policy, settling, roots.length > 0);
	return {...line('not-assessed', `${looked(ruleRuns, counting)}${wanting}`), wanting};
}

/** More names than this do not help; the findings have them all. */
const mostRules = 4;

/** The rules behind a verdict, those that yielded the worst findings first. Notes decide nothing. */
function rulesOf(findings: readonly Finding[]): string {
	const errors = findings.filter(({severity}) => severity === 'error');
	const warnings = findings.filter(({severity}) => severity === 'warning');
	return namesOf([...errors, ...warnings]);
}

function namesOf(findings: readonly Finding[]): string {
	const rules = [...new Set(findings.map(({rule}) => rule))];
	const more = rules.length - mostRules;
	return `${rules.slice(0, mostRules).join(', ')}${more > 0 ? ` and ${plural(more, 'more rule')}` : ''}`;
}

/** Says what was looked at, with no finding or with notes alone. A rule with hits that the user turned off did not find nothing. */
function looked(ruleRuns: readonly RuleRun[], notes: readonly Finding[]): string {
	const clean = ruleRuns.filter((ruleRun) => ruleRun.state === 'ran' && ruleRun.hits.length === 0).length;
	const noted = notes.length === 0 ? '' : `${plural(notes.length, 'note')}: ${namesOf(notes)}; `;
	return `${noted}${clean === 0 ? '' : `nothing found by ${plural(clean, noted === '' ? 'rule' : 'other rule')}, which is not enough to show it; `}`;
}

/** Says what would settle the rest. */
function missing(policy: Policy, settling: readonly (RuleRun | undefined)[], hasRoot: boolean): string {
	const absent = settling.flatMap((ruleRun) => (ruleRun?.state === 'not-assessed' ? [ruleRun.reason] : []));
	if (absent.length > 0) return [...new Set(absent)].join('; ');
	return (hasRoot ? policy.besidesRoot : undefined) ?? policy.wanting;
}

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
