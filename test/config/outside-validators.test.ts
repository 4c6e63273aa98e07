import test from 'ava';
import {takeIn} from '../../src/config/outside-validators.ts';
import {type AnyValidator, defineValidator, type Hit} from '../../src/contract.ts';
import {validators as own} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

const sound = {
	id: 'mine/no-queue',
	policy: 'usage.no-limits',
	severity: 'warning',
	about: 'No queues.',
	source: 'https://docs.example.com',
	reads: ['templates'],
	messages: {queue: {message: '{name} is a queue.', help: 'Take it out.'}},
	examples: [],
	check: () => [],
};

const errorsOf = (value: unknown, taken: readonly AnyValidator[] = own) => {
	const read = takeIn([{from: 'mine.mjs', value}], taken);
	return 'errors' in read ? read.errors : [];
};

const refused = test.macro({
	exec(t, value: unknown, ...errors: readonly string[]) {
		t.deepEqual(errorsOf(value), errors);
	},
	title: (given = '') => `taken in: ${given}`,
});
test('a sound one', refused, sound);
test(
	'one with every part',
	refused,
	defineValidator({
		...sound,
		id: 'mine/all-parts',
		aliases: ['mine/old'],
		policy: 'usage.no-limits',
		severity: {'ami-2020': 'off', 'ami-2025': 'note'},
		why: 'Because.',
		reads: ['templates'],
		mayRead: ['listings'],
		options: {most: {about: 'How many.', default: 3}, names: {about: 'Which.', default: ['a']}},
		examples: [
			{name: 'a', files: {'a.yaml': ''}, root: {'etc/x': {text: 'y', mode: 0o600}, 'etc/z': 'z'}, expect: [{message: 'queue', at: 'x', subject: 's'}]},
		],
		shows: () => 'There is none.',
	}),
);
test('one of ours', refused, own[0], `mine.mjs: ${own[0]?.id}: there is a rule ${own[0]?.id} already`);
test('nothing', refused, null, 'mine.mjs: must be a validator, an object');
test('a function', refused, () => [], 'mine.mjs: must be a validator, an object');
test(
	'unknown evidence',
	refused,
	{...sound, reads: ['template']},
	'mine.mjs: mine/no-queue: reads.0: there is no evidence "template"; did you mean templates?',
);
test('evidence as a text', refused, {...sound, reads: 'templates'}, 'mine.mjs: mine/no-queue: reads: must be a list of evidence');
test(
	'an unknown policy',
	refused,
	{...sound, policy: 'usage.no-limit'},
	'mine.mjs: mine/no-queue: policy: there is no policy "usage.no-limit"; did you mean usage.no-limits?',
);
test('no policy', refused, {...sound, policy: undefined}, 'mine.mjs: mine/no-queue: policy: must name a policy');
test('no family', refused, {...sound, id: 'queue'}, 'mine.mjs: queue: id: must be family/name, of small letters, digits and hyphens');
test('no id', refused, {...sound, id: undefined}, 'mine.mjs: id: must be a text');
test(
	'a severity of no such name',
	refused,
	{...sound, severity: 'fatal'},
	'mine.mjs: mine/no-queue: severity: must be error, warning or note, or one of these or off for each of ami-2020 and ami-2025',
);
test('a misspelt part', refused, {...sound, mayread: []}, 'mine.mjs: mine/no-queue: mayread: a validator has no such part');
test('no check', refused, {...sound, check: 'x'}, 'mine.mjs: mine/no-queue: check: must be a function');
test(
	'messages of texts',
	refused,
	{...sound, messages: ['x']},
	'mine.mjs: mine/no-queue: messages: must be an object of {message, help}, by the ids that check yields',
);
test(
	'several faults',
	refused,
	{...sound, about: '', source: 'docs', examples: undefined},
	'mine.mjs: mine/no-queue: about: must not be empty',
	'mine.mjs: mine/no-queue: source: must be the URL of the page that states the norm',
	'mine.mjs: mine/no-queue: examples: must be a list of examples; [] will do',
);
test(
	"another tool's rule that cfn-lint's own passes on",
	refused,
	{...sound, id: 'cfn-lint/e3012'},
	'mine.mjs: cfn-lint/e3012: there is a rule cfn-lint/e3012 already',
);

test('the same id twice, and an id that another had before', (t) => {
	const twice = takeIn(
		[
			{from: 'a.mjs', value: {...sound, aliases: ['mine/old']}},
			{from: 'b.mjs', value: sound},
			{from: 'c.mjs', value: {...sound, id: 'mine/old'}},
		],
		own,
	);
	t.deepEqual('errors' in twice && twice.errors, [
		'b.mjs: mine/no-queue: there is a rule mine/no-queue already',
		'c.mjs: mine/old: there is a rule mine/old already',
	]);
});

test('a validator that is an object of a class keeps its own this', async (t) => {
	class Mine {
		static readonly words = 'is a queue';
		readonly id = 'mine/class';
		readonly policy = 'usage.no-limits';
		readonly severity = 'note';
		readonly about = 'No queues.';
		readonly source = 'https://docs.example.com';
		readonly reads = ['submission'];
		readonly messages = {queue: {message: 'It {what}.', help: ''}};
		readonly examples = [];
		readonly #what = 'is a queue';
		check() {
			return [{message: 'queue', subject: '', place: {file: 'a.txt'}, data: {what: this.#what}}];
		}
	}
	const read = takeIn([{from: 'x', value: new Mine()}], []);
	const {findings} = await checkFiles({'a.txt': 'x'}, 'errors' in read ? [] : read.validators);
	t.deepEqual(
		findings.map(({message}) => message),
		['It is a queue.'],
	);
});

const brokenBy = async (part: object) => {
	const read = takeIn([{from: 'x', value: {...sound, reads: ['submission'], ...part}}], []);
	if ('errors' in read) throw new Error(read.errors.join());
	const {problems, findings} = await checkFiles({'a.txt': 'one two'}, read.validators, {outside: new Set(['mine/no-queue'])});
	return {said: problems.map(({file, message}) => `${file}: ${message}`), findings};
};
const good: Hit = {message: 'queue', subject: 'q', place: {file: 'a.txt', range: [0, 3]}, data: {name: 'Q'}};

test('a hit of the right shape is a finding', async (t) => {
	const {said, findings} = await brokenBy({check: () => [good]});
	t.deepEqual(said, []);
	t.like(findings[0], {message: 'Q is a queue.', excerpt: 'one', rule: 'mine/no-queue'});
});

const breaks = test.macro({
	async exec(t, part: object, reason: string) {
		const {said, findings} = await brokenBy(part);
		t.deepEqual(findings, []);
		t.deepEqual(said, [`mine/no-queue: the rule broke: ${reason}; it is not one of shelfready's own`]);
	},
	title: (given = '') => `breaks: ${given}`,
});
const yields = (hit: object) => ({check: () => [good, hit]});
test('a hit without a place', breaks, yields({...good, place: undefined}), 'a hit is not as it must be: place: must be {file, range}');
test('a hit that is a text', breaks, yields('queue' as never), 'a hit is not as it must be: must be {message, place, subject}');
test(
	'a range that runs backwards',
	breaks,
	yields({...good, place: {file: 'a.txt', range: [3, 0]}}),
	'a hit is not as it must be: place.range: must not end before it starts',
);
test(
	'a range of halves',
	breaks,
	yields({...good, place: {file: 'a.txt', range: [0.5, 1]}}),
	'a hit is not as it must be: place.range.0: must be whole numbers',
);
test('a message that is not there', breaks, yields({...good, message: 'topic'}), 'a hit has the message "topic", which messages does not have');
test('a message of every object', breaks, yields({...good, message: 'constructor'}), 'a hit has the message "constructor", which messages does not have');
test('a slot without data', breaks, yields({...good, data: {}}), 'a hit of the message "queue" has no name in its data');
test(
	"another tool's finding without a tool",
	breaks,
	yields({...good, foreign: {rule: 'a', message: 'b', help: '', source: 'c'}}),
	'a hit has foreign, but the validator has no passesOn',
);
test('a promise', breaks, {check: async () => Promise.reject(new Error('late'))}, 'check answers a promise; it may not wait');
test('no list', breaks, {check: () => undefined}, 'check answers no list of hits');
test('a text in place of a list', breaks, {check: () => 'queue'}, 'check answers no list of hits');
test(
	'an exception',
	breaks,
	{
		check: () => {
			throw new Error('oh');
		},
	},
	'oh',
);
test('shows that answers a number', breaks, {shows: () => 1}, 'shows answers neither a sentence nor undefined');
