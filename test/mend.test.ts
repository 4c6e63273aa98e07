import test from 'ava';
import fc from 'fast-check';
import type {Fix, Mend} from '../src/contract.ts';
import {disjoint, edited, writer} from '../src/mend.ts';
import {parseJson} from '../src/read/json.ts';
import {parseYaml} from '../src/read/yaml.ts';
import {get, type MapNode, type SourceNode, toPlain} from '../src/tree.ts';

/** The text after a mend; nothing where it can't be written. */
function mended(text: string, mend: Mend): string | undefined {
	const fix = writer(() => text)({description: 'mend', edits: [mend]});
	return fix === undefined ? undefined : edited(text, fix.edits);
}

async function mapOf(text: string, ...path: readonly string[]): Promise<MapNode> {
	const root = text.trimStart().startsWith('{') ? parseJson(text).root : (await parseYaml(text)).root;
	const node = get(root, ...path);
	if (node?.kind !== 'map') throw new Error('no map');
	return node;
}

async function inserted(text: string, ...path: readonly string[]): Promise<string | undefined> {
	const node = await mapOf(text, ...path);
	return mended(text, {file: 'a', insert: {key: 'NoEcho', value: 'true'}, into: node.range[0], before: node.entries[0]?.keyRange[0] ?? 0});
}

async function removed(text: string, key: string, ...path: readonly string[]): Promise<string | undefined> {
	const node = await mapOf(text, ...path);
	const entry = node.entries.find((candidate) => candidate.key === key);
	if (entry === undefined) throw new Error('no entry');
	return mended(text, {file: 'a', remove: [entry.keyRange[0], entry.value.range[1]], from: node.range[0]});
}

test('a new entry takes the notation and the layout of its map', async (t) => {
	t.is(await inserted('A:\n  # first\n  Type: x # why\n', 'A'), 'A:\n  # first\n  NoEcho: true\n  Type: x # why\n');
	t.is(await inserted('A:\r\n    Type: x\r\n', 'A'), 'A:\r\n    NoEcho: true\r\n    Type: x\r\n');
	t.is(await inserted('A: {Type: x}', 'A'), 'A: {NoEcho: true, Type: x}');
	t.is(await inserted('{"A":{"Type":"x"}}', 'A'), '{"A":{"NoEcho": true,"Type":"x"}}');
	t.is(await inserted('{\n  "A": {\n    "Type": "x"\n  }\n}', 'A'), '{\n  "A": {\n    "NoEcho": true,\n    "Type": "x"\n  }\n}');
});

test('an entry goes with its line, or with its comma', async (t) => {
	t.is(await removed('A:\n  Type: x\n  Default: y # why\n  # after\n  B: z\n', 'Default', 'A'), 'A:\n  Type: x\n  # after\n  B: z\n');
	t.is(await removed('A:\n  Type: x\n  Default: |\n    y\n    z\nB: c\n', 'Default', 'A'), 'A:\n  Type: x\nB: c\n');
	t.is(await removed('A: {Type: x, Default: y}', 'Default', 'A'), 'A: {Type: x}');
	t.is(await removed('A: {Default: y, Type: x}', 'Default', 'A'), 'A: {Type: x}');
	t.is(await removed('{\n  "Default": "y",\n  "Type": "x"\n}', 'Default'), '{\n  "Type": "x"\n}');
});

test('what can not be written without harm is not offered', async (t) => {
	t.is(mended('A:\n- Type: x\n  B: y\n', {file: 'a', remove: [5, 12], from: 5}), undefined);
	t.is(mended('A:\n- x\n- y\n', {file: 'a', remove: [5, 6], from: 3}), 'A:\n- y\n');
	t.is(mended('A: {Type: x}', {file: 'a', remove: [4, 11], from: 3}), undefined);
	t.is(mended('A: &b Type: x', {file: 'a', insert: {key: 'N', value: '1'}, into: 6, before: 6}), undefined);
	t.is(writer(() => undefined)({description: 'x', edits: [{file: 'gone', range: [0, 1], text: ''}]}), undefined);
});

test('a value keeps its quotes', (t) => {
	t.is(mended(`a: 'x'`, {file: 'a', range: [3, 6], value: 'y'}), `a: 'y'`);
	t.is(mended('a: "x"', {file: 'a', range: [3, 6], value: 'y'}), 'a: "y"');
	t.is(mended('a: x', {file: 'a', range: [3, 4], value: 'y'}), 'a: y');
});

test('fixes that touch each other are not made at once', (t) => {
	const fix = (start: number, end: number): Fix => ({description: `${start}`, edits: [{file: 'a', range: [start, end], text: ''}]});
	t.deepEqual(
		disjoint([fix(0, 2), fix(2, 3), fix(5, 6), fix(1, 8), fix(5, 6)]).map(({description}) => description),
		['0', '5'],
	);
});

const key = fc.constantFrom('Type', 'Default', 'Description', 'MinLength', 'x y', 'no', '1');
const scalar = fc.oneof(fc.integer({min: 0, max: 99}), fc.constantFrom('x', 'a: b', 'it’s', '', 'true', '# no', 'a,b', '{', '- x'));
const map = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, {maxLength: 2}), fc.dictionary(key, scalar, {maxKeys: 2})), {minKeys: 2, maxKeys: 5});

/** JSON in three layouts, which are YAML too. */
const layout = fc.constantFrom(undefined, 2, '\t');

test('in any JSON an entry comes and goes, and the rest is as it was', async (t) => {
	await fc.assert(
		fc.asyncProperty(map, layout, fc.nat(), async (data, space, seed) => {
			const text = JSON.stringify({A: data}, undefined, space);
			const keys = Object.keys(data);
			const gone = keys[seed % keys.length] ?? '';
			const plain = (root: SourceNode | undefined) => JSON.parse(JSON.stringify(root === undefined ? null : toPlain(root))) as unknown;
			t.deepEqual(plain(parseJson((await inserted(text, 'A')) ?? '').root), {A: {NoEcho: true, ...data}});
			const {[gone]: _, ...rest} = data;
			t.deepEqual(plain(parseJson((await removed(text, gone, 'A')) ?? '').root), {A: rest});
		}),
		{numRuns: 60},
	);
});

/** The same data in block YAML, with comments between. */
function block(data: Readonly<Record<string, unknown>>, indent: string, eol: string): string {
	return Object.entries(data)
		.map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)} # about it${eol}${indent}# after it${eol}`)
		.join('');
}

test('in any block of YAML an entry comes and goes, and the rest is as it was, comments too', async (t) => {
	await fc.assert(
		fc.asyncProperty(map, fc.constantFrom('  ', '    '), fc.constantFrom('\n', '\r\n'), fc.nat(), async (data, indent, eol, seed) => {
			const text = `A:${eol}${block(data, indent, eol)}B: last${eol}`;
			const keys = Object.keys(data);
			const gone = keys[seed % keys.length] ?? '';
			const plain = async (source: string) => JSON.parse(JSON.stringify(toPlain((await parseYaml(source)).root ?? (await mapOf('{}'))))) as unknown;
			const more = (await inserted(text, 'A')) ?? '';
			t.deepEqual(await plain(more), {A: {NoEcho: true, ...data}, B: 'last'});
			t.is(more.replace(`NoEcho: true${eol}${indent}`, ''), text);
			const {[gone]: _, ...rest} = data;
			const less = (await removed(text, gone, 'A')) ?? '';
			t.deepEqual(await plain(less), {A: rest, B: 'last'});
			t.is(less.split('# after it').length, text.split('# after it').length);
		}),
		{numRuns: 60},
	);
});
