/**
 * The report as workflow commands of GitHub Actions, which become annotations on a commit and on the files of a pull request. A step shows ten
 * annotations of each kind; the findings beyond that are lines in its log.
 */

import {positionAt} from '../locate.ts';
import type {Finding, Outcome} from '../outcome.ts';
import type {ReportContext} from './context.ts';
import {type LinesOf, linesIn} from './text/lines.ts';
import {flat, visible} from './text/visible.ts';
import {type WhereIs, whereIn} from './where.ts';
import {plural, severities, totalsOf, verdictsOf} from './words.ts';

/** Annotations of each kind that GitHub shows of one step. */
const mostOfKind = 10;

const commands = {error: 'error', warning: 'warning', note: 'notice'} as const satisfies Readonly<Record<Finding['severity'], string>>;

type Annotation = {
	readonly command: 'error' | 'warning' | 'notice';
	readonly title: string;
	readonly message: string;
	/** As the outcome calls it, for the log. */
	readonly file: string;
	readonly spot: Spot;
};

/** `file` is the path from the repository's root. Columns are left out where the spot spans lines: GitHub refuses them. */
type Spot = {readonly file?: string; readonly line?: number; readonly endLine?: number; readonly col?: number; readonly endColumn?: number};

/** Formats the outcome of a run: problems first, then findings, the worst first. Ends with a newline. */
export function formatGithub(outcome: Outcome, {repository}: ReportContext): string {
	const {findings, policies} = outcome;
	const whereIs = whereIn(outcome, repository);
	const linesOf = linesIn(outcome.artifacts);
	const all = [
		...outcome.problems.map((problem) => ofProblem(problem, whereIs, linesOf)),
		...severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity).map((finding) => ofFinding(finding, whereIs))),
	];
	const isBeyond = all.length > 0 && Object.values(commands).some((command) => all.filter((item) => item.command === command).length > mostOfKind);
	const shown = Object.values(commands).flatMap((command) =>
		// One notice is kept for saying that there are more.
		all.filter((item) => item.command === command).slice(0, isBeyond && command === 'notice' ? mostOfKind - 1 : mostOfKind),
	);
	const rest = all.filter((item) => !shown.includes(item));
	const more =
		rest.length === 0
			? []
			: [
					`::group::${plural(rest.length, 'finding')} beyond the ${mostOfKind} of each kind that GitHub shows`,
					...rest.map(logged),
					'::endgroup::',
					commanded('notice', {title: 'shelfready'}, `${rest.length} more: GitHub shows ${mostOfKind} of each kind. The log of this step has the rest.`),
				];
	return `${[...shown.map(annotated), quiet(`${totalsOf(findings)}. Policies: ${verdictsOf(policies)}.`), ...more].join('\n')}\n`;
}

function ofFinding(finding: Finding, whereIs: WhereIs): Annotation {
	const {rule, severity, message, help, source, place, start, end} = finding;
	const {path, inside, hasLines} = whereIs(place.file);
	const at = [
		...(path === undefined && place.file !== '' ? [place.file] : []),
		...(inside === undefined ? [] : [inside]),
		...(place.page === undefined ? [] : [`page ${place.page}`]),
		...(start !== undefined && !hasLines && inside !== undefined ? [`line ${start.line}`] : []),
	].join(', ');
	const lines = [`${at === '' ? '' : `${at}: `}${message}`, help, source].filter((line) => line !== '');
	return {
		command: commands[severity],
		title: rule,
		message: lines.map(flat).join('\n'),
		file: place.file,
		spot: {
			...(path === undefined ? {} : {file: path}),
			...(path !== undefined && hasLines && start !== undefined && end !== undefined ? spotOf(start, end) : {}),
		},
	};
}

function spotOf(start: NonNullable<Finding['start']>, end: NonNullable<Finding['end']>): Spot {
	// A spot that ends where a line starts ends with the line before.
	const last = end.line > start.line && end.column === 1 ? end.line - 1 : end.line;
	if (last !== start.line) return {line: start.line, endLine: last};
	return {line: start.line, endLine: last, col: start.column, ...(end.line === last ? {endColumn: end.column} : {})};
}

function ofProblem({file, message, place}: Outcome['problems'][number], whereIs: WhereIs, linesOf: LinesOf): Annotation {
	const {path, hasLines} = whereIs(file);
	const starts = hasLines ? linesOf(file)?.starts : undefined;
	const line = path === undefined || starts === undefined || place?.range === undefined ? undefined : positionAt(starts, place.range[0]).line;
	return {
		command: 'error',
		title: 'Not checked in full',
		message: flat(`${file}: ${message}`),
		file,
		spot: {...(path === undefined ? {} : {file: path}), ...(line === undefined ? {} : {line})},
	};
}

function annotated({command, title, message, spot}: Annotation): string {
	return commanded(command, {...spot, title}, message);
}

/** A line of the log. It begins with a word of ours, so that it is no command. */
function logged({command, title, message, file, spot}: Annotation): string {
	return quiet(
		`${command} ${visible(file)}${spot.line === undefined ? '' : `:${spot.line}${spot.col === undefined ? '' : `:${spot.col}`}`}: ${flat(message)} (${title})`,
	);
}

/** The runner takes `##[command]` anywhere in a line. */
function quiet(line: string): string {
	return line.replaceAll('##[', '##\u2060[');
}

function commanded(command: Annotation['command'], properties: Readonly<Record<string, string | number>>, message: string): string {
	const given = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
	return `::${command} ${given.join(',')}::${escapedData(message)}`;
}

/** As `@actions/core` escapes them. */
function escapedData(text: string): string {
	return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A terminal may read the log as well. A path that holds what it obeys is no file that GitHub would show anyway. */
function escapedProperty(text: string): string {
	return text
		.split(/(\r|\n)/)
		.map((part, index) => (index % 2 === 1 ? part : visible(part)))
		.map(escapedData)
		.join('')
		.replaceAll(':', '%3A')
		.replaceAll(',', '%2C');
}
