import {GFM, parser} from '@lezer/markdown';
import test from 'ava';
import fc from 'fast-check';
import {formatComment, marker} from '../../src/report/comment.ts';
import {artifact, finding, outcome, verdicts} from '../helpers/outcome.ts';
import {attack, context, full, hostile, many} from '../helpers/reports.ts';

/** What a Markdown reader finds that could do something: tags, links, images, and text outside of code. */
function readOf(markdown: string) {
	const tags: string[] = [];
	const links: string[] = [];
	let text = '';
	let at = 0;
	const code = (from: number, to: number) => {
		text += markdown.slice(at, from);
		at = to;
	};
	parser
		.configure(GFM)
		.parse(markdown)
		.iterate({
			enter({name, from, to}) {
				if (name === 'HTMLTag') tags.push(markdown.slice(from, to));
				if (name === 'HTMLBlock' || name === 'CommentBlock') tags.push(...(markdown.slice(from, to).match(/<[^>]*>/g) ?? []));
				if (name === 'Link' || name === 'Image' || name === 'Autolink') links.push(markdown.slice(from, to));
				if (name === 'FencedCode' || name === 'InlineCode') code(from, to);
			},
		});
	return {tags: [...new Set(tags)], links, text: text + markdown.slice(at)};
}

const ourTags = [marker, '<details>', '<summary>', '<code>', '</code>', '</summary>', '</details>', '<sub>', '</sub>'];

test('the whole comment', (t) => {
	t.snapshot(formatComment(full, context));
});

test('it begins with the mark by which a bot finds it again', (t) => {
	t.true(formatComment(outcome(), context).startsWith('<!-- shelfready -->\n## shelfready: no findings\n'));
});

test('nothing in a submission becomes a tag, a link, a picture or a mention', (t) => {
	const {tags, links, text} = readOf(formatComment(attack, context));
	t.deepEqual(
		tags.filter((tag) => !ourTags.includes(tag)),
		[],
	);
	t.deepEqual([...new Set(links)], ['[Source](https://docs.aws.amazon.com/marketplace/latest/userguide/cloudformation.html)']);
	t.notRegex(text.replace(/^#+ /gm, ''), /[@#](?!\u2060)|GH-\d|(?<!\\)&#64;/);
	t.notRegex(text, /[\u0000\u001B\u202E]/);
});

test('no text breaks out of a code frame, whatever its fences', (t) => {
	t.notThrows(() =>
		fc.assert(
			fc.property(fc.array(fc.constantFrom('`', '``', '```', '~~~', '\n', '<b>', '@a', 'x', ' ', '|', '    ', '\r', '\\'), {maxLength: 40}), (parts) => {
				const text = artifact('a.md', `${parts.join('')}marked${parts.join('')}`);
				const given = outcome({artifacts: [text], findings: [finding(text, 'marked', {message: parts.join(''), help: parts.join('')})]});
				const {tags, text: outside} = readOf(formatComment(given, context));
				return tags.every((tag) => ourTags.includes(tag)) && !/@(?!\u2060)/.test(outside);
			}),
			{numRuns: 300},
		),
	);
});

test('a comment is never longer than GitHub takes: the worst findings stay, and it says how many are left out', (t) => {
	const text = formatComment(many, context);
	t.true(text.length <= 60_000);
	t.true(text.length > 50_000, 'it uses the room that it has');
	for (let key = 1_950; key < 2_000; key++) t.true(text.includes(`The key key${key} is wrong.`), `error ${key}`);
	const [, left = '', notes = ''] = /_(\d+) more findings \(0 errors, 0 warnings, (\d+) notes\) would make this comment too long/.exec(text) ?? [];
	t.is(left, notes);
	t.is(Number(left) + (text.match(/^\*\*(?:error|warning|note)\*\*/gm) ?? []).length, 2_000);
	t.is((text.match(/^```/gm) ?? []).length % 2, 0);
});

test('hostile files in great number do not make it longer', (t) => {
	const files = Array.from({length: 500}, (_, index) => artifact(`${'<&`@'.repeat(200)}${index}.md`, 'x\n'));
	const text = formatComment(
		outcome({
			artifacts: files,
			findings: files.map((file) => finding(file, 'x', {message: hostile.repeat(3), help: hostile.repeat(3)})),
			problems: files.map(({file}) => ({file, message: hostile.repeat(20)})),
			policies: verdicts({}).map((policy) => ({...policy, reason: hostile.repeat(20)})),
			waivers: files.map(({file}) => ({waiver: {rule: file, reason: 'r', place: {file: 'shelfready.yaml'}}, state: 'unused', findings: 0})),
		}),
		context,
	);
	t.true(text.length <= 60_000, String(text.length));
	t.regex(text, /and 480 more/);
	t.regex(text, /more findings \(/);
});

test('it says where the submission lies in the repository, and calls files so', (t) => {
	const text = formatComment(full, {...context, repository: {base: 'market/v1', paths: new Map([['root.yaml', 'market/v1/root.yaml']])}});
	t.regex(text, /^## shelfready: 2 errors, 2 warnings, 1 note in `market\/v1`$/m);
	t.regex(text, /<summary><code>market\/v1\/root\.yaml<\/code>: 2 errors, 0 warnings, 1 note<\/summary>/);
});

test('what the other edition refuses is told', (t) => {
	const [, , one] = full.findings;
	if (one === undefined) throw new Error('no finding');
	t.regex(
		formatComment(outcome({findings: [{...one, severity: 'note', otherEdition: {edition: 'ami-2025', severity: 'error'}}]}), context),
		/Under ami-2025 \(the policies since 2025-05-01\): 1 more error; --edition ami-2025 judges by it\./,
	);
});

test('what a baseline knows is counted, and told no more than that', (t) => {
	const file = artifact('a.md', 'old and new');
	const text = formatComment(outcome({artifacts: [file], baseline: 'known.json', known: [finding(file, 'old')]}), context);
	t.regex(text, /^## shelfready: no new findings$/m);
	t.regex(text, /^Known from `known\.json`: 1 finding, which AWS would see all the same\.$/m);
	t.notRegex(text, /<details>\n<summary><code>a\.md/);
});

test('no name of a file ends its span of code, and names that grow are clipped', (t) => {
	const name = 'a```@octocat <h1>b<h1> ![x](x).yaml';
	const text = formatComment(outcome({problems: [{file: name, message: 'not YAML'}]}), context);
	t.true(text.includes('```` a```@octocat <h1>b<h1> ![x](x).yaml ````'));
	const long = Array.from({length: 40}, (_, index) => ({file: `${index}${'\u202E'.repeat(300)}`, message: '\u202E'.repeat(300)}));
	t.true(formatComment(outcome({problems: long}), context).length <= 60_000);
});
