import test from 'ava';
import type {AnyValidator} from '../src/contract.ts';
import {mostHitsPerRule, run} from '../src/run.ts';
import {evidence, hit, rule} from './helpers/rules.ts';

/** A check as the engine calls it: the registry forgets its types, so tests give it theirs. */
function checking(check: (evidence: Record<string, unknown>, options: Record<string, unknown>) => Iterable<ReturnType<typeof hit>>): Partial<AnyValidator> {
	return {check: check as AnyValidator['check']};
}

test('a rule gets exactly the evidence that it asked for', (t) => {
	const seen: string[][] = [];
	const look = checking((given) => {
		seen.push(Object.keys(given).toSorted());
		return [];
	});
	const gathered = evidence({templates: [], images: []});
	run([rule({...look, reads: ['submission', 'templates']}), rule({...look, reads: ['submission'], mayRead: ['images', 'listings']})], gathered);
	t.deepEqual(seen, [
		['submission', 'templates'],
		['images', 'submission'],
	]);
});

test('absent evidence: the rule is not run, and the reason is said', (t) => {
	const bad = rule({
		reads: ['submission', 'templates'],
		...checking(() => {
			throw new Error('must not run');
		}),
	});
	t.deepEqual(run([bad], evidence()), [{validator: bad, state: 'not-assessed', reason: 'no templates'}]);
});

test('a rule that throws broke, and the others go on', (t) => {
	const breaks = rule({
		id: 'x/throws',
		...checking(function* () {
			yield hit();
			throw new Error('out of cheese');
		}),
	});
	const oddly = rule({
		id: 'x/odd',
		...checking(() => {
			throw 'a string';
		}),
	});
	const sound = rule({id: 'x/sound', ...checking(() => [hit()])});
	const runs = run([breaks, oddly, sound], evidence());
	t.deepEqual(
		runs.map(({state}) => state),
		['broke', 'broke', 'ran'],
	);
	t.like(runs[0], {error: 'out of cheese'});
	t.like(runs[1], {error: 'a string'});
	t.false('hits' in (runs[0] ?? {}), 'what a broken rule found before it broke is not to be trusted');
});

test('a rule that yields without end is cut, and what it found first is kept', (t) => {
	const endless = rule(
		checking(function* () {
			for (;;) yield hit();
		}),
	);
	const [cut] = run([endless], evidence());
	t.like(cut, {state: 'ran', cut: true});
	t.is(cut?.state === 'ran' ? cut.hits.length : 0, mostHitsPerRule);
});

test('options: defaults, what the user set, and nothing else', (t) => {
	const got: Record<string, unknown>[] = [];
	const asks = rule({
		options: {most: {about: 'How many.', default: 5}, words: {about: 'Which.', default: ['a']}, strict: {about: 'How.', default: true}},
		...checking((_given, options) => {
			got.push(options);
			return [];
		}),
	});
	run([asks], evidence(), {[asks.id]: {most: 9, strict: false, unknown: 1}, 'x/another': {words: []}});
	t.deepEqual(got, [{most: 9, words: ['a'], strict: false}]);
});

test('what shows a norm kept is asked only when nothing was found', (t) => {
	const shows: AnyValidator['shows'] = () => 'ami-0 is hvm';
	t.like(run([rule({shows})], evidence())[0], {state: 'ran', hits: [], shown: 'ami-0 is hvm'});
	const found = run([rule({shows, ...checking(() => [hit()])})], evidence())[0];
	t.false('shown' in (found ?? {}));
	const silent = run([rule({shows: () => undefined})], evidence())[0];
	t.false('shown' in (silent ?? {}));
});

test('a rule whose shows throws broke', (t) => {
	const shows: AnyValidator['shows'] = () => {
		throw new Error('no image');
	};
	t.like(run([rule({shows})], evidence())[0], {state: 'broke', error: 'no image'});
});
