import test from 'ava';
import fc from 'fast-check';
import type {Clause} from '../../src/evidence/template.ts';
import {clausesAt} from '../../src/gather/template/clauses.ts';
import {conditionSpaceOf} from '../../src/gather/template/conditions.ts';
import {parseJsonOrYaml} from '../../src/read/notation.ts';
import {get} from '../../src/tree.ts';
import {gatherTemplate} from '../helpers/template.ts';

type Clauses = Readonly<Record<string, boolean>>;

const clausesOf = (holds: Clauses): readonly Clause[] => Object.entries(holds).map(([condition, value]) => ({condition, holds: value}));

async function spaceOf(text: string) {
	const {root, parameters} = await gatherTemplate(text);
	return conditionSpaceOf(root, parameters);
}

const can = test.macro({
	async exec(t, sections: string, ...asked: readonly (readonly [Clauses, 'yes' | 'no'])[]) {
		const space = await spaceOf(`${sections}Resources:\n  Topic: {Type: AWS::SNS::Topic}\n`);
		for (const [holds, answer] of asked) t.is(space.canHold(clausesOf(holds)), answer, JSON.stringify(holds));
	},
	title: (given = '') => given,
});

test(
	'a parameter has one value at a time',
	can,
	'Parameters: {Size: {Type: String}}\nConditions: {Small: !Equals [!Ref Size, s], Large: !Equals [l, !Ref Size]}\n',
	[{Small: true}, 'yes'],
	[{Small: true, Large: true}, 'no'],
	[{Small: false, Large: false}, 'yes'],
);

test(
	'a parameter has one of its allowed values',
	can,
	'Parameters: {Size: {Type: String, AllowedValues: [s, l]}}\nConditions: {Small: !Equals [!Ref Size, s], Large: !Equals [!Ref Size, l], Huge: !Equals [!Ref Size, xl]}\n',
	[{Small: false, Large: false}, 'no'],
	[{Huge: true}, 'no'],
	[{Huge: false}, 'yes'],
);

test(
	'conditions are followed into each other, and one that is not there may hold or not, but not both',
	can,
	'Parameters: {A: {Type: String}, B: {Type: String}}\nConditions:\n  HasA: !Not [!Equals [!Ref A, ""]]\n  HasB: !Not [!Equals [!Ref B, ""]]\n  Both: !And [!Condition HasA, !Condition HasB]\n  Neither: !Not [!Or [!Condition HasA, !Condition HasB]]\n',
	[{Both: true, Neither: true}, 'no'],
	[{Both: false, Neither: false}, 'yes'],
	[{Both: true, HasB: false}, 'no'],
	[{Missing: true, Both: true}, 'yes'],
);

test('one condition does not both hold and not hold, even if it is not there', async (t) => {
	const space = await spaceOf('Resources:\n  Topic: {Type: AWS::SNS::Topic}\n');
	t.is(
		space.canHold([
			{condition: 'Missing', holds: true},
			{condition: 'Missing', holds: false},
		]),
		'no',
	);
});

test(
	'a condition that refers to itself may hold or not',
	can,
	'Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\n',
	[{A: true}, 'yes'],
	[{B: true}, 'yes'],
);

test(
	'values are looked up in mappings, and every look-up finds something',
	can,
	`Parameters: {Stage: {Type: String}}
Mappings: {Stages: {dev: {Kind: test}, stage: {Kind: test}, prod: {Kind: live}}}
Conditions:
  IsTest: !Equals [!FindInMap [Stages, !Ref Stage, Kind], test]
  IsLive: !Equals [!FindInMap [Stages, !Ref Stage, Kind], live]
  IsProd: !Equals [!Ref Stage, prod]
`,
	[{IsTest: true, IsProd: true}, 'no'],
	[{IsLive: true, IsProd: false}, 'no'],
	[{IsTest: false, IsLive: false}, 'no'],
	[{IsTest: true}, 'yes'],
);

test(
	'texts are put together and compared',
	can,
	`Parameters: {A: {Type: String}, B: {Type: String}}
Conditions:
  NoneGiven: !Equals [!Join ['', [!Ref A, !Ref B]], '']
  AGiven: !Not [!Equals [!Ref A, '']]
  IsLive: !Equals [!Sub 'stage-\${A}', stage-live]
  IsA: !Equals [!Select [1, [x, !Ref A]], live]
  Never: !Equals [!Sub 'stage-\${A}', live]
`,
	[{NoneGiven: true, AGiven: true}, 'no'],
	[{NoneGiven: false, AGiven: false}, 'yes'],
	[{IsLive: true, IsA: false}, 'no'],
	[{Never: true}, 'no'],
);

test(
	'an expression that is not followed has one value wherever it stands',
	can,
	'Parameters: {Zones: {Type: CommaDelimitedList}}\nConditions:\n  First: !Equals [!Select [0, !Ref Zones], a]\n  Other: !Equals [!Select [0, !Ref Zones], b]\n  Second: !Equals [!Select [1, !Ref Zones], b]\n',
	[{First: true, Other: true}, 'no'],
	[{First: true, Second: true}, 'yes'],
);

test(
	'rules restrict what parameters may be',
	can,
	`Parameters: {Stage: {Type: String}, Size: {Type: String}}
Rules:
  LiveIsLarge:
    RuleCondition: !Equals [!Ref Stage, live]
    Assertions:
      - Assert: !Contains [[l, xl], !Ref Size]
      - Assert: {'Fn::EachMemberIn': [{'Fn::ValueOfAll': ['AWS::EC2::Subnet::Id', VpcId]}, {'Fn::RefAll': 'AWS::EC2::VPC::Id'}]}
Conditions: {IsLive: !Equals [!Ref Stage, live], IsSmall: !Equals [!Ref Size, s]}
`.replace('!Contains [[l, xl], !Ref Size]', "{'Fn::Contains': [[l, xl], {Ref: Size}]}"),
	[{IsLive: true, IsSmall: true}, 'no'],
	[{IsLive: false, IsSmall: true}, 'yes'],
	[{IsLive: true, IsSmall: false}, 'yes'],
);

test(
	"lengths and AWS's own types leave values out",
	can,
	"Parameters: {Name: {Type: String, MinLength: 1}, Key: {Type: 'AWS::EC2::KeyPair::KeyName'}, Text: {Type: String}}\nConditions: {NoName: !Equals [!Ref Name, ''], NoKey: !Equals [!Ref Key, ''], NoText: !Equals [!Ref Text, '']}\n",
	[{NoName: true}, 'no'],
	[{NoKey: true}, 'no'],
	[{NoText: true}, 'yes'],
);

test('a node counts under the branches that it lies in and the condition of its resource', async (t) => {
	const {root} = await parseJsonOrYaml(
		`Resources:\n  Host:\n    Condition: Wanted\n    Properties:\n      Tags: !If [Named, [{Key: Name, Value: !If [Live, a, b]}], []]\n      Policy: {Condition: Other, Id: c}\n`,
	);
	if (root?.kind !== 'map') throw new Error('no map');
	const value = get(root, 'Resources', 'Host', 'Properties', 'Tags', 'Fn::If', 1, 0, 'Value', 'Fn::If', 2);
	const id = get(root, 'Resources', 'Host', 'Properties', 'Policy', 'Id');
	if (value === undefined || id === undefined) throw new Error('no node');
	t.deepEqual(clausesAt(root, value), [
		{condition: 'Wanted', holds: true},
		{condition: 'Named', holds: true},
		{condition: 'Live', holds: false},
	]);
	t.deepEqual(clausesAt(root, id), [{condition: 'Wanted', holds: true}]);
});

test('a node in a loop counts under the condition of its resource', async (t) => {
	const {root} = await parseJsonOrYaml(
		'Resources:\n  Fn::ForEach::A:\n    - X\n    - [a]\n    - Fn::ForEach::B:\n        - Y\n        - [b]\n        - Host: {Condition: Wanted, Properties: {Id: c}}\n',
	);
	const id = get(root, 'Resources', 'Fn::ForEach::A', 2, 'Fn::ForEach::B', 2, 'Host', 'Properties', 'Id');
	if (root?.kind !== 'map' || id === undefined) throw new Error('no node');
	t.deepEqual(clausesAt(root, id), [{condition: 'Wanted', holds: true}]);
});

/** Values of the free parameters that make a difference: those that formulas mention, and more than there are parameters. */
const texts = ['a', 'b', 'c', 'x', 'y', 'z'];
const parameters: Readonly<Record<string, {readonly Type: string; readonly AllowedValues?: readonly string[]}>> = {
	A: {Type: 'String', AllowedValues: ['a', 'b', 'c']},
	B: {Type: 'String', AllowedValues: ['a', 'b']},
	C: {Type: 'String'},
	D: {Type: 'String'},
};
const mapping: Readonly<Record<string, {readonly Kind: string}>> = {a: {Kind: 'a'}, b: {Kind: 'b'}, c: {Kind: 'a'}};

type Values = Readonly<Record<string, string>>;
type Operand = {readonly written: unknown; readonly value: (values: Values) => string};
type Formula = {readonly written: unknown; readonly holds: (values: Values, conditions: Readonly<Record<string, boolean>>) => boolean};

const reference = fc.constantFrom('A', 'B', 'C', 'D').map((name): Operand => ({written: {Ref: name}, value: (values) => values[name] ?? ''}));
const exact = fc.oneof(
	reference,
	fc.constantFrom('a', 'b', 'c').map((text): Operand => ({written: text, value: () => text})),
	fc.constantFrom('A', 'B').map(
		(name): Operand => ({
			written: {'Fn::FindInMap': ['Kinds', {Ref: name}, 'Kind']},
			value: (values) => mapping[values[name] ?? '']?.Kind ?? '',
		}),
	),
);
const joint = fc.tuple(reference, reference).map(
	([one, other]): Operand => ({
		written: {'Fn::Join': ['', [one.written, other.written]]},
		value: (values) => one.value(values) + other.value(values),
	}),
);

function formulas(operand: fc.Arbitrary<Operand>, earlier: readonly string[]): fc.Arbitrary<Formula> {
	const equals = fc
		.tuple(operand, operand)
		.map(([one, other]): Formula => ({written: {'Fn::Equals': [one.written, other.written]}, holds: (values) => one.value(values) === other.value(values)}));
	const leaf =
		earlier.length === 0
			? equals
			: fc.oneof(
					equals,
					fc.constantFrom(...earlier).map((name): Formula => ({written: {Condition: name}, holds: (_, conditions) => conditions[name] === true})),
				);
	return fc.oneof(
		leaf,
		leaf.map((part): Formula => ({written: {'Fn::Not': [part.written]}, holds: (...world) => !part.holds(...world)})),
		fc
			.array(leaf, {minLength: 2, maxLength: 3})
			.map((parts): Formula => ({written: {'Fn::And': parts.map(({written}) => written)}, holds: (...world) => parts.every((part) => part.holds(...world))})),
		fc
			.array(leaf, {minLength: 2, maxLength: 3})
			.map((parts): Formula => ({written: {'Fn::Or': parts.map(({written}) => written)}, holds: (...world) => parts.some((part) => part.holds(...world))})),
	);
}

const names = ['P', 'Q', 'R', 'S', 'T'];
const systems = (operand: fc.Arbitrary<Operand>) =>
	fc.tuple(
		fc.tuple(...names.map((_, index) => formulas(operand, names.slice(0, index)))),
		fc.array(fc.option(fc.boolean(), {nil: undefined}), {minLength: 5, maxLength: 5}),
	);

function* worlds(): Generator<Values> {
	for (const A of parameters['A']?.AllowedValues ?? [])
		for (const B of parameters['B']?.AllowedValues ?? []) for (const C of texts) for (const D of texts) yield {A, B, C, D};
}

/** Whether some values give the wanted truths, by trying all. */
function tried(conditions: readonly Formula[], wanted: readonly (boolean | undefined)[]): boolean {
	for (const values of worlds()) {
		const truths: Record<string, boolean> = {};
		for (const [index, {holds}] of conditions.entries()) truths[names[index] ?? ''] = holds(values, truths);
		if (wanted.every((want, index) => want === undefined || truths[names[index] ?? ''] === want)) return true;
	}
	return false;
}

async function solved(conditions: readonly Formula[], wanted: readonly (boolean | undefined)[]) {
	const Conditions = Object.fromEntries(conditions.map(({written}, index) => [names[index] ?? '', written]));
	const space = await spaceOf(JSON.stringify({Parameters: parameters, Mappings: {Kinds: mapping}, Conditions, Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}));
	return space.canHold(wanted.flatMap((holds, index) => (holds === undefined ? [] : [{condition: names[index] ?? '', holds}])));
}

test('small formulas: the same answer as trying all values', async (t) => {
	await fc.assert(
		fc.asyncProperty(systems(exact), async ([conditions, wanted]) => (await solved(conditions, wanted)) === (tried(conditions, wanted) ? 'yes' : 'no')),
		{numRuns: 400},
	);
	t.pass();
});

test('formulas that are not all understood: never "no" for what some values give', async (t) => {
	await fc.assert(
		fc.asyncProperty(
			systems(fc.oneof(exact, joint)),
			async ([conditions, wanted]) => (await solved(conditions, wanted)) === 'yes' || !tried(conditions, wanted),
		),
		{numRuns: 400},
	);
	t.pass();
});

test('200 conditions, each on two before it, are answered at once', async (t) => {
	const Parameters: Record<string, unknown> = {};
	const Conditions: Record<string, unknown> = {};
	for (let index = 0; index < 200; index++) {
		Parameters[`P${index}`] = {Type: 'String', AllowedValues: ['on', 'off']};
		const own = {'Fn::Equals': [{Ref: `P${index}`}, 'on']};
		const earlier = [index - 1, index - 2].filter((at) => at >= 0).map((at) => ({Condition: `C${at}`}));
		Conditions[`C${index}`] = earlier.length < 2 ? own : {[index % 2 === 0 ? 'Fn::And' : 'Fn::Or']: [own, ...earlier]};
	}
	const start = performance.now();
	const space = await spaceOf(JSON.stringify({Parameters, Conditions, Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}));
	t.is(space.canHold([{condition: 'C199', holds: true}]), 'yes');
	t.is(
		space.canHold([
			{condition: 'C198', holds: true},
			{condition: 'C196', holds: false},
			{condition: 'C197', holds: false},
		]),
		'no',
	);
	t.true(performance.now() - start < 5_000);
});

test('a riddle that only trying solves is given up within a second or so', async (t) => {
	const letters = [...'ABCDEFGHIJKL'];
	const differ = letters.flatMap((one, index) => letters.slice(0, index).map((other) => ({'Fn::Not': [{'Fn::Equals': [{Ref: one}, {Ref: other}]}]})));
	const Parameters = Object.fromEntries(letters.map((name) => [name, {Type: 'String', AllowedValues: letters.slice(1)}]));
	const space = await spaceOf(JSON.stringify({Parameters, Conditions: {Differ: {'Fn::And': differ}}, Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}));
	const start = performance.now();
	t.is(space.canHold([{condition: 'Differ', holds: true}]), 'unknown');
	t.true(performance.now() - start < 5_000);
});

test('conditions in a chain of 5,000 end', async (t) => {
	const Conditions = Object.fromEntries(Array.from({length: 5_000}, (_, index) => [`C${index}`, {'Fn::Not': [{Condition: `C${index + 1}`}]}]));
	const space = await spaceOf(JSON.stringify({Conditions, Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}));
	for (let index = 4_999; index >= 0; index--) space.canHold([{condition: `C${index}`, holds: true}]);
	t.not(space.canHold([{condition: 'C0', holds: true}]), 'no');
});
