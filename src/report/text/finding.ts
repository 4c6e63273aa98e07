/** One finding: its line, code frame, help and source. */

import type {Finding} from '../../outcome.ts';
import {flow, type Paint} from './flow.ts';
import {frame, type Lines} from './frame.ts';

/** The lines of a finding. `lines` is its file's text, where it has one. */
export function formatFinding(finding: Finding, lines: Lines | undefined, width: number, paint: Paint): readonly string[] {
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
	const judged = otherEdition?.severity === 'off' ? 'not asked' : otherEdition?.severity;
	return [
		...head,
		...(lines === undefined || start === undefined || end === undefined ? [] : frame(lines, start, end, {width, indent: 4, paint, style: severity})),
		...(help === '' ? [] : say('help', help)),
		...say('source', source),
		...(otherEdition === undefined || judged === undefined ? [] : say(otherEdition.edition, judged)),
	];
}

/** `line:column`, with the page of a PDF; the logical id or pointer of a place without a range. */
function whereOf({place, start}: Finding): string {
	const page = place.page === undefined ? [] : [`page ${place.page}`];
	if (start !== undefined) return [...page, `${start.line}:${start.column}`].join(', ');
	return [...page, ...[place.logicalId ?? place.pointer ?? ''].filter((name) => name !== '')].join(', ');
}
