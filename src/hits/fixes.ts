/** Fixes that several rules offer alike. */

import type {Fix, Mend, Text} from '../contract.ts';
import type {Parameter} from '../evidence/template.ts';
import {entryOf, exactRange, get, type MapNode, stringOf, walk} from '../tree.ts';

/** What a hit carries of a fix: nothing where there is none to offer. */
export type Offered = {readonly fix?: Fix<Mend>};

/** A safe fix that replaces stretches of a text; none where one of them can't be told from its neighbours in the file. */
export function replaced(description: string, text: Text, stretches: readonly {readonly start: number; readonly end: number; readonly by: string}[]): Offered {
	const {file} = text.place;
	const edits = stretches.flatMap(({start, end, by}) => {
		const range = exactRange(text, start, end);
		return range === undefined ? [] : [{file, range, text: by}];
	});
	return edits.length === 0 || edits.length < stretches.length ? {} : {fix: {description, safe: true, edits}};
}

/** Whether buyers may leave a parameter empty, as the template has it: AWS-specific types take no empty value. */
export function mayBeEmpty({name, default: fallback, allowedValues}: Parameter, root: MapNode): boolean {
	if (fallback?.value === '' || allowedValues.some(({value}) => value === '')) return true;
	const asking = [get(root, 'Conditions'), get(root, 'Rules')].flatMap((node) => (node === undefined ? [] : [...walk(node)]));
	return asking.some((node) => {
		const text = stringOf(node);
		return text === name || text?.includes(`\${${name}}`) === true;
	});
}

/** Takes a parameter's default out. Not safe: buyers must then give a value. */
export function withoutDefault({node, place: {file}}: Parameter): Offered {
	const entry = entryOf(node, 'Default');
	if (entry === undefined || node.entries.length < 2) return {};
	return {fix: {description: 'Take the Default out', edits: [{file, remove: [entry.keyRange[0], entry.value.range[1]], from: node.range[0]}]}};
}
