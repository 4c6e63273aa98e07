/** A resource as the plain object that `@aws-cdk/cloudformation-diff` compares, with what it does not look at made visible. */

import {placeholders} from '../gather/sub.ts';
import {callOf} from '../gather/values.ts';
import {entriesOf, get, itemsOf, looseStringOf, type MapNode, type SourceNode, stringOf} from '../tree.ts';
import {canonicalOf} from './canonical.ts';

/** A plain value, as JSON has them. */
export type Plain = string | number | boolean | null | readonly Plain[] | {readonly [key: string]: Plain};

/** What a conversion needs to know: the template's mappings, those of the other release, and what is replaced. */
export type Conversion = {
	readonly mappings: MapNode | undefined;
	readonly others: MapNode | undefined;
	readonly replaced: ReadonlySet<string>;
};

/** Judged by other parts of the comparison, and slow to compare for the library. */
const leftOut = new Set(['Policies', 'PolicyDocument', 'AssumeRolePolicyDocument', 'SecurityGroupIngress', 'SecurityGroupEgress']);

/** The properties of a resource. */
export function comparableProperties(properties: MapNode | undefined, conversion: Conversion): Plain {
	return plainMap(
		entriesOf(properties).filter(({key}) => !leftOut.has(key)),
		conversion,
	);
}

function plainMap(entries: MapNode['entries'], conversion: Conversion): Plain {
	// The library calls `hasOwnProperty` on what it compares, and `__proto__` is no key of plain objects.
	return Object.fromEntries(entries.map(({key, value}) => [key in Object.prototype ? `·${key}` : key, plain(value, conversion)]));
}

function plain(node: SourceNode, conversion: Conversion): Plain {
	if (node.kind === 'scalar') return node.value;
	if (node.kind === 'sequence') return node.items.map((item) => plain(item, conversion));
	const call = callOf(node);
	switch (call?.key) {
		case 'Ref':
			return {Ref: marked(stringOf(call.value) ?? '', conversion)};
		case 'Fn::GetAtt': {
			const [logicalId = '', ...attribute] = stringOf(call.value)?.split('.') ?? itemsOf(call.value).map((item) => looseStringOf(item) ?? '');
			return {'Fn::GetAtt': [marked(logicalId, conversion), attribute.join('.')]};
		}
		case 'Fn::Sub':
			return substituted(node, call.value, conversion);
		case 'Fn::FindInMap':
			// The library does not see that a mapping's values changed.
			return {'Fn::FindInMap': [plain(call.value, conversion), mapped(itemsOf(call.value), conversion)]};
		default:
			return plainMap(node.entries, conversion);
	}
}

function marked(name: string, {replaced}: Conversion): string {
	return replaced.has(name) ? `${name} (replaced)` : name;
}

/** A `Fn::Sub` that is one text or one reference is that; the library would take it for a change. */
function substituted(node: MapNode, value: SourceNode, conversion: Conversion): Plain {
	const text = stringOf(value);
	if (text === undefined) return {'Fn::Sub': plain(value, conversion)};
	const pieces = placeholders(text);
	if (pieces.every((piece) => 'text' in piece)) return pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
	const [only] = pieces;
	if (pieces.length === 1 && only !== undefined && 'name' in only) {
		const [logicalId = '', ...attribute] = only.name.split('.');
		const name = marked(logicalId, conversion);
		return attribute.length === 0 ? {Ref: name} : {'Fn::GetAtt': [name, attribute.join('.')]};
	}
	const names = pieces.flatMap((piece) => ('name' in piece ? [marked(piece.name.split('.')[0] ?? '', conversion)] : []));
	return {'Fn::Sub': [canonicalOf(node), names]};
}

/** What the lookup may come to, for the keys that both releases have: a Region that was added changes no stack that is there. */
function mapped([mapping, first, second]: readonly SourceNode[], {mappings, others}: Conversion): Plain {
	const name = stringOf(mapping) ?? '';
	const [top, leaf] = [stringOf(first), stringOf(second)];
	const shared = get(others, name);
	return entriesOf(get(mappings, name))
		.filter(({key}) => (top === undefined || key === top) && (shared === undefined || get(shared, key) !== undefined))
		.map(({key, value}) => `${key}: ${canonicalOf(leaf === undefined ? value : get(value, leaf))}`)
		.toSorted();
}
