import test from 'ava';
import {ruleIdOf, select} from '../../src/config/selection.ts';
import {suggestion} from '../../src/config/suggestion.ts';
import {rule} from '../helpers/rules.ts';

const validators = [
	rule({id: 'iam/no-wildcard-action'}),
	rule({id: 'listing/valid-title', aliases: ['listing/title', 'metadata/title']}),
	rule({id: 'listing/few-keywords'}),
	rule({id: 'template/valid-title'}),
];

const selects = test.macro(async (t, only: readonly string[], skip: readonly string[], ids: readonly string[], named: readonly string[] = []) => {
	const selection = await select(validators, only, skip);
	t.deepEqual(selection.errors, []);
	t.deepEqual(
		selection.validators.map(({id}) => id),
		ids,
	);
	t.deepEqual(selection.named, named);
});

const all = validators.map(({id}) => id);
test('all rules without names', selects, [], [], all);
test('one rule', selects, ['listing/few-keywords'], [], ['listing/few-keywords'], ['listing/few-keywords']);
test('a former id', selects, ['metadata/title'], [], ['listing/valid-title'], ['listing/valid-title']);
test('a family, which names no rule', selects, ['listing/*'], [], ['listing/valid-title', 'listing/few-keywords']);
test('a family less a rule', selects, ['listing/*'], ['listing/title'], ['listing/few-keywords']);
test('all but a family', selects, [], ['listing/*'], ['iam/no-wildcard-action', 'template/valid-title']);
test('skip wins over only', selects, ['listing/valid-title'], ['listing/*'], [], ['listing/valid-title']);
test(
	'the order is that of the registry, each once',
	selects,
	['template/valid-title', 'iam/*', 'iam/no-wildcard-action'],
	[],
	['iam/no-wildcard-action', 'template/valid-title'],
	['template/valid-title', 'iam/no-wildcard-action'],
);

test('unknown names are all told, with the nearest', async (t) => {
	const {errors} = await select(validators, ['listing/valid-titel', 'lising/*'], ['no-wildcard-action', 'quilts/none']);
	t.deepEqual(errors, [
		'--only: there is no rule "listing/valid-titel"; did you mean listing/valid-title?',
		'--only: there is no rule family "lising/*"; did you mean listing/*?; there are iam/*, listing/*, template/*',
		'--skip: there is no rule "no-wildcard-action"; did you mean iam/no-wildcard-action?',
		'--skip: there is no rule "quilts/none"',
	]);
});

test('a family is a whole word: list/* is not listing/*', async (t) => {
	t.is((await select(validators, ['list/*'], [])).errors.length, 1);
	t.is((await select(validators, ['*'], [])).errors.length, 1);
});

test('names that objects have of their own are no rules', (t) => {
	for (const name of ['constructor', '__proto__', 'toString', '']) t.is(ruleIdOf(name, validators), undefined);
});

test('of like names the one of the same family is suggested', (t) => {
	const ids = validators.map(({id}) => id);
	t.is(suggestion('template/valid-titl', ids), '; did you mean template/valid-title?');
	t.is(suggestion('listing/valid-titl', ids), '; did you mean listing/valid-title?');
	t.is(suggestion('listing/something-else', ids), '');
	t.is(suggestion('x', []), '');
});
