import test from 'ava';
import fc from 'fast-check';
import {EVENT_ID, getScalarValue, SCALAR_STYLE} from 'js-yaml';
import {parseJson} from '../../src/read/json.ts';
import {maxDepth} from '../../src/read/parsed.ts';
import {buildTree} from '../../src/read/yaml/build.ts';
import {recoverEvents} from '../../src/read/yaml/recover.ts';
import {decodeScalar} from '../../src/read/yaml/scalar.ts';
import {parseYaml, readEvents} from '../../src/read/yaml.ts';
import {get, type SourceNode, spanOf, stringOf, textOf, toPlain, walk} from '../../src/tree.ts';
import {yamlDocuments} from '../helpers/yaml-documents.ts';

const values = test.macro({
	async exec(t, text: string, expected: unknown) {
		const {root, faults} = await parseYaml(text);
		t.deepEqual(faults, []);
		t.is(JSON.stringify(root === undefined ? undefined : toPlain(root)), JSON.stringify(expected));
	},
	title: (given = '') => given,
});

test('YAML 1.1 booleans', values, '[yes, No, on, OFF, true, y, n, yEs]', [true, false, true, false, true, 'y', 'n', 'yEs']);
test('numbers: octal, hexadecimal, underscores', values, '[010, 0911, 0x1F, 1_000, -3, +4, 012345678901]', [8, '0911', 31, 1000, -3, 4, '012345678901']);
test('fractions need a point, exponents a sign', values, '[0.50, .5, 1.5e+3, 1e3, 1.5e3]', [0.5, 0.5, 1500, '1e3', '1.5e3']);
test('dates and versions are text', values, '[2010-09-09, 2001-01-01T00:00:00Z, 1.2.3]', ['2010-09-09', '2001-01-01T00:00:00Z', '1.2.3']);
test('null has five spellings', values, '[~, null, Null, NULL, nUll]\n', [null, null, null, null, 'nUll']);
test('quoted scalars are text', values, `['yes', "010", '']`, ['yes', '010', '']);
test('tags of YAML itself', values, '[!!str 010, !!int "7", ! 12, !!bool yes]', ['010', 7, '12', true]);
test('empty values', values, 'a:\nb: ""\nc: []\n', {a: null, b: '', c: []});
test('an empty text has no tree', values, '# nothing\n', undefined);
test('short tags become their long form', values, 'a: !Ref B\nb: !Sub "${A}"\nc: !If [X, !Ref Y, !Ref "AWS::NoValue"]\nd: !Condition Z', {
	a: {Ref: 'B'},
	b: {'Fn::Sub': '${A}'},
	c: {'Fn::If': ['X', {Ref: 'Y'}, {Ref: 'AWS::NoValue'}]},
	d: {Condition: 'Z'},
});
test('!GetAtt takes text or a list', values, '[!GetAtt a.b.c, !GetAtt [x, y], !GetAtt a]', [
	{'Fn::GetAtt': ['a', 'b.c']},
	{'Fn::GetAtt': ['x', 'y']},
	{'Fn::GetAtt': ['a']},
]);
test('tagged numbers are text', values, 'a: !Ref 12\nb: !Sub 010', {a: {Ref: '12'}, b: {'Fn::Sub': '010'}});
test('merge keys: own keys win, earlier maps win', values, 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], z: 3}', {
	a: {x: 1, y: 1},
	b: {y: 2, z: 2},
	c: {y: 1, x: 1, z: 3},
});
test('continuation lines may be indented less than strict YAML wants', values, 'a:\n  b: "x\ny"\n  c: [1,\n2\n]\nd: 1\n', {a: {b: 'x y', c: [1, 2]}, d: 1});
test('keys keep their spelling', values, 'on: 1\n010: 2\n? [a, b]\n: 3\n', {on: 1, '010': 2, '[a, b]': 3});

test('a key `__proto__` is only a key', async (t) => {
	const {root} = await parseYaml('__proto__: {x: 1}\n');
	t.is(stringOf(get(root, 'x')), undefined);
	t.deepEqual(get(root, '__proto__', 'x')?.range, [15, 16]);
});

const places = test.macro({
	async exec(t, text: string, path: readonly (string | number)[], source: string, pointer?: string) {
		const {root} = await parseYaml(text);
		const node = get(root, ...path);
		t.is(node === undefined ? undefined : text.slice(...node.range), source);
		if (pointer !== undefined) t.is(node?.pointer, pointer);
	},
	title: (given = '') => given,
});

test('a quoted scalar has its quotes', places, 'a: "b"', ['a'], '"b"');
test('a short tag is part of its value', places, 'a: !Ref  Big # c', ['a'], '!Ref  Big', '/a');
test('the value under a short tag lies below its long form', places, 'a: !Ref  Big', ['a', 'Ref'], 'Big', '/a/Ref');
test('the parts of !GetAtt', places, 'a: !GetAtt Big.Arn', ['a', 'Fn::GetAtt', 1], 'Arn', '/a/Fn::GetAtt/1');
test('a block scalar has its header, and no trailing blank lines', places, 'a: |-\n  x\n  y\n\n\nb: 1', ['a'], '|-\n  x\n  y');
test('a block scalar under a comment', places, 'a: # | no\n  !Sub\n  |\n   x\nb: 1', ['a', 'Fn::Sub'], '|\n   x');
test('a flow list has its brackets', places, 'a: [1, [2, ], {x: y} ] # ]', ['a'], '[1, [2, ], {x: y} ]');
test('a block map ends with its last value', places, 'a:\n  b: 1\n  c:\n\nd: 1', ['a'], 'b: 1\n  c:');
test('a block list starts at its first dash', places, 'a:\n- 1\n- 2\n', ['a'], '- 1\n- 2');
test('a missing value stands after its key', places, 'a:   # none\nb: 1', ['a'], '');
test('keys with / and ~ are escaped in pointers', places, '"a/b":\n  c~d: 1', ['a/b', 'c~d'], '1', '/a~1b/c~0d');

const marked = test.macro({
	async exec(t, text: string, ...expected: readonly string[]) {
		const {marks} = await parseYaml(text);
		t.deepEqual(
			marks.map(({kind, range, subject}) => `${kind} ${subject} ${JSON.stringify(text.slice(...range))}`),
			expected,
		);
	},
	title: (given = '') => given,
});

test('duplicate keys', marked, 'a: 1\nb: {c: 1, "c": 2}\na: 2', 'duplicate-key c "\\"c\\""', 'duplicate-key a "a"');
test('the same key in two maps is no duplicate', marked, 'a: {c: 1}\nb: {c: 1}');
test('anchors, aliases, merge keys', marked, 'a: &x {y: 1}\nb: *x\nc:\n  <<: *x', 'anchor x "&x"', 'alias x "*x"', 'merge-key << "<<"', 'alias x "*x"');
test(
	'foreign tags',
	marked,
	'a: !Rain::Embed x\nb: !Ref y\nc: !!str z\nd: !!binary eA==',
	'unknown-tag !Rain::Embed "!Rain::Embed"',
	'unknown-tag !!binary "!!binary"',
);
test('a byte order mark', marked, '\uFEFFa: 1', 'byte-order-mark U+FEFF "\uFEFF"');
test('tabs as indentation: once for each stretch of lines', marked, 'a:\n\tb: 1\n \tc: 2\nd: 1\ne:\n\t\tf: 1', 'tab tab "\\t"', 'tab tab "\\t\\t"');
test('tabs after a colon and before a comment', marked, 'a:\t1\nb: 2\n\n\nc: 1\t# x\ty', 'tab tab "\\t"', 'tab tab "\\t"');
test('tabs inside texts and comments are none', marked, 'a: |\n  x\n  \ty\nb: "x\n\ty"\n# c\tc\nd: x\ty # \t');

test('foreign tags stay on their nodes', async (t) => {
	const {root} = await parseYaml('a: !x y\nb: !x [1]\nc: !x {d: 1}');
	t.deepEqual(
		['a', 'b', 'c'].map((key) => get(root, key)?.tag),
		['!x', '!x', '!x'],
	);
});

test('an alias shares the node of its anchor', async (t) => {
	const {root} = await parseYaml('a: &x [1]\nb: *x');
	t.is(get(root, 'a'), get(root, 'b'));
});

const faulty = test.macro({
	async exec(t, text: string, message: RegExp, at: string, left: unknown) {
		const {root, faults} = await parseYaml(text);
		const [first] = faults;
		t.regex(first?.message ?? '', message);
		t.is(text.slice(...(first?.range ?? [0, 0])), at);
		t.is(JSON.stringify(root === undefined ? undefined : toPlain(root)), JSON.stringify(left));
	},
	title: (given = '') => given,
});

test('what follows a fault is read', faulty, 'a: 1\nb: {c: 1\nd: 2\n', /the { that opens here is not closed/, '{', {a: 1, b: {c: 1}, d: 2});
test('a tab is named', faulty, 'Resources:\n\tA:\n\t  Type: x\n', /tabs are not allowed/, '\t', {Resources: {A: {Type: 'x'}}});
test('a colon in a plain description', faulty, 'Description: Note: this\nResources:\n  A: 1\n', /nested mappings/, 'N', {
	Description: 'Note: this',
	Resources: {A: 1},
});
test('a mapping too many on a line', faulty, 'a: b: c\nd: 1', /nested mappings/, 'b', {a: 'b: c', d: 1});
test('only the first document is read', faulty, 'a: 1\n---\nb: 2\n', /second YAML document/, '---', {a: 1});
test('an alias without an anchor', faulty, 'a: *x\nb: 1', /\*x names no anchor/, '*x', {a: null, b: 1});
test('an alias inside its own anchor', faulty, 'a: &x [*x, 1]', /\*x names no anchor/, '*x', {a: [null, 1]});
test('a sign among the digits of an escape', faulty, 'a: "\\x-1"\nb: "\\u 041"', /escape|hexa/i, '\\', {a: '\uFFFD', b: '\uFFFD'});
test('a null character', faulty, 'a: 1\nb: "\0"', /null byte/, '\0', {a: 1, b: '\0'});

test('aliases of aliases are refused before they fill the memory', async (t) => {
	const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
	for (let level = 1; level < 12; level++) lines.push(`a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);
	const {root, faults} = await parseYaml(lines.join('\n'));
	t.is(root, undefined);
	t.regex(faults[0]?.message ?? '', /more than 1000000 values once its aliases are followed/);
});

test('deep nesting is refused, however it is made', async (t) => {
	const aliases = ['a0: &a0 [x]', ...Array.from({length: 300}, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]`)].join('\n');
	for (const text of ['['.repeat(100_000), '- '.repeat(100_000), `a: b: c\n${'['.repeat(100_000)}`, '{a: '.repeat(5000), '!Ref ['.repeat(5000), aliases]) {
		const {faults} = await parseYaml(text);
		t.true(
			faults.some(({message}) => message === `nested deeper than ${maxDepth} levels`),
			text.slice(0, 20),
		);
	}
});

test('a huge broken text is not read past its first fault', async (t) => {
	const {root, faults} = await parseYaml(`a: b: c\n${'- x\n'.repeat(150_000)}`);
	t.is(root, undefined);
	t.is(faults.length, 2);
	t.regex(faults[1]?.message ?? '', /too large to be read past its first fault/);
});

test('nesting up to the limit is read', async (t) => {
	const {root, faults} = await parseYaml(`${'['.repeat(maxDepth)}${']'.repeat(maxDepth)}`);
	t.deepEqual(faults, []);
	t.is(root?.kind, 'sequence');
});

test('both readers give the same tree', (t) => {
	fc.assert(
		fc.property(yamlDocuments, (text) => {
			const fast = readEvents(text);
			if (!('events' in fast)) throw new Error(fast.fault.message);
			const recovered = recoverEvents(text);
			t.deepEqual(recovered.faults, []);
			t.deepEqual(buildTree(text, recovered.events), buildTree(text, fast.events));
		}),
		{numRuns: 500},
	);
	t.pass();
});

test('texts are decoded as the library decodes them', (t) => {
	const pieces = [
		'a',
		' ',
		'  ',
		'\n',
		'\n  ',
		'\r\n',
		'\t',
		'"',
		"'",
		'\\n',
		'\\\n',
		'\\u00e9',
		'\\x41',
		'😀',
		'key: ',
		'- ',
		'|\n',
		'>-\n',
		'|2+\n',
		'>\n',
		'#',
		', ',
	];
	let compared = 0;
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 14}), fc.constantFrom('', '"', "'", '|\n  ', '>\n  ', '>+\n\n   '), (parts, opening) => {
			const closing = opening === '"' || opening === "'" ? opening : '\n';
			const text = `${opening}${parts.join('')}${closing}`;
			const fast = readEvents(text);
			if (!('events' in fast)) return;
			for (const event of fast.events) {
				if (event.type !== EVENT_ID.SCALAR) continue;
				// A block without a last line end: the library adds one, PyYAML does not, and nor do we.
				const block = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
				if (block && !/[\r\n]$/.test(text.slice(0, event.valueEnd))) continue;
				compared++;
				t.is(decodeScalar(text, event).value, getScalarValue(text, event));
			}
		}),
		{numRuns: 3000},
	);
	t.true(compared > 500, `${compared} texts compared`);
});

test('any text in double quotes is itself', async (t) => {
	await fc.assert(
		fc.asyncProperty(fc.string({unit: 'grapheme'}), async (value) => {
			const {root} = await parseYaml(`a: ${JSON.stringify(value)}`);
			t.is(stringOf(get(root, 'a')), value);
		}),
	);
});

test('each word of a text is found in the file', (t) => {
	let words = 0;
	fc.assert(
		fc.property(yamlDocuments, (source) => {
			const fast = readEvents(source);
			if (!('events' in fast)) throw new Error(fast.fault.message);
			for (const node of nodesOf(buildTree(source, fast.events).root)) {
				const text = textOf('f', node);
				// The halves of a `!GetAtt` text with escapes are only located as a whole.
				if (text?.runs === undefined) continue;
				for (const match of text.value.matchAll(/[^\s"'\\]+/g)) {
					words++;
					t.is(source.slice(...(spanOf(text, match.index, match.index + match[0].length).range ?? [0, 0])), match[0]);
				}
			}
		}),
		{numRuns: 500},
	);
	t.true(words > 500, `${words} words looked up`);
});

test('runs cover a text without gap or overlap, in order', (t) => {
	fc.assert(
		fc.property(yamlDocuments, (source) => {
			const fast = readEvents(source);
			if (!('events' in fast)) throw new Error(fast.fault.message);
			for (const node of nodesOf(buildTree(source, fast.events).root)) {
				if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') continue;
				let at = -1;
				let source = 0;
				for (const [start, from, to] of node.runs ?? []) {
					t.true(start > at && from >= source && to > from);
					at = start;
					source = to;
				}
				t.is(node.runs?.[0]?.[0], 0);
			}
		}),
	);
	t.pass();
});

test('hostile text never throws, and no range leaves the file', async (t) => {
	const pieces = [
		'a',
		': ',
		':',
		'- ',
		'-',
		'\n',
		'\n  ',
		'\t',
		'"',
		"'",
		'|',
		'>',
		'|+1',
		'&x',
		'*x',
		'!Ref',
		'!',
		'!!',
		'!<',
		'{',
		'}',
		'[',
		']',
		',',
		'? ',
		'#',
		' #',
		'---',
		'...',
		'%YAML 9',
		'<<',
		'\r',
		'\0',
		'\uFEFF',
		'\uD800',
		'\\',
		'`',
		'@',
		' ',
	];
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom(...pieces), {maxLength: 30}), async (parts) => {
			const text = parts.join('');
			const {root, faults, marks} = await parseYaml(text);
			for (const {range} of [...nodesOf(root), ...faults, ...marks])
				t.true(range[0] >= 0 && range[0] <= range[1] && range[1] <= text.length, JSON.stringify({text, range}));
		}),
		{numRuns: 3000},
	);
});

test('a slip in a sound document is told, and never throws', async (t) => {
	await fc.assert(
		fc.asyncProperty(yamlDocuments, fc.nat(), fc.constantFrom('', '\t', '"', ':', '[', '}', '\n', '&', '\uFFFF'), async (source, position, slip) => {
			const at = position % (source.length + 1);
			const text = `${source.slice(0, at)}${slip}${source.slice(at + 1)}`;
			const {root, faults} = await parseYaml(text);
			const strict = readEvents(text);
			if ('fault' in strict) t.true(faults.length > 0);
			for (const {range} of nodesOf(root)) t.true(range[0] >= 0 && range[0] <= range[1] && range[1] <= text.length, JSON.stringify({text, range}));
		}),
		{numRuns: 1000},
	);
});

function nodesOf(root: SourceNode | undefined): readonly SourceNode[] {
	return root === undefined ? [] : [...walk(root)];
}

test('a map of very many keys is merged', async (t) => {
	const keys = Array.from({length: 150_000}, (_, index) => `a${index}: 1`).join(', ');
	const {root, faults} = await parseYaml(`x: &a {${keys}}\ny:\n  <<: *a\n`);
	t.deepEqual(faults, []);
	t.is(get(root, 'y', 'a149999')?.kind, 'scalar');
});

test('names that lead to a value are bounded, in YAML and in JSON', async (t) => {
	const long = 'k'.repeat(4100);
	for (const {faults, root} of [
		await parseYaml(`${long}: {a: [1]}\n`),
		await parseYaml(`a:\n  ${long}:\n    - b\n`),
		parseJson(`{"a": {"${long}": [1, 2]}}`),
	]) {
		t.deepEqual(
			faults.map(({message}) => message),
			['the names that lead to a value come to more than 4000 characters'],
		);
		t.is(root, undefined);
	}
});

test('many empty values after a long comment, and many tabs in a line, are read once', async (t) => {
	const {root} = await parseYaml(`a: b\n#${'x'.repeat(200_000)}\n${'? \n'.repeat(30_000)}`);
	t.is(root?.kind, 'map');
	const {marks} = await parseYaml(`a: [${'[]\t,'.repeat(100_000)}] #\tc\nb: 1 #\t`);
	t.deepEqual(
		marks.map(({kind}) => kind),
		['tab'],
	);
});
