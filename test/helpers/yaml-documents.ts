import fc from 'fast-check';

/** A document to be written as YAML. */
type Doc =
	| {readonly kind: 'text'; readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'; readonly lines: readonly (readonly string[])[]}
	| {readonly kind: 'bare'; readonly source: string}
	| {readonly kind: 'map' | 'flow-map'; readonly entries: readonly (readonly [string, Doc])[]}
	| {readonly kind: 'sequence' | 'flow-sequence'; readonly items: readonly Doc[]}
	| {readonly kind: 'tagged'; readonly tag: string; readonly of: Doc};

const words = fc.constantFrom(
	'alpha',
	'Beta2',
	'10.0.0.0/8',
	'ünï',
	'😀',
	'arn:aws:s3:::x',
	'x=y',
	'$HOME',
	'{{resolve:ssm:/a/b}}',
	'e.g.',
	"it's",
	'say"so"',
	'a\\b',
	'日本',
);
const plainWords = fc.constantFrom('alpha', 'Beta2', '10.0.0.0/8', 'ünï', '😀', 'arn:aws:s3:::x', 'x=y', '$HOME', 'e.g.', "it's", '日本');
const keys = fc.constantFrom('a', 'Type', 'AWS::Region', 'Fn::Join', 'x y', '"quoted"', "'single'", 'ünï', '<', 'no', '1');
const bare = fc.constantFrom(
	'',
	'~',
	'12',
	'010',
	'0.50',
	'-3',
	'yes',
	'Off',
	'null',
	'2010-09-09',
	'0911',
	'.5',
	'1e3',
	'0x1F',
	"''",
	'""',
	'|\n',
	'!Ref',
	'!GetAtt a.b',
	'!GetAtt a',
	'[]',
	'{}',
);
const tags = fc.constantFrom('!Ref', '!Sub', '!GetAtt', '!Base64', '!Condition', '!Rain::Embed', '!!str', '!');
const style = fc.constantFrom('single', 'double', 'literal', 'folded');

const {doc, flow} = fc.letrec<{doc: Doc; flow: Doc; flowText: Doc}>((tie) => ({
	doc: fc.oneof(
		{depthSize: 'small', withCrossShrink: true},
		fc.record({kind: fc.constant('text' as const), style, lines: fc.array(fc.array(words, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 3})}),
		fc.record({
			kind: fc.constant('text' as const),
			style: fc.constant('plain'),
			lines: fc.array(fc.array(plainWords, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 2}),
		}),
		fc.record({kind: fc.constant('bare' as const), source: bare}),
		fc.record({kind: fc.constant('map' as const), entries: fc.array(fc.tuple(keys, tie('doc')), {minLength: 1, maxLength: 4})}),
		fc.record({kind: fc.constant('sequence' as const), items: fc.array(tie('doc'), {minLength: 1, maxLength: 4})}),
		fc.record({kind: fc.constant('tagged' as const), tag: tags, of: tie('doc')}),
		tie('flow'),
	),
	flow: fc.oneof(
		fc.record({
			kind: fc.constant('flow-map' as const),
			entries: fc.array(fc.tuple(fc.constantFrom('a', '"b"', 'Ref', 'x y'), tie('flowText')), {maxLength: 3}),
		}),
		fc.record({kind: fc.constant('flow-sequence' as const), items: fc.array(tie('flowText'), {maxLength: 3})}),
	),
	flowText: fc.oneof(
		{depthSize: 'small', withCrossShrink: true},
		fc.record({
			kind: fc.constant('text' as const),
			style: fc.constantFrom('single', 'double'),
			lines: fc.array(fc.array(words, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 2}),
		}),
		fc.record({kind: fc.constant('bare' as const), source: fc.constantFrom('plain', '12', 'a b', '!Ref x', '!GetAtt x.y', 'on', "''")}),
		tie('flow'),
	),
})) as {doc: fc.Arbitrary<Doc>; flow: fc.Arbitrary<Doc>};

/** YAML documents in every style, sound by construction. */
export const yamlDocuments: fc.Arbitrary<string> = fc
	.tuple(fc.oneof(doc, flow), fc.constantFrom('', '---\n', '# head\n\n', '%YAML 1.1\n---\n'), fc.constantFrom('\n', '\r\n'))
	.map(([root, head, lineEnd]) => `${head}${body(root)}\n`.replaceAll('\n', lineEnd));

function body(root: Doc): string {
	return write(root, 0).replace(/^[ \n]/, '');
}

/** A value as it follows a `key:`, a `-` or a tag: on the same line after a blank, or on lines of its own. */
function write(node: Doc, indent: number): string {
	const pad = ' '.repeat(indent);
	switch (node.kind) {
		case 'bare':
			return node.source === '' ? '' : ` ${node.source}`;
		case 'tagged':
			// A tag before a tagged or bare value would be two tags.
			return node.of.kind === 'tagged' || node.of.kind === 'bare' ? write(node.of, indent) : ` ${node.tag}${write(node.of, indent)}`;
		case 'map':
			return node.entries.map(([key, value]) => `\n${pad}${key}:${write(value, indent + 2)}`).join('');
		case 'sequence':
			return node.items.map((item) => `\n${pad}-${write(item, indent + 2)}`).join('');
		case 'flow-map':
			return ` {${node.entries.map(([key, value]) => `${key}:${write(value, indent)}`).join(', ')}}`;
		case 'flow-sequence':
			return ` [${node.items.map((item) => write(item, indent)).join(',')}]`;
		default:
			return writeText(
				node.style,
				node.lines.map((line) => line.join(' ')),
				' '.repeat(Math.max(indent, 1)),
			);
	}
}

function writeText(style: 'plain' | 'single' | 'double' | 'literal' | 'folded', lines: readonly string[], pad: string): string {
	switch (style) {
		case 'plain':
			return ` ${lines.join(`\n${pad}`)}`;
		case 'single':
			return ` '${lines.join(`\n${pad}`).replaceAll("'", "''")}'`;
		case 'double':
			return ` "${lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"')).join(`\\n\\\n${pad}`)}"`;
		default:
			return ` ${style === 'literal' ? '|' : '>-'}\n${lines.map((line, index) => `${pad}${index === 2 ? '  ' : ''}${line}`).join('\n\n')}`;
	}
}
