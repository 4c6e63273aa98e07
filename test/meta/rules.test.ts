import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import test from 'ava';
import {compare, docPages, withTail} from '../../scripts/pages.ts';
import type {AnyValidator} from '../../src/contract.ts';
import {policies} from '../../src/policies/policies.ts';
import {validators} from '../../validators/index.ts';
import {filesUnder, projectRoot, readProjectFile} from '../helpers/project.ts';
import {exportNameOf, faultsOf} from '../helpers/rule-faults.ts';

/** A rule without fault, for showing that each check can fail. */
const sound: AnyValidator = {
	id: 'image/require-rope',
	policy: 'architecture.hvm',
	severity: 'error',
	about: 'The AMI has a rope, v2.0 or newer.',
	source: 'https://docs.example.com/ropes.html',
	reads: ['images'],
	messages: {noRope: {message: '{image} has no rope.', help: 'Add one: set Rope to <name>, with s3:Get* allowed.'}},
	examples: [{name: 'no rope', files: {'images.json': '{}'}, expect: [{message: 'noRope', at: '{}'}]}],
	check: () => [],
};

const finds = test.macro({
	exec(t, change: Partial<AnyValidator>, fault: string | undefined) {
		t.deepEqual(faultsOf({...sound, ...change}), fault === undefined ? [] : [fault]);
	},
	title: (given = '') => `a rule's description: ${given}`,
});
const words = (message: string, help = 'Do this.') => ({messages: {noRope: {message, help}}});
test('a sound rule has no fault', finds, {}, undefined);
test('an id that is no path', finds, {id: 'image/Require_Rope'}, 'id is not family/kebab-case-name');
test('a source that is no https URL', finds, {source: 'http://docs.example.com'}, 'source is not an https URL');
test('a policy that is not known', finds, {policy: 'architecture.rope' as never}, 'unknown policy architecture.rope');
test('a rule that is always off', finds, {severity: {'ami-2020': 'off', 'ami-2025': 'off'}}, 'severity is off in both editions');
test('two sentences', finds, {about: 'It has a rope. It holds.'}, 'about is not one sentence ending with a period');
test('no period', finds, {about: 'It has a rope'}, 'about is not one sentence ending with a period');
test('a message without its period', finds, words('No rope'), 'message of noRope does not end with punctuation');
test('a help with markup', finds, words('No rope.', 'See `Rope`.'), 'help of noRope has markup');
test('a message with a tag', finds, words('No <b>rope</b>.'), 'message of noRope has markup');

test('every rule file is in the registry, in order, and the registry has no other', (t) => {
	const files = filesUnder('validators', '.ts').filter((file) => file.split('/').length > 2);
	t.deepEqual(
		validators.map(({id}) => id),
		files.map((file) => file.slice('validators/'.length, -'.ts'.length)).toSorted(),
	);
});

for (const rule of validators) {
	test(`${rule.id}: describes itself in full`, (t) => {
		t.deepEqual(faultsOf(rule), []);
	});

	test(`${rule.id}: is the one export of its file, under the file's name`, async (t) => {
		const url = pathToFileURL(join(projectRoot, 'dist', 'validators', `${rule.id}.js`)).href;
		const exported: Record<string, unknown> = await import(url);
		t.deepEqual(Object.keys(exported), [exportNameOf(rule.id)]);
		t.is(exported[exportNameOf(rule.id)], rule);
	});
}

test('docs: every generated page is there and current, and none is left of a rule that is gone', (t) => {
	const files = [...filesUnder('docs/rules', '.md'), 'docs/policies.md'];
	const existing = new Map<string, string>();
	for (const file of files) {
		const text = readProjectFile(file);
		if (text !== undefined) existing.set(file, text);
	}
	t.deepEqual(compare(docPages(validators, policies), existing).faults, [], 'run npm run docs');
});

test('docs: missing, stale and orphaned pages are named', (t) => {
	const wanted = docPages([sound], policies);
	t.deepEqual(compare(wanted, wanted).faults, []);
	const stale = new Map([...wanted, ['docs/policies.md', 'old'], ['docs/rules/image/gone.md', 'old']]);
	stale.delete('docs/rules/image/require-rope.md');
	t.deepEqual(compare(wanted, stale).faults, [
		'docs/policies.md: not current',
		'docs/rules/image/gone.md: no such rule',
		'docs/rules/image/require-rope.md: missing',
	]);
});

test('docs: a hand-written tail outlives regeneration, twice over', (t) => {
	const tail = '\n<!-- hand-written below -->\n\nA word.\n';
	t.is(withTail('new\n', `old\n${tail}`), `new\n${tail}`);
	t.is(withTail('new\n', withTail('new\n', `old\r\n${tail.replaceAll('\n', '\r\n')}`)), `new\n${tail}`);
	t.is(withTail('new\n', 'old, with no tail'), 'new\n');
});
