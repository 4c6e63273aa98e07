/**
 * Logs of clamscan and clamdscan. A log that grew over several runs has a summary for each.
 * Origin: https://docs.clamav.net/manual/Usage/Scanning.html
 */

import type {Text} from '../../contract.ts';
import type {Malware} from '../../evidence/scan.ts';
import {wholeSystem} from '../../limits/scans.ts';
import {given} from '../listing/reader.ts';
import {idsIn, type Reading} from './reading.ts';

const summaryHead = /^-+ SCAN SUMMARY -+\r?$/gm;

/** Lines of a summary, far more than any version writes. */
const mostSummaryLines = 30;

/** Files by one signature that are kept: the count is what matters beyond. */
const mostFiles = 1000;

/** One reading for each run. */
export function clamReadings(file: string, text: string): readonly Reading[] {
	const readings: Reading[] = [];
	let start = 0;
	for (const {0: head, index} of text.matchAll(summaryHead)) {
		const run = {file, text, start, summary: index, lines: summaryOf(file, text, index + head.length)};
		readings.push(runReading(run, [index, index + head.trimEnd().length]));
		start = index + head.length;
	}
	return readings;
}

type Run = {readonly file: string; readonly text: string; readonly start: number; readonly summary: number; readonly lines: ReadonlyMap<string, Text>};

function runReading({file, text, start, summary, lines}: Run, range: readonly [number, number]): Reading {
	const count = (label: string) => Number(lines.get(label)?.value ?? Number.NaN);
	const malware = malwareOf(file, text, start, summary);
	const isWhole = count('Scanned files') >= wholeSystem.files && count('Known viruses') > 0 && !(count('Total errors') > 0);
	return {
		file,
		form: 'clamav',
		place: {file, range},
		tool: 'ClamAV',
		target: {kind: 'file-system'},
		ids: idsIn(text.slice(start, Math.min(summary, start + 2000))),
		...given({version: lines.get('Engine version')?.value, date: lines.get('End Date') ?? lines.get('Start Date')}),
		packages: [],
		malware,
		// Infected files without their lines: the log was cut.
		whole: {vulnerabilities: false, malware: isWhole && count('Infected files') === malware.reduce((sum, {files}) => sum + files.length, 0)},
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

/** `path: signature FOUND` lines, by signature. */
function malwareOf(file: string, text: string, start: number, end: number): readonly Malware[] {
	const found = new Map<string, {readonly signature: Text; readonly files: string[]}>();
	for (let at = text.indexOf(' FOUND', start); at !== -1 && at < end; at = text.indexOf(' FOUND', at + 1)) {
		if (!'\r\n'.includes(text.charAt(at + 6))) continue;
		const from = text.lastIndexOf('\n', at) + 1;
		const colon = text.lastIndexOf(': ', at);
		if (colon < from) continue;
		const value = text.slice(colon + 2, at);
		const known = found.get(value) ?? {signature: {value, place: {file, range: [colon + 2, at] as const}}, files: []};
		found.set(value, known);
		if (known.files.length < mostFiles) known.files.push(text.slice(from, colon));
	}
	return [...found.values()];
}

function endOfLine(text: string, start: number): number {
	const end = text.indexOf('\n', start);
	return end === -1 ? text.length : end;
}
