import test from 'ava';
import {load} from 'cheerio';
import fc from 'fast-check';
import type {Finding, Outcome} from '../../src/outcome.ts';
import {type Format, formatOutcome, formats} from '../../src/report/formats.ts';
import {inertJson, inertMarkup, inertText} from '../../src/report/inert.ts';
import {artifact, finding, outcome} from '../helpers/outcome.ts';
import {context} from '../helpers/reports.ts';

/** What readers of reports obey: terminals, browsers, code hosts, GitHub's runner, spreadsheets. */
const pieces = [
	'\u001b[31m',
	'\u001b]8;;https://evil.example.com\u0007',
	'\u009b2J',
	'\u0000',
	'\u0007',
	'\u0008',
	'\r',
	'\n',
	'\u0085',
	'\u2028',
	'\u202e',
	'\u2066',
	'\u200f',
	'\ud800',
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'"><svg onload=alert(1)>',
	"' onmouseover='alert(1)",
	'</style>',
	'</script>',
	'-->',
	']]>',
	'&lt;',
	'&#60;',
	'##[error]owned',
	'::error::owned',
	'::stop-commands::x',
	'```',
	'`',
	'|',
	'[a](javascript:alert(1))',
	'=cmd()',
	'%0A',
	'__proto__',
	'${x}',
	' ',
	'a',
];
const hostile = fc.array(fc.constantFrom(...pieces), {minLength: 1, maxLength: 12}).map((parts) => parts.join(''));

/** An outcome all of whose texts that come from a submission are the one. */
function outcomeOf(text: string): Outcome {
	const name = `${text.replaceAll('\u0000', '')}.md`;
	const source = `${text}\nLog in as root. ${text}\n`;
	const guide = artifact(name, source);
	const fields: Partial<Finding> = {
		message: text,
		help: text,
		subject: text,
		excerpt: text,
		rule: 'cfn-lint/E3012',
		passedOnBy: 'template/cfn-lint',
		source: text,
	};
	return outcome({
		artifacts: [guide, artifact(`${name}.bin`, '', 'unknown')],
		findings: [
			finding(guide, 'Log in', fields),
			finding(guide, 'root', {
				place: {file: name, range: [source.indexOf('root'), source.indexOf('root') + 4], pointer: `/${text}`, logicalId: text},
				fix: {description: text, edits: [{file: name, range: [source.indexOf('root'), source.indexOf('root') + 4], text}]},
			}),
		],
		waived: [{...finding(guide, 'root', fields), waiver: {reason: text}}],
		waivers: [{waiver: {rule: 'listing/x', subject: text, reason: text, place: {file: 'shelfready.yaml'}}, state: 'expired', findings: 0}],
		notAssessed: [{rule: 'image/require-hvm', reason: text}],
		problems: [{file: name, message: text}],
	});
}

/** Controls but for tab and line feed, C1, direction marks, separators, lone surrogates: what no report may hold as it is. */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u;
/** What the runner of GitHub Actions takes for a command. */
const command = /##\[|^\s*::/m;

const outputs = new Map<Format, (text: string) => void>([
	['json', (report) => void JSON.parse(report)],
	['sarif', (report) => void JSON.parse(report)],
]);

/** Elements and attributes of a page that a browser would run. */
function active(page: string): readonly string[] {
	const $ = load(page);
	const handlers = $('*')
		.toArray()
		.flatMap((element) => Object.keys('attribs' in element ? element.attribs : {}).filter((name) => name.startsWith('on')));
	const links = $('[href], [src], [action]')
		.toArray()
		.map((element) => $(element).attr('href') ?? $(element).attr('src') ?? $(element).attr('action') ?? '')
		.filter((address) => /^\s*(?:javascript|data|vbscript):/i.test(address));
	return [...handlers, ...links, `${$('script').length} scripts`, `${$('img, iframe, object, embed').length} pictures`, `${$('style').length} styles`];
}

for (const format of formats) {
	test(`${format}: no text of a submission is obeyed by who prints the report`, async (t) => {
		const plain = await formatOutcome(format, outcomeOf('a'), context);
		await fc.assert(
			fc.asyncProperty(hostile, async (text) => {
				const report = await formatOutcome(format, outcomeOf(text), context);
				outputs.get(format)?.(report);
				const found = obeyed.exec(report);
				if (found !== null)
					throw new Error(`U+${found[0].charCodeAt(0).toString(16)} at ${JSON.stringify(report.slice(Math.max(0, found.index - 60), found.index + 20))}`);
				const lines = format === 'github' ? report.replace(/^::(?:error|warning|notice|group|endgroup)\b.*$/gm, '') : report;
				const css = format === 'html' ? lines.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, '') : lines;
				const told = command.exec(css);
				if (told !== null) throw new Error(`a command at ${JSON.stringify(css.slice(Math.max(0, told.index - 60), told.index + 20))}`);
				if (format === 'html') t.deepEqual(active(report), active(plain));
				if (format === 'junit') {
					const $ = load(report, {xmlMode: true});
					t.is($('testcase').length, load(plain, {xmlMode: true})('testcase').length);
					t.is($('script, img, svg').length, 0);
				}
			}),
			{numRuns: format === 'html' ? 15 : 60},
		);
		t.pass();
	});
}

test('what a report says is the same to programs', async (t) => {
	await fc.assert(
		fc.asyncProperty(hostile, async (text) => {
			const report = JSON.parse(await formatOutcome('json', outcomeOf(text), context)) as {readonly findings: readonly {readonly message: string}[]};
			t.is(report.findings[0]?.message, text);
		}),
		{numRuns: 60},
	);
});

test('a text is made inert without being lost', (t) => {
	t.is(inertText('a ##[error]b\n  ::error::c\na::b'), 'a ##\u2060[error]b\n  :\u2060:error::c\na::b');
	t.is(JSON.parse(inertJson(JSON.stringify('##[x]\u009b\u202e'))), '##[x]\u009b\u202e');
	t.is(load(inertMarkup('<p>\n::x ##[y]\u202e</p>'), {xmlMode: true})('p').text(), '\n::x ##[y]\u202e');
	t.is(inertMarkup('<style>\n::marker{}</style>'), '<style>\n::marker{}</style>');
});
