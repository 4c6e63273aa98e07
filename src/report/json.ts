/** The JSON report, schemaVersion 1, as the contract has it; keys beyond the contract are additions. */

import type {Edit, Fix, Place} from '../contract.ts';
import {positionAt} from '../locate.ts';
import type {Finding, Outcome} from '../outcome.ts';
import type {Report, ReportFinding} from './schema.ts';
import {type LinesOf, linesIn} from './text/lines.ts';

/** The name and version that reports carry. */
export type Tool = {readonly name: string; readonly version: string};

/** The report as plain data. Order and keys are stable. */
export function toJsonReport(outcome: Outcome, tool: Tool): Report {
	const {edition, findings, waived} = outcome;
	const linesOf = linesIn(outcome.artifacts);
	const formatEdit = ({file, range, text}: Edit) => {
		const starts = linesOf(file)?.starts ?? [0];
		return {file, start: positionAt(starts, range[0]), end: positionAt(starts, range[1]), text};
	};
	const formatFix = (fix: Fix) => ({description: fix.description, safe: fix.safe === true, edits: fix.edits.map(formatEdit)});
	const formatFinding = (finding: Finding): ReportFinding => {
		const {rule, policy, severity, confidence, message, help, source, subject, place, start, end, excerpt, otherEdition, fix, fingerprint} = finding;
		const {file, pointer, logicalId, page} = place;
		return compact({
			rule,
			policy,
			severity,
			confidence,
			message,
			help,
			source,
			subject,
			place: compact({file, page, pointer, logicalId, start, end}),
			excerpt,
			otherEdition,
			fix: fix && formatFix(fix),
			fingerprint,
		});
	};
	const formatPlace = ({range, ...place}: Place) => ({...place, ...positions(range, linesOf(place.file))});
	const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
	return {
		schemaVersion: 1,
		tool,
		edition,
		today: outcome.today,
		artifacts: outcome.artifacts.map(({file, kind, detail, sha256}) => ({file, kind, detail, sha256})),
		findings: findings.map(formatFinding),
		policies: outcome.policies,
		notAssessed: outcome.notAssessed,
		waived: waived.map((finding) => ({...formatFinding(finding), waiver: finding.waiver})),
		waivers: outcome.waivers.map(({waiver: {rule, subject, reason, until, place}, state, findings: found}) =>
			compact({rule, subject, reason, until, state, findings: found, place: formatPlace(place)}),
		),
		...(outcome.baseline === undefined ? {} : {baseline: outcome.baseline}),
		known: outcome.known.map(formatFinding),
		gone: outcome.gone.map(({rule, severity, file, subject, excerpt}) => ({rule, severity, file, subject, excerpt})),
		problems: outcome.problems.map(({file, message, place}) => compact({file, message, place: place && formatPlace(place)})),
		summary: {errors: count('error'), warnings: count('warning'), notes: count('note')},
	};
}

/** The JSON report as text, with a newline at its end. */
export function formatJson(outcome: Outcome, tool: Tool): string {
	return `${JSON.stringify(toJsonReport(outcome, tool), undefined, 2)}\n`;
}

function positions(range: readonly [number, number] | undefined, lines: ReturnType<LinesOf>) {
	if (range === undefined || lines === undefined) return {};
	return {start: positionAt(lines.starts, range[0]), end: positionAt(lines.starts, range[1])};
}

/** Leaves out keys without a value. */
export function compact<Shape extends object>(object: Shape): Shape {
	// What is left out was allowed to be undefined, and so may be missing: every optional key of a report's type is both.
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Shape;
}
