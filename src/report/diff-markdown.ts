/** The comparison as Markdown, for a comment on a pull request. */

import type {Place} from '../contract.ts';
import {type Change, type Comparison, outOfScope, type Release} from '../diff/change.ts';
import {lineStartsOf, positionAt} from '../locate.ts';
import {changesOf, headingOf, totalsOf} from './diff-text.ts';
import {escaped, table} from './markdown.ts';

/** GitHub takes comments of 65,536 characters; what is longer than this is cut by whole rows. */
const mostRows = 200;

/** Formats a comparison. Ends with a newline. */
export function formatDiffMarkdown(comparison: Comparison): string {
	const {pairs, problems, changes} = comparison;
	const {growth, errors, warnings, notes} = totalsOf(comparison);
	const head =
		changes.length === 0
			? pairs.length === 0
				? 'Nothing was compared.'
				: 'No change in permissions, exposure, data or parameters.'
			: `**${errors} ${errors === 1 ? 'error' : 'errors'}** (${growth} of growth), ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${notes} ${notes === 1 ? 'note' : 'notes'}.`;
	const blocks = pairs.flatMap((pair) => {
		const own = changesOf(pair, changes);
		if (own.length === 0) return [];
		const rows = own.slice(0, mostRows).map((change) => [change.severity, escaped(change.message), whereOf(change, comparison), `\`${change.kind}\``]);
		const more = own.length > mostRows ? [`And ${own.length - mostRows} more.`] : [];
		return [`### ${escaped(headingOf(pair))}`, table(['', 'change', 'where', 'kind'], rows), ...more];
	});
	const trouble =
		problems.length === 0
			? []
			: ['### Not compared in full', problems.map(({file, message, release}) => `- ${release ?? ''} ${escaped(file)}: ${escaped(message)}`).join('\n')];
	return `${['## What changed between the releases', head, ...blocks, ...trouble, `_${outOfScope}_`].join('\n\n')}\n`;
}

function whereOf(change: Change, {old, new: next}: Comparison): string {
	const isNew = change.new?.range !== undefined;
	const [place, release] = isNew ? [change.new, next] : [change.old, old];
	const line = lineOf(place, release);
	return [isNew ? '' : 'old ', change.subject === '' ? '' : `${escaped(change.subject)}`, line === undefined ? '' : `, line ${line}`].join('');
}

function lineOf(place: Place | undefined, {files}: Release): number | undefined {
	const text = files.find(({file}) => file === place?.file)?.text;
	return place?.range === undefined || text === undefined ? undefined : positionAt(lineStartsOf(text), place.range[0]).line;
}
