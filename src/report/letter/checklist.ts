/** What is to be done, each thing once. */

import type {Finding, Outcome} from '../../outcome.ts';
import {policies} from '../../policies/policies.ts';
import {grouped} from '../grouped.ts';
import {severities} from '../words.ts';
import {fileOf, say, spotsOf, todoOf, underlined} from './lines.ts';

/** Places named of one item. */
const mostPlaces = 5;

/** A numbered item for each distinct thing that errors and warnings ask for, in the order of their policies, errors first. */
export function checklist({findings}: Outcome): readonly (readonly string[])[] {
	const order = new Map(policies.map(({id}, index) => [id, index]));
	const sorted = findings
		.filter((finding) => finding.severity !== 'note' && todoOf(finding) !== '')
		.toSorted((a, b) => (order.get(a.policy) ?? 0) - (order.get(b.policy) ?? 0) || severities.indexOf(a.severity) - severities.indexOf(b.severity));
	if (sorted.length === 0) return [];
	const items = [...grouped(sorted, todoOf)].flatMap(([todo, own], index) => {
		const number = String(index + 1);
		return say(Math.max(0, 2 - number.length), `${number}. [ ] ${todo} (${places(own)})`, 6 + number.length);
	});
	return [underlined('Checklist'), items];
}

/** `gateway.yaml, line 9, line 12; guide.pdf, page 3`. */
function places(findings: readonly Finding[]): string {
	const byFile = [...grouped(findings.slice(0, mostPlaces), fileOf)];
	const more = findings.length > mostPlaces ? [`and ${findings.length - mostPlaces} more`] : [];
	return [...byFile.map(([file, own]) => [file, ...new Set(own.flatMap(spotsOf))].join(', ')), ...more].join('; ');
}
