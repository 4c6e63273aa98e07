/** The comparison for people: changes by template with code frames, problems, totals. Pure: it returns the text. */

import type {Place} from '../contract.ts';
import {type Change, type Comparison, outOfScope, type Pair, type Release} from '../diff/change.ts';
import {lineStartsOf, positionAt} from '../locate.ts';
import {flow, type Paint, type Piece, painter} from './text/flow.ts';
import {frame, type Lines} from './text/frame.ts';
import {visible} from './text/visible.ts';
import {plural} from './words.ts';

export type DiffTextOptions = {
	readonly width: number;
	readonly color: boolean;
	/** Only errors, problems and totals. */
	readonly quiet: boolean;
};

/** Formats a comparison. Ends with a newline. */
export function formatDiffText(comparison: Comparison, {width: wanted, color, quiet}: DiffTextOptions): string {
	const width = Math.max(20, wanted);
	const paint = painter(color);
	const say: Say = (first, rest, ...pieces) => flow(pieces, {width, first, rest, paint});
	const layout: Layout = {say, paint, width, old: linesIn(comparison.old), new: linesIn(comparison.new)};
	const changes = quiet ? comparison.changes.filter(({severity}) => severity === 'error') : comparison.changes;
	const blocks = [
		...comparison.pairs.flatMap((pair) => formatPair(pair, changesOf(pair, changes), layout)),
		formatProblems(comparison, layout),
		formatTotals(comparison, quiet, say),
	];
	return `${blocks
		.filter((block) => block.length > 0)
		.map((block) => block.join('\n'))
		.join('\n\n')}\n`;
}

type Say = (first: number, rest: number, ...pieces: readonly Piece[]) => readonly string[];
type LinesOf = (file: string) => Lines | undefined;
type Layout = {readonly say: Say; readonly paint: Paint; readonly width: number; readonly old: LinesOf; readonly new: LinesOf};

/** The changes of one pair of templates. */
export function changesOf(pair: Pair, changes: readonly Change[]): readonly Change[] {
	return changes.filter((change) => (change.new !== undefined && change.new.file === pair.new) || (change.new === undefined && change.old?.file === pair.old));
}

/** The heading of a pair. */
export function headingOf({old, new: next}: Pair): string {
	if (old === undefined) return `${next ?? ''} (new)`;
	if (next === undefined) return `${old} (gone)`;
	return old === next ? next : `${old} → ${next}`;
}

function linesIn(release: Release): LinesOf {
	const counted = new Map<string, Lines>();
	return (file) => {
		const known = counted.get(file);
		if (known !== undefined) return known;
		const text = release.files.find((one) => one.file === file)?.text;
		if (text === undefined) return undefined;
		const lines = {text, starts: lineStartsOf(text)};
		counted.set(file, lines);
		return lines;
	};
}

function formatPair(pair: Pair, changes: readonly Change[], layout: Layout): readonly (readonly string[])[] {
	const heading = layout.paint('strong', visible(headingOf(pair)));
	return changes.map((change, index) => [...(index === 0 ? [heading, ''] : []), ...formatChange(change, changes[index - 1], layout)]);
}

function formatChange(change: Change, before: Change | undefined, {say, paint, width, old, new: next}: Layout): readonly string[] {
	const {severity, message, kind, help} = change;
	const shown = change.new?.range === undefined ? change.old : change.new;
	const linesOf = shown === change.new ? next : old;
	const where = whereOf(shown, linesOf);
	const release = shown === undefined || shown.range === undefined ? [] : shown === change.new ? ['new'] : ['old'];
	const other = shown === change.new ? whereOf(change.old, old) : '';
	return [
		...say(2, 4, {text: [...release, where].join(' '), style: 'faint'}, {text: severity, style: severity}, {text: message}, {text: kind, style: 'faint'}),
		...framed(shown, linesOf, {width, indent: 4, paint, style: severity}),
		...(other === '' ? [] : say(4, 6, {text: 'before:', style: 'faint'}, {text: `old ${other}`})),
		...(before?.help === help ? [] : say(4, 6, {text: 'help:', style: 'faint'}, {text: help})),
	];
}

function framed(place: Place | undefined, linesOf: LinesOf, options: Parameters<typeof frame>[3]): readonly string[] {
	const lines = place === undefined ? undefined : linesOf(place.file);
	if (place?.range === undefined || lines === undefined) return [];
	return frame(lines, positionAt(lines.starts, place.range[0]), positionAt(lines.starts, place.range[1]), options);
}

function whereOf(place: Place | undefined, linesOf: LinesOf): string {
	const lines = place === undefined ? undefined : linesOf(place.file);
	if (place?.range === undefined || lines === undefined) return place?.logicalId ?? '';
	const {line, column} = positionAt(lines.starts, place.range[0]);
	return `${line}:${column}`;
}

function formatProblems({problems}: Comparison, {say, paint, old, new: next}: Layout): readonly string[] {
	if (problems.length === 0) return [];
	const lines = problems.flatMap(({file, message, place, release}) => {
		const where = whereOf(place?.range === undefined ? undefined : place, release === 'old' ? old : next);
		const name = `${release === undefined ? '' : `${release} `}${file}${where === '' ? '' : `:${where}`}:`;
		return say(2, 4, {text: name, style: 'strong'}, {text: message});
	});
	return [paint('error', `Not compared in full: ${plural(problems.length, 'problem')}`), ...lines];
}

/** How much grew, was lost, and may break. */
export function totalsOf({changes}: Pick<Comparison, 'changes'>) {
	const count = (isCounted: (change: Change) => boolean) => changes.filter(isCounted).length;
	return {
		growth: count(({growth}) => growth),
		errors: count(({severity}) => severity === 'error'),
		warnings: count(({severity}) => severity === 'warning'),
		notes: count(({severity}) => severity === 'note'),
	};
}

function formatTotals(comparison: Comparison, quiet: boolean, say: Say): readonly string[] {
	const {changes, pairs, problems} = comparison;
	const {growth, errors, warnings, notes} = totalsOf(comparison);
	const totals: readonly Piece[] =
		changes.length === 0
			? [
					pairs.length === 0
						? {text: 'Nothing was compared'}
						: {text: 'No change in permissions, exposure, data or parameters', style: problems.length === 0 ? 'good' : undefined},
				]
			: [
					{text: `${plural(errors, 'error')} (${growth} of growth),`, style: errors > 0 ? 'error' : undefined},
					{text: `${plural(warnings, 'warning')},`, style: warnings > 0 ? 'warning' : undefined},
					{text: plural(notes, 'note'), style: notes > 0 ? 'note' : undefined},
				];
	const total = say(0, 2, ...totals);
	return quiet ? total : [...total, ...say(0, 2, {text: `${plural(pairs.length, 'template')} compared. ${outOfScope}`, style: 'faint'})];
}
