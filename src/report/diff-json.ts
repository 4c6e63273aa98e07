/** The comparison as JSON, schemaVersion 1. */

import type {Place} from '../contract.ts';
import {type Comparison, outOfScope, type Release} from '../diff/change.ts';
import {lineStartsOf, positionAt} from '../locate.ts';
import type {DiffReport} from './diff-schema.ts';
import {totalsOf} from './diff-text.ts';
import {compact, type Tool} from './json.ts';

type DiffPlace = NonNullable<DiffReport['problems'][number]['place']>;

/** The comparison as plain data. Order and keys are stable. */
export function toDiffReport(comparison: Comparison, tool: Tool): DiffReport {
	const [old, next] = [placesIn(comparison.old), placesIn(comparison.new)];
	const release = ({path, files}: Release) => ({path, templates: files.map(({file, sha256}) => ({file, sha256}))});
	return {
		schemaVersion: 1,
		tool,
		old: release(comparison.old),
		new: release(comparison.new),
		pairs: comparison.pairs,
		changes: comparison.changes.map(({kind, severity, growth, message, help, subject, rights, ...places}) =>
			compact({
				kind,
				severity,
				growth,
				message,
				help,
				subject,
				old: places.old && old(places.old),
				new: places.new && next(places.new),
				rights,
			}),
		),
		problems: comparison.problems.map(({file, message, release: of, place}) =>
			compact({release: of, file, message, place: place && (of === 'old' ? old : next)(place)}),
		),
		notCompared: outOfScope,
		summary: totalsOf(comparison),
	};
}

/** The comparison as JSON text, with a newline at its end. */
export function formatDiffJson(comparison: Comparison, tool: Tool): string {
	return `${JSON.stringify(toDiffReport(comparison, tool), undefined, 2)}\n`;
}

function placesIn({files}: Release): (place: Place) => DiffPlace {
	const starts = new Map<string, readonly number[]>();
	return ({file, pointer, logicalId, range}) => {
		const text = files.find((one) => one.file === file)?.text;
		if (text !== undefined && !starts.has(file)) starts.set(file, lineStartsOf(text));
		const lines = starts.get(file);
		const isLocated = range !== undefined && lines !== undefined;
		return compact({
			file,
			pointer,
			logicalId,
			start: isLocated ? positionAt(lines, range[0]) : undefined,
			end: isLocated ? positionAt(lines, range[1]) : undefined,
		});
	};
}
