import {createHash} from 'node:crypto';
import test from 'ava';
import type {CheerioAPI} from 'cheerio';
import {changeSet, changes} from '../../src/examples.ts';
import type {Outcome} from '../../src/outcome.ts';
import {policyIds} from '../../src/policies/ids.ts';
import {formatOutcome} from '../../src/report/formats.ts';
import {escalatingTemplate, guide, htmlReport, reportOn} from '../helpers/html-report.ts';
import {artifact, finding, outcome, verdicts} from '../helpers/outcome.ts';
import {checkFiles} from '../helpers/submission.ts';

const template = artifact('templates/root.yaml', 'Parameters:\n  AmiId:\n    Type: String\n    Description: The AMI\n');

function words(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

test('it is one of the formats', async (t) => {
	const page = await formatOutcome('html', outcome(), {
		tool: {name: 'shelfready', version: '0.1.0'},
		validators: [],
		terminal: {width: 100, color: true, quiet: true},
	});
	t.true(page.startsWith('<!doctype html>\n<html lang="en">\n'));
	t.true(page.endsWith('</html>\n'));
});

test('the head says what was checked, by which policies, when, and with what', (t) => {
	const {$} = htmlReport(outcome({artifacts: [template], findings: [finding(template, 'String')], edition: 'ami-2025'}));
	t.is($('h1').text(), 'templates/root.yaml');
	t.is(words($('.brand').text()), 'Report of a check with shelfready 0.1.0');
	t.is($('.facts time').text(), '2026-11-24');
	t.deepEqual(
		$('.facts > div')
			.toArray()
			.map((fact) => [$(fact).find('dt').text(), $(fact).find('dd').text()]),
		[
			['Policies', 'ami-2025'],
			['As of', '2026-11-24'],
			['Rules', '0'],
			['Files read', '1'],
		],
	);
	t.deepEqual(
		$('.files tbody tr > *')
			.toArray()
			.map((cell) => $(cell).text()),
		['templates/root.yaml', 'docs', 'plain text', 'ab'.repeat(32)],
	);
	t.deepEqual(
		$('.totals li, .totals p')
			.toArray()
			.map((line) => words($(line).text())),
		['1 error', '0 warnings', '0 notes', 'in 1 file', '0 violated', '0 review', '0 satisfied', '44 not assessed', 'of 44 policies'],
	);
});

test('it is called by the title of the product, which has an id only when it is there already', async (t) => {
	const information = {ProductTitle: 'Larkspur', ShortDescription: 'Searches logs.'};
	const made = await reportOn({'request.json': changes([{changeType: 'CreateProduct', changeName: 'MakeProduct', details: {}}])});
	t.notRegex(made.$('.head').text(), /MakeProduct/);
	const updated = await reportOn({'request.json': changeSet('UpdateInformation', information)});
	t.is(updated.$('h1').text(), 'Larkspur');
	t.is(updated.$('.facts dd').first().text(), 'prod-abc123def4567');
});

test('a report that could not see everything does not look clean', (t) => {
	const {$} = htmlReport(outcome({artifacts: [template], problems: [{file: 'broken.pdf', message: 'not a PDF'}]}));
	t.is(words($('#problems').text()).slice(0, 41), 'Not checked in full: 1 problem What could');
	t.regex($('#problems li').text(), /^broken\.pdf: not a PDF$/);
	t.regex($('title').text(), /not checked in full/);
	t.regex($('#findings').text(), /not all could/);
	t.is($('.standing:not(.bad)').length, 0);
	t.is($('.contents a').first().attr('href'), '#problems');
});

test('a problem with a place says its line', (t) => {
	const {$} = htmlReport(outcome({artifacts: [template], problems: [{file: template.file, message: 'odd', place: {file: template.file, range: [25, 29]}}]}));
	t.is($('#problems li').text(), 'templates/root.yaml:3:5: odd');
});

test('only a submission that was assessed in full is called so', (t) => {
	const all = verdicts(Object.fromEntries(policyIds.map((id) => [id, {verdict: 'satisfied', reason: 'shown'}])));
	t.regex(
		htmlReport(outcome({artifacts: [template], policies: all}))
			.$('.standing')
			.text(),
		/Every file was read, and every policy was assessed/,
	);
	t.regex(
		htmlReport(outcome({artifacts: [template]}))
			.$('.standing')
			.text(),
		/^44 policies of 44 could not be assessed/,
	);
	t.regex(htmlReport(outcome()).$('.standing').text(), /Nothing was checked/);
});

test('each policy has its verdict in words and shape, why, what is missing, and links to its findings', (t) => {
	const found = finding(template, 'String');
	const {$} = htmlReport(
		outcome({
			artifacts: [template],
			findings: [found],
			policies: verdicts({
				'delivery.template-requirements': {verdict: 'violated', reason: '1 error: template/ami-parameter-type'},
				'usage.no-limits': {verdict: 'not-assessed', reason: 'nothing found by 2 rules; needs a look', wanting: 'needs a look'},
			}).map((line) => (line.verdict === 'violated' ? {...line, findings: [0]} : line)),
		}),
	);
	t.is($('.policies tbody tr').length, policyIds.length);
	const violated = $('[id="p-delivery.template-requirements"]');
	t.is(violated.find('.badge').text(), 'violated');
	t.is(violated.find('.badge use').attr('href'), '#i-error');
	t.is(violated.find('.links a').attr('href'), `#${$('.finding').attr('id')}`);
	t.is(words(violated.find('.links').text()), 'error: ami-parameter-type: AmiId');
	const open = $('[id="p-usage.no-limits"]');
	t.is(words(open.find('td').last().text()), 'Nothing found by 2 rules Missing evidence: a look');
	t.is($('.group[open]').length, 1);
});

test('a finding has message, help, source, frame, policy, confidence, the other edition and its fingerprint', (t) => {
	const {$} = htmlReport(
		outcome({
			artifacts: [template],
			findings: [
				finding(template, 'String', {
					confidence: 0.654,
					otherEdition: {edition: 'ami-2025', severity: 'off'},
					place: {...finding(template, 'String').place, logicalId: 'AmiId'},
				}),
			],
		}),
	);
	const shown = $('.finding');
	t.is(shown.find('.message').text(), 'The AMI parameter is a String, which the self-service flow refuses.');
	t.is(words(shown.find('.help').text()), 'What to do: Give it the type AWS::EC2::Image::Id.');
	t.is(shown.find('.meta a').last().attr('href'), 'https://docs.aws.amazon.com/marketplace/latest/userguide/cloudformation.html');
	t.is(shown.find('.frame mark').text(), 'String');
	t.is(shown.find('.l.on .n').text(), '3');
	t.regex(
		words(shown.find('.meta').text()),
		/Policy: delivery\.template-requirements About: AmiId Confidence: 65 % Under ami-2025: not asked \(here, ami-2020: error\) Fingerprint: [\da-f]{16}:1/,
	);
	t.is(shown.attr('id'), `f-${finding(template, 'String').fingerprint.replace(':', '-')}`);
});

test('a fix is shown as lines before and after', (t) => {
	const at = template.text?.indexOf('String') ?? 0;
	const fix = {description: 'Give it the type', edits: [{file: template.file, range: [at, at + 6] as const, text: 'AWS::EC2::Image::Id\n    NoEcho: false'}]};
	const {$} = htmlReport(outcome({artifacts: [template], findings: [finding(template, 'String', {fix})]}));
	t.deepEqual(
		$('.fix pre')
			.toArray()
			.map((side) => $(side).text()),
		['3    Type: String\n', '3    Type: AWS::EC2::Image::Id\n4    NoEcho: false\n'],
	);
	t.is($('.fix del').text(), 'String');
});

test('waived findings and the states of waivers are folded, with their reasons', (t) => {
	const {$} = htmlReport(
		outcome({
			artifacts: [template],
			waived: [{...finding(template, 'String'), waiver: {reason: 'agreed with AWS', until: '2027-01-31'}}],
			waivers: [
				{waiver: {rule: 'a/b', reason: 'old', until: '2026-01-31', place: {file: 'shelfready.yaml'}}, state: 'expired', findings: 2},
				{waiver: {rule: 'a/c', reason: 'gone', place: {file: 'shelfready.yaml'}}, state: 'unused', findings: 0},
			],
		}),
	);
	t.is($('#waivers details[open]').length, 0);
	t.regex($('#waivers .waived').text(), /agreed with AWS \(until 2027-01-31\)/);
	t.regex($('#waivers tbody').text(), /expired: 2 findings counted again.*unused: no finding matches it/s);
	t.is(htmlReport(outcome()).$('#waivers').length, 0);
});

/** What is wrong with the page as a whole: ids that stand twice, links that lead nowhere, headings that skip a level, markup that could act. */
function faultsOf($: CheerioAPI): readonly string[] {
	const ids = $('[id]')
		.toArray()
		.map((element) => $(element).attr('id') ?? '');
	const levels = $('h1,h2,h3,h4')
		.toArray()
		.map(({tagName}) => Number(tagName.slice(1)));
	const attributes = $('*')
		.toArray()
		.flatMap((element) => ('attribs' in element ? Object.entries(element.attribs) : []));
	return [
		...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`),
		...$('[href^="#"]')
			.toArray()
			.flatMap((element) => $(element).attr('href')?.slice(1) ?? [])
			.filter((id) => !ids.includes(id))
			.map((id) => `leads nowhere: ${id}`),
		...levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1).map((level) => `skips to h${level}`),
		...attributes.filter(([name]) => name === 'style' || name.startsWith('on') || name === 'src').map(([name]) => `attribute ${name}`),
		...attributes.filter(([name, value]) => name === 'href' && !/^(?:#|https?:\/\/)/.test(value)).map(([, value]) => `href ${value}`),
		...($('script').length === 1 && $('style').length === 1 ? [] : ['more than one script or style']),
		...$('img,iframe,object,embed,link,base,video,audio')
			.toArray()
			.map(({tagName}) => `a ${tagName}`),
	];
}

test('the page’s own policy lets in its style and script alone', (t) => {
	const {$} = htmlReport(outcome());
	const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	t.is(
		$('meta[http-equiv="Content-Security-Policy"]').attr('content'),
		`default-src 'none'; style-src ${hash($('style').text())}; script-src ${hash($('script').text())}; base-uri 'none'; form-action 'none'`,
	);
	t.deepEqual(faultsOf($), []);
});

test('nothing that a submission holds becomes markup, and what would not be seen is', (t) => {
	const nasty = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'\u202e\u001b[2J`;
	const file = artifact(`${nasty}.yaml`, `a: ${nasty}\nb: 1\n`);
	const {$, text} = htmlReport(
		outcome({
			artifacts: [{...file, detail: nasty}],
			findings: [
				finding(file, nasty, {
					message: nasty,
					help: nasty,
					subject: nasty,
					rule: `cfn-lint/${nasty}`,
					source: 'javascript:alert(1)',
					fix: {description: nasty, edits: [{file: file.file, range: [3, 8], text: nasty}]},
					place: {file: file.file, range: [3, 3 + nasty.length], logicalId: nasty, pointer: nasty},
				}),
			],
			waived: [{...finding(file, 'b'), message: nasty, waiver: {reason: nasty, until: nasty}}],
			waivers: [{waiver: {rule: nasty, subject: nasty, reason: nasty, place: {file: nasty}}, state: 'unused', findings: 0}],
			policies: verdicts({'usage.no-limits': {verdict: 'not-assessed', reason: nasty, wanting: nasty}}),
			problems: [{file: nasty, message: nasty}],
			notAssessed: [{rule: nasty, reason: nasty}],
		}),
	);
	t.deepEqual(faultsOf($), []);
	t.notRegex(text, /[\u202e\u001b]/);
	t.true($('.finding .message').text().includes('<img src=x onerror=alert(1)>"\'<U+202E>␛[2J'));
	t.is($('.meta a').filter((_, element) => $(element).text() === 'Source').length, 0);
});

test('a hostile template with roles and a hostile document are escaped too', async (t) => {
	const nasty = '<img src=x onerror=alert(1)>';
	const hostile = escalatingTemplate
		.replaceAll('Host', `"${nasty}"`)
		.replace("'s3:GetObject'", `'s3:${nasty}'`)
		.replace('arn:aws:s3:::larkspur/*', `arn:aws:s3:::${nasty}`);
	const {$} = await reportOn({[`${nasty}.yaml`]: hostile, [`${nasty}.md`]: guide.replace('Log in', `\`${nasty}\` Log in`)});
	t.true($('.graph').length > 0);
	t.true($('#texts mark').length > 0);
	t.deepEqual(faultsOf($), []);
});

test('ids, links and headings are in order in a real report', async (t) => {
	const {$, outcome: found} = await reportOn({'template.yaml': escalatingTemplate, 'README.md': guide});
	t.true(found.findings.length > 5);
	t.deepEqual(faultsOf($), []);
	t.is($('main').length + $('nav').length + $('header').length + $('footer').length, 4);
	t.is($('table caption').length, $('table').length);
	t.is($('thead th:not([scope]), tbody th:not([scope])').length, 0);
	t.is($('#shown').attr('aria-live'), 'polite');
	t.not($('#filters').attr('hidden'), undefined);
});

const largest = 1_500_000;

test('ten thousand findings stay below 1.5 MB: errors are kept the longest, and what is left out is counted', (t) => {
	const long = 'x'.repeat(3000);
	const severities = ['note', 'warning', 'error', 'note'] as const;
	const findings = Array.from({length: 10_000}, (_, index) =>
		finding(template, 'String', {severity: severities[index % 4] ?? 'note', help: long, message: `Fault ${index} ${long}`, fingerprint: `${index}:1`}),
	);
	const {text, $} = htmlReport(outcome({artifacts: [template], findings}));
	t.true(Buffer.byteLength(text) < largest);
	const printed = $('.finding').length;
	t.true(printed > 200);
	t.true($('article.finding').length > 50);
	t.is($('article.finding.warning, article.finding.note').length, 0);
	t.true(
		$('#findings > .cut')
			.text()
			.includes(`${10_000 - printed} findings of 10000 are not printed`),
	);
	t.regex($('#findings > .cut').text(), /Left out: \d+ errors, 2500 warnings, 5000 notes\.$/);
	t.true(
		$('.file .cut')
			.text()
			.includes(`${10_000 - printed} findings of this file are not printed`),
	);
	t.deepEqual(faultsOf($), []);
});

test('fingerprints that stand twice still give each finding an id of its own', (t) => {
	const {$} = htmlReport(outcome({artifacts: [template], findings: [finding(template, 'String'), finding(template, 'String')]}));
	t.is($('.finding').length, 2);
	t.deepEqual(faultsOf($), []);
});

test('much of everything stays below 1.5 MB, and each cut is said', (t) => {
	const long = '<&"'.repeat(1500);
	const many = <Item>(make: (index: number) => Item): readonly Item[] => Array.from({length: 3000}, (_, index) => make(index));
	const artifacts = many((index) => artifact(`${index}/${long}`, 'text'));
	const [first = template] = artifacts;
	const waiver = {rule: long, subject: long, reason: long, until: long, place: {file: long}};
	const whole: Outcome = outcome({
		artifacts,
		findings: many((index) =>
			finding(first, 'text', {message: long, help: long, subject: long, place: {file: `${index}/${long}`, range: [0, 4]}, fingerprint: `${index}:1`}),
		),
		waived: many(() => ({...finding(first, 'text'), message: long, waiver: {reason: long}})),
		waivers: many(() => ({waiver, state: 'expired' as const, findings: 1})),
		policies: verdicts(Object.fromEntries(policyIds.map((id) => [id, {verdict: 'not-assessed', reason: long, wanting: long}]))),
		problems: many(() => ({file: long, message: long})),
		notAssessed: many((index) => ({rule: long, reason: `${index} ${long}`})),
	});
	const {text, $} = htmlReport(whole);
	t.true(Buffer.byteLength(text) < largest, String(Buffer.byteLength(text)));
	for (const part of ['#problems', '.files', '#waivers', '#findings', '#evidence', '.idle'])
		t.regex($(`${part} .cut`).text(), /\d+ (?:more )?\w+ .*not printed/, part);
	t.deepEqual(faultsOf($), []);
});

test('many large roles and texts stay below 1.5 MB', async (t) => {
	const actions = Array.from({length: 200}, (_, index) => `'svc${index}:Do${index}'`).join(', ');
	const roles = Array.from(
		{length: 150},
		(_, index) => `  Role${index}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]}
      Policies: [{PolicyName: own, PolicyDocument: {Statement: [{Effect: Allow, Action: [${actions}, 'iam:*'], Resource: '*'}]}}]
`,
	).join('');
	const found = await checkFiles({'template.yaml': `Resources:\n${roles}`}, []);
	const {text, $} = htmlReport(found);
	t.true(Buffer.byteLength(text) < largest);
	t.true($('.subject').length > 5);
	t.regex($('#rights > .cut').text(), new RegExp(`^${150 - $('.subject').length} more identities are not drawn, to keep this page small: Role`));
	t.regex($('.subject').first().find('> .cut').text(), /^Not drawn: 194 more services, \d+ more ways to other rights; see the list\.$/);
});
