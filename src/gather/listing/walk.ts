/** Lays a documented shape over a tree: yields each documented field, and each property that does not fit. */

import type {Place} from '../../contract.ts';
import type {ListingField, ListingForm, ShapeFault} from '../../evidence/listing.ts';
import type {FieldName} from '../../limits.ts';
import {entryOf, keyPlaceOf, type MapNode, placeOf, type SourceNode, textOf} from '../../tree.ts';
import type {IntegerShape, ListShape, ObjectShape, Shape, StringShape} from './shape.ts';

/** What a walk over one file collects. */
export type Walk = {
	readonly file: string;
	readonly form: ListingForm;
	/** Goes into each fault: the change type, or the name of the request or answer. */
	readonly changeType: string;
	readonly fields: ListingField[];
	readonly faults: ShapeFault[];
};

/** No honest file comes near: 1,500 instance types twice over and 800 prices are below it. */
export const mostFields = 9000;
const mostFaults = 1000;

/** Walks `node` as `shape`; `anchor` is what to point at when something is missing from it. */
export function walkShape(walk: Walk, node: SourceNode, shape: Shape, anchor: Place, path = ''): void {
	if (isFull(walk)) return;
	if (shape.type === 'any') return;
	if (node.kind === 'scalar' && node.value === null && (walk.form === 'entity' || (shape.type === 'string' && shape.nullable === true))) return;
	if (shape.type === 'string') walkString(walk, node, shape, path);
	else if (shape.type === 'integer') walkInteger(walk, node, shape, path);
	else if (shape.type === 'list') walkList(walk, node, shape, anchor, path);
	else if (node.kind !== 'map') typeFault(walk, node, 'an object', path);
	else walkObject(walk, node, shape.type === 'choice' ? shape.choose(node) : shape, anchor, path);
	if (path === '' && isFull(walk))
		fault(walk, {kind: 'type', path: 'the whole file', place: anchor, expected: `at most ${mostFields} values`, found: 'more, which were not looked at'});
}

function isFull(walk: Walk): boolean {
	return walk.fields.length >= mostFields || walk.faults.length >= mostFaults;
}

function walkString(walk: Walk, node: SourceNode, {field}: StringShape, path: string): void {
	const text = textOf(walk.file, node);
	if (text === undefined) typeFault(walk, node, 'a string', path);
	else if (field !== undefined) walk.fields.push({...fieldBase(walk, field, node, path), text});
}

function walkInteger(walk: Walk, node: SourceNode, {field}: IntegerShape, path: string): void {
	const value = integerOf(node);
	if (node.kind !== 'scalar' || typeof node.value !== 'number' || value === undefined) typeFault(walk, node, 'an integer', path);
	if (value !== undefined && field !== undefined) {
		const base = fieldBase(walk, field, node, path);
		walk.fields.push({...base, number: {value, place: base.place}});
	}
}

/** A whole number; one that stands in a string counts too, so that its range is judged as well as its type. */
export function integerOf(node: SourceNode | undefined): number | undefined {
	if (node?.kind !== 'scalar') return undefined;
	if (typeof node.value === 'string' && /^[0-9]{1,9}$/.test(node.value)) return Number(node.value);
	return typeof node.value === 'number' && Number.isInteger(node.value) ? node.value : undefined;
}

function walkList(walk: Walk, node: SourceNode, {field, items}: ListShape, anchor: Place, path: string): void {
	if (node.kind !== 'sequence') {
		typeFault(walk, node, 'a list', path);
		return;
	}
	if (field !== undefined) {
		// A list may be a hundred lines; its key names it as well.
		walk.fields.push({
			...fieldBase(walk, field, node, path),
			list: {place: anchor, count: node.items.length, items: node.items.map((item) => itemPlaceOf(walk, item))},
		});
	}
	for (const [index, item] of node.items.entries()) {
		if (isFull(walk)) return;
		const place = itemPlaceOf(walk, item);
		walkShape(walk, item, items, place, `${path}[${index}]`);
	}
}

/** An item has no key to point at: a plain value is pointed at itself, an object by its opening brace, the smallest thing that is only its own. */
function itemPlaceOf({file}: Walk, item: SourceNode): Place {
	const place = placeOf(file, item);
	return item.kind === 'scalar' ? place : {...place, range: [item.range[0], Math.min(item.range[0] + 1, item.range[1])]};
}

function walkObject(walk: Walk, node: MapNode, shape: ObjectShape, anchor: Place, path: string): void {
	const under = (name: string) => (path === '' ? name : `${path}.${name}`);
	for (const name of shape.required) {
		if (entryOf(node, name) === undefined) fault(walk, {kind: 'missing', path: under(name), place: anchor});
	}
	const chosen = shape.oneOf.filter((name) => entryOf(node, name) !== undefined);
	if (shape.oneOf.length > 0 && chosen.length === 0) fault(walk, {kind: 'missing', path: under(shape.oneOf.join(' or ')), place: anchor});
	if (chosen.length > 1)
		fault(walk, {kind: 'type', path: path === '' ? 'the details' : path, place: anchor, expected: `only one of ${shape.oneOf.join(' and ')}`, found: 'both'});
	if (shape.notEmpty && node.entries.length === 0)
		fault(walk, {
			kind: 'type',
			path: path === '' ? 'the details' : path,
			place: placeOf(walk.file, node),
			expected: 'at least one property',
			found: 'an empty object',
		});
	for (const entry of new Map(node.entries.map((each) => [each.key, each])).values()) {
		const place = keyPlaceOf(walk.file, entry);
		const known = Object.hasOwn(shape.properties, entry.key) ? shape.properties[entry.key] : undefined;
		if (known === undefined) {
			if (!shape.open) fault(walk, {kind: 'unknown', path: under(entry.key), place});
			continue;
		}
		if (shape.deprecated.includes(entry.key)) fault(walk, {kind: 'deprecated', path: under(entry.key), place});
		if (shape.refused.includes(entry.key)) fault(walk, {kind: 'refused', path: under(entry.key), place});
		walkShape(walk, entry.value, known, place, under(entry.key));
	}
}

function fieldBase(walk: Walk, name: FieldName, node: SourceNode, path: string) {
	return {name, label: path, form: walk.form, place: placeOf(walk.file, node)} as const;
}

function fault(walk: Walk, found: Omit<ShapeFault, 'changeType'>): void {
	if (walk.faults.length <= mostFaults) walk.faults.push({...found, changeType: walk.changeType});
}

function typeFault(walk: Walk, node: SourceNode, expected: string, path: string): void {
	// A whole object in the place of a string may be a hundred lines: its first character is enough to find it.
	const place = placeOf(walk.file, node);
	const small = node.kind === 'scalar' ? place : {...place, range: [node.range[0], Math.min(node.range[0] + 1, node.range[1])] as const};
	fault(walk, {kind: 'type', path: path === '' ? 'the details' : path, place: small, expected, found: kindOf(node)});
}

/** What stands there, in words. */
export function kindOf(node: SourceNode): string {
	if (node.kind === 'map') return 'an object';
	if (node.kind === 'sequence') return 'a list';
	if (node.value === null) return 'null';
	if (typeof node.value === 'string') return /^[0-9]{1,9}$/.test(node.value) ? 'a string of digits' : 'a string';
	if (typeof node.value === 'boolean') return 'a boolean';
	return Number.isInteger(node.value) ? 'an integer' : 'a number';
}
