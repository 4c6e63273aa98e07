/** One finding: its line, code frame, help and source. */

import type {Finding} from '../../outcome.ts';
import {flow, type Paint} from './flow.ts';
import {frame, type Lines} from './frame.ts';

/** How a finding is laid out. `lines` is its file's text, where it has one. */
export type FindingLayout = {
	readonly lines: Lines | undefined;
	readonly width: number;
	readonly paint: Paint;
	/** What this file's findings further up have said, which is not said again. The finding adds itself. */
	readonly said: Said;
};

/** What the findings of one file have said so far. */
export type Said = {
	/** The finding directly above: its frame shows the same spot. */
	previous: Finding | undefined;
	/** The first finding with a rule's help. */
	readonly helps: Map<string, Finding>;
	/** Rules whose source was given. */
	readonly sources: Set<string>;
};

/** Nothing said yet: the top of a file. */
export function nothingSaid(): Said {
	return {previous: undefined, helps: new Map(), sources: new Set()};
}

/** Help of up to this many characters is shorter than a pointer to it is useful. */
const shortHelp = 40;

/** The lines of a finding. */
export function formatFinding(finding: Finding, {lines, width, paint, said}: FindingLayout): readonly string[] {
	const {severity, message, rule, help, source, start, end, otherEdition} = finding;
	const say = (name: string, text: string) =>
		flow(
			[
				{text: `${name}:`, style: 'faint'},
				{text, style: name === 'source' ? 'faint' : undefined},
			],
			{width, first: 4, rest: 6, paint},
		);
	const head = flow([{text: whereOf(finding), style: 'faint'}, {text: severity, style: severity}, {text: message}, {text: rule, style: 'faint'}], {
		width,
		first: 2,
		rest: 4,
		paint,
	});
	const {previous} = said;
	const helpKey = JSON.stringify([rule, help]);
	const sameHelp = help.length > shortHelp ? said.helps.get(helpKey) : undefined;
	const isSourceSaid = said.sources.has(rule);
	said.previous = finding;
	if (!said.helps.has(helpKey)) said.helps.set(helpKey, finding);
	said.sources.add(rule);
	const judged = otherEdition?.severity === 'off' ? 'not asked' : otherEdition?.severity;
	return [
		...head,
		...(lines === undefined || start === undefined || end === undefined || isSameSpot(finding, previous)
			? []
			: frame(lines, start, end, {width, indent: 4, paint, style: severity})),
		...(help === '' ? [] : say('help', sameHelp?.start === undefined ? help : `as at ${whereOf(sameHelp)}`)),
		...(isSourceSaid ? [] : say('source', source)),
		...(otherEdition === undefined || judged === undefined ? [] : say(`under ${otherEdition.edition}`, judged)),
	];
}

function isSameSpot({place: {range}}: Finding, other: Finding | undefined): boolean {
	return range !== undefined && range[0] === other?.place.range?.[0] && range[1] === other.place.range[1];
}

/** `line:column`, with the page of a PDF; the logical id or pointer of a place without a range. */
function whereOf({place, start}: Finding): string {
	const page = place.page === undefined ? [] : [`page ${place.page}`];
	if (start !== undefined) return [...page, `${start.line}:${start.column}`].join(', ');
	return [...page, ...[place.logicalId ?? place.pointer ?? ''].filter((name) => name !== '')].join(', ');
}
