/** The tables for analysts: submissions, findings, policies. Names of columns stay; new ones may come. */

import type {FindingShown, Reported, ReportShown} from '../reports.ts';
import type {Column, Table} from './columns.ts';

type Checked = Extract<Reported, {status: 'checked'}>;

/** A row of `findings` and of `policies`: with the result that it is of. */
export type FindingRow = {readonly of: Checked; readonly finding: FindingShown};
export type PolicyRow = {readonly of: Checked; readonly policy: ReportShown['policies'][number]};

const reportOf = (result: Reported) => (result.status === 'checked' ? result.report : undefined);
const productOf = (result: Reported) => (result.status === 'checked' ? result.product : undefined);
const verdict = (result: Reported, wanted: ReportShown['policies'][number]['verdict']) =>
	reportOf(result)?.policies.filter((policy) => policy.verdict === wanted).length;

/** Whose row it is: the same in every table. */
function whose<Row>(resultOf: (row: Row) => Reported): readonly Column<Row>[] {
	return [
		{name: 'submission', type: 'string', isRequired: true, of: (row) => resultOf(row).submission},
		{name: 'product_id', type: 'string', of: (row) => productOf(resultOf(row))?.id},
		{name: 'product_title', type: 'string', of: (row) => productOf(resultOf(row))?.title},
		{name: 'product_version', type: 'string', of: (row) => productOf(resultOf(row))?.version},
		{name: 'edition', type: 'string', of: (row) => reportOf(resultOf(row))?.edition},
		{name: 'as_of', type: 'day', of: (row) => reportOf(resultOf(row))?.today},
	];
}

/** A row for each submission. Of one that failed there is `error` alone. */
export const submissionsTable: Table<Reported> = {
	name: 'submissions',
	columns: [
		...whose<Reported>((result) => result),
		{name: 'status', type: 'string', isRequired: true, of: ({status}) => status},
		{name: 'error', type: 'string', of: (result) => (result.status === 'failed' ? result.error : undefined)},
		{name: 'tool_version', type: 'string', of: (result) => reportOf(result)?.tool.version},
		{name: 'errors', type: 'int', of: (result) => reportOf(result)?.summary.errors},
		{name: 'warnings', type: 'int', of: (result) => reportOf(result)?.summary.warnings},
		{name: 'notes', type: 'int', of: (result) => reportOf(result)?.summary.notes},
		{name: 'waived', type: 'int', of: (result) => reportOf(result)?.waived?.length},
		{name: 'problems', type: 'int', of: (result) => reportOf(result)?.problems.length},
		{name: 'files', type: 'int', of: (result) => reportOf(result)?.artifacts.length},
		{name: 'policies_violated', type: 'int', of: (result) => verdict(result, 'violated')},
		{name: 'policies_review', type: 'int', of: (result) => verdict(result, 'review')},
		{name: 'policies_satisfied', type: 'int', of: (result) => verdict(result, 'satisfied')},
		{name: 'policies_not_assessed', type: 'int', of: (result) => verdict(result, 'not-assessed')},
	],
};

/** A row for each finding. */
export const findingsTable: Table<FindingRow> = {
	name: 'findings',
	columns: [
		...whose<FindingRow>(({of}) => of),
		{name: 'rule', type: 'string', isRequired: true, of: ({finding}) => finding.rule},
		{name: 'policy', type: 'string', isRequired: true, of: ({finding}) => finding.policy},
		{name: 'severity', type: 'string', isRequired: true, of: ({finding}) => finding.severity},
		{name: 'confidence', type: 'double', of: ({finding}) => finding.confidence},
		{name: 'message', type: 'string', isRequired: true, of: ({finding}) => finding.message},
		{name: 'help', type: 'string', of: ({finding}) => finding.help},
		{name: 'source', type: 'string', of: ({finding}) => finding.source},
		{name: 'subject', type: 'string', of: ({finding}) => finding.subject},
		{name: 'file', type: 'string', isRequired: true, of: ({finding}) => finding.place.file},
		{name: 'page', type: 'int', of: ({finding}) => finding.place.page},
		{name: 'start_line', type: 'int', of: ({finding}) => finding.place.start?.line},
		{name: 'start_column', type: 'int', of: ({finding}) => finding.place.start?.column},
		{name: 'end_line', type: 'int', of: ({finding}) => finding.place.end?.line},
		{name: 'end_column', type: 'int', of: ({finding}) => finding.place.end?.column},
		{name: 'logical_id', type: 'string', of: ({finding}) => finding.place.logicalId},
		{name: 'excerpt', type: 'string', of: ({finding}) => finding.excerpt},
		{name: 'fingerprint', type: 'string', of: ({finding}) => finding.fingerprint},
		{name: 'other_edition', type: 'string', of: ({finding}) => finding.otherEdition?.edition},
		{name: 'other_severity', type: 'string', of: ({finding}) => finding.otherEdition?.severity},
		{name: 'has_fix', type: 'boolean', isRequired: true, of: ({finding}) => finding.fix !== undefined},
		{name: 'has_safe_fix', type: 'boolean', isRequired: true, of: ({finding}) => finding.fix?.safe === true},
	],
};

/** A row for each policy of each submission that was checked. */
export const policiesTable: Table<PolicyRow> = {
	name: 'policies',
	columns: [
		...whose<PolicyRow>(({of}) => of),
		{name: 'policy', type: 'string', isRequired: true, of: ({policy}) => policy.id},
		{name: 'verdict', type: 'string', isRequired: true, of: ({policy}) => policy.verdict},
		{name: 'reason', type: 'string', of: ({policy}) => policy.reason},
		{name: 'missing_evidence', type: 'string', of: ({policy}) => policy.wanting},
		{name: 'findings', type: 'int', of: ({policy}) => policy.findings?.length},
	],
};
