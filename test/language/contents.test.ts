import test from 'ava';
import fc from 'fast-check';
import {type Content, contents, framedIn, lacking, openingOf, passagesIn} from '../../src/language/contents.ts';
import {passagesOf} from '../../src/language/passages.ts';
import {sayings} from './sayings.ts';

/** The contents whose frames a text fills. What is learned from texts is held to its bars by `npm run corpora`. */
function filledBy(text: string): ReadonlySet<Content> {
	const frames = new Set(framedIn(passagesOf(text)).flatMap((sentence) => [...sentence.frames]));
	return new Set(contents.filter((content) => frames.has(content) || frames.has(`under ${content}`)));
}

for (const content of contents) {
	for (const text of sayings[content].says) {
		test(`${content}: is said by: ${text.slice(0, 80)}`, (t) => {
			t.true(filledBy(text).has(content));
		});
	}
	for (const text of sayings[content].seems) {
		test(`${content}: is not said by: ${text.slice(0, 80)}`, (t) => {
			t.false(filledBy(text).has(content));
		});
	}
}

test('a passage is found among others, under its heading and behind its label', (t) => {
	const step = 'Run fernley-tool store --target s3://bucket and look up the list.';
	t.false(filledBy(step).has('backup'));
	t.true(filledBy(`Launch\nPick an instance.\n\nBackup and restore\n${step}\n`).has('backup'));
	t.true(filledBy(`Pick an instance.\n\nBackups: ${step}`).has('backup'));
	t.true(filledBy(`Pick an instance.\n\n## Keeping copies\n\n1. ${step}`).has('backup'));
	t.false(filledBy(`Backup and restore\n\nLaunch\n${step}\n\nSupport\nWrite to us.`).has('backup'), 'a heading reaches to the next');
});

test('a title promises nothing for all that follows', (t) => {
	t.false(filledBy('Fernley Backup\n\nWelcome to Fernley.\n\nRun fernley-tool enable and open port 443.').has('backup'));
});

test('line ends and wrapping do not matter', (t) => {
	const wrapped = 'To back up your data, create a snapshot of the EBS volume in the EC2\nconsole. To restore, create a volume from\nthe snapshot.';
	for (const end of ['\n', '\r\n', '\r']) t.true(filledBy(wrapped.replaceAll('\n', end)).has('backup'));
});

test('texts without a content are named once, with their first words', (t) => {
	const text = (value: string) => ({value, place: {file: 'listing.json'}});
	const named = lacking('backup', [
		{text: text('  Launch the AMI at once, please.'), kind: 'standalone'},
		{text: text('  Launch the AMI at once, please.'), kind: 'standalone'},
		{text: text('Create a snapshot of the EBS volume in the console.'), kind: 'standalone'},
	]);
	t.deepEqual(
		named.map(({opening}) => opening),
		[[2, 19]],
	);
	t.deepEqual(openingOf(''), [0, 0]);
	t.deepEqual(openingOf('\n\n x'.repeat(2)), [3, 4]);
});

test('any text is judged, and alike whenever it is', (t) => {
	const words = [
		'Backup',
		'key:',
		'\n',
		'\n\n',
		'- ',
		'1. ',
		'`run x`',
		'rotate',
		'https://x.example.com/health',
		'no',
		"n't",
		'. ',
		'? ',
		'|',
		'"',
		'\u2028',
		'\ud800',
		'#',
		'AWS',
	];
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({unit: 'binary'}),
				fc.array(fc.constantFrom(...words), {maxLength: 60}).map((list) => list.join(' ')),
			),
			(text) => {
				const first = passagesIn(text);
				t.deepEqual(passagesIn(text), first);
				for (const content of first.keys()) t.true(contents.includes(content));
			},
		),
	);
});

test("AWS's own words and a place behind them tell where sensitive data lies, whatever is called so", (t) => {
	const told = (text: string) => passagesIn(text).has('sensitive-data');
	for (const text of [
		'Sensitive information: documents and extracted text under /matters, the search index under /index.',
		'Sensitive data: scenes in /farm/scenes, SAML and TLS keys in /etc/sable/keys.',
		'Confidential data – the vault database.',
	])
		t.true(told(text), text);
	for (const text of ['Sensitive data and/or files: see the manual.', 'Sensitive data: handled with care, read on and/or ask.']) t.false(told(text), text);
});

/** Texts that tempt a splitter, a tokenizer or a pattern into more than linear time. */
const long: Readonly<Record<string, (size: number) => string>> = {
	'one word': (size) => 'a'.repeat(size),
	'one line of words': (size) => 'key '.repeat(size / 4),
	'short lines': (size) => 'run\n'.repeat(size / 4),
	'short sentences': (size) => 'Run it. '.repeat(size / 8),
	labels: (size) => 'Backup: run. '.repeat(size / 13),
	"labels of AWS's own": (size) => 'Sensitive data: a '.repeat(size / 18),
	headings: (size) => '# Keys\n'.repeat(size / 7),
	slashes: (size) => '/'.repeat(size),
	'dots and dashes': (size) => '.-'.repeat(size / 2),
	backticks: (size) => '`a '.repeat(size / 3),
	blanks: (size) => ' '.repeat(size),
	'step numbers': (size) => '1. '.repeat(size / 3),
	apostrophes: (size) => "'s ".repeat(size / 3),
	domains: (size) => `aws.amazon.com/${'a/'.repeat(size / 2)}`,
};

for (const [name, of] of Object.entries(long)) {
	test.serial(`100 kB of ${name} take time in proportion`, (t) => {
		const time = (size: number) => {
			const text = of(size);
			const start = performance.now();
			passagesIn(text);
			return performance.now() - start;
		};
		time(10_000);
		const least = (size: number) => Math.min(...Array.from({length: 5}, () => time(size)));
		const short = least(25_000);
		const full = least(100_000);
		// Four times the text: quadratic would be sixteen times; the floor keeps the clock's grain out.
		t.true(full < 10 * Math.max(short, 40), `${short.toFixed(0)} ms for 25 kB, ${full.toFixed(0)} ms for 100 kB`);
		t.log(`${full.toFixed(0)} ms`);
	});
}
