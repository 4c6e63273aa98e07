/**
 * Logs of clamscan and clamdscan. A log that grew over several runs has a summary for each.
 * Origin: https://docs.clamav.net/manual/Usage/Scanning.html
 */

import type {Text} from '../../contract.ts';
import type {Malware} from '../../evidence/scan.ts';
import {wholeSystem} from '../../limits/scans.ts';
import {given} from '../listing/reader.ts';
import {idsIn, type Reading} from './reading.ts';

const summaryHead = /^-{1,100} SCAN SUMMARY -{1,100}\r?$/gm;

/** Lines of a summary, far more than any version writes. */
const mostSummaryLines = 30;

/** Characters of a signature's name, far more than any has. */
const longestSignature = 4000;

/** Runs that one log is parted into. */
const mostRuns = 1000;

/**
 * One reading for each run; one for all of them in a log of more runs than anybody keeps. What stands behind the last summary is a run that
 * was cut short.
 */
export function clamReadings(file: string, text: string): readonly Reading[] {
	const heads = [...text.matchAll(summaryHead)].map(({0: head, index}) => ({start: index, end: index + head.trimEnd().length}));
	const kept = heads.length > mostRuns ? heads.slice(-1) : heads;
	const lines = foundLines(text);
	let from = 0;
	const readings = kept.map((head) => {
		const first = from;
		while ((lines[from]?.end ?? Number.POSITIVE_INFINITY) < head.start) from++;
		return runReading(file, text, lines.slice(first, from), head);
	});
	const [behind] = lines.slice(from);
	return behind === undefined ? readings : [...readings, runReading(file, '', lines.slice(from), behind)];
}

/** A line `path: signature FOUND`. */
type FoundLine = {readonly path: string; readonly signature: string; readonly start: number; readonly end: number};

function runReading(file: string, text: string, found: readonly FoundLine[], {start, end}: {readonly start: number; readonly end: number}): Reading {
	const lines = summaryOf(file, text, end);
	const count = (label: string) => Number(lines.get(label)?.value ?? Number.NaN);
	const isWhole = count('Scanned files') >= wholeSystem.files && count('Known viruses') > 0 && !(count('Total errors') > 0);
	return {
		file,
		form: 'clamav',
		place: {file, range: [start, end]},
		tool: 'ClamAV',
		target: {kind: 'file-system'},
		ids: idsIn(found[0]?.path),
		...given({version: lines.get('Engine version')?.value, date: lines.get('End Date') ?? lines.get('Start Date')}),
		packages: [],
		malware: bySignature(file, found),
		secrets: [],
		// Infected files without their lines: the log was cut.
		whole: {vulnerabilities: false, malware: isWhole && count('Infected files') === found.length},
	};
}

/** The `label: value` lines behind a summary's head. */
function summaryOf(file: string, text: string, start: number): ReadonlyMap<string, Text> {
	const found = new Map<string, Text>();
	let at = start;
	for (let line = 0; line < mostSummaryLines && at < text.length; line++) {
		const end = endOfLine(text, at);
		const [, label, gap, value] = /^([A-Z][A-Za-z ]{0,40}):( {0,40})(\S[^\r\n]{0,200})/.exec(text.slice(at, Math.min(end, at + 300))) ?? [];
		if (label !== undefined && gap !== undefined && value !== undefined && !found.has(label)) {
			const from = at + label.length + 1 + gap.length;
			found.set(label, {value: value.trimEnd(), place: {file, range: [from, from + value.trimEnd().length]}});
		} else if (line > 0) break;
		at = end + 1;
	}
	return found;
}

function bySignature(file: string, lines: readonly FoundLine[]): readonly Malware[] {
	const found = new Map<string, {readonly signature: Text; readonly files: string[]}>();
	for (const {path, signature: value, start, end} of lines) {
		const known = found.get(value) ?? {signature: {value, place: {file, range: [start, end] as const}}, files: []};
		found.set(value, known);
		known.files.push(path);
	}
	return [...found.values()];
}

/** All lines on infected files. Paths and names of signatures may hold nearly anything. */
function foundLines(text: string): readonly FoundLine[] {
	const lines: FoundLine[] = [];
	let from = 0;
	let lineEnd = text.indexOf('\n');
	for (let at = text.indexOf(' FOUND'); at !== -1; at = text.indexOf(' FOUND', at + 1)) {
		if (!'\r\n'.includes(text.charAt(at + 6))) continue;
		for (; lineEnd !== -1 && lineEnd < at; lineEnd = text.indexOf('\n', from)) from = lineEnd + 1;
		// One line may hold many of them; a signature is short.
		const near = Math.max(from, at - longestSignature);
		const found = text.slice(near, at).lastIndexOf(': ');
		const colon = near + found;
		if (found !== -1 && colon > from) lines.push({path: text.slice(from, colon), signature: text.slice(colon + 2, at), start: colon + 2, end: at});
	}
	return lines;
}

function endOfLine(text: string, start: number): number {
	const end = text.indexOf('\n', start);
	return end === -1 ? text.length : end;
}
