import {pathToFileURL} from 'node:url';
import test from 'ava';
import axe from 'axe-core';
import fc from 'fast-check';
import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core';
import {browserTest, chromiumFlags, chromiumPath} from '../helpers/chromium.ts';
import {checkedLine, extras, failedLine, madeFinding, pictured} from '../helpers/results.ts';

const path = chromiumPath();
let browser: Browser | undefined;
let folder = '';

const sharing = madeFinding({rule: 'iam/no-wildcard-action', policy: 'security.least-privilege', severity: 'warning', message: 'The role may do everything.'});

const milder = {
	from: 'ami-2025',
	to: 'ami-2020',
	counts: {added: 0, removed: 0, graver: 0, milder: 1},
	added: [],
	removed: [],
	regraded: [{rule: 'template/no-password-default', severity: 'error', file: 'stack.yaml', message: 'AdminPassword has a default.', to: 'warning'}],
	verdicts: [{policy: 'access.no-fixed-passwords', from: 'violated', to: 'review'}],
	marks: {from: '', to: ''},
};

/** Every name is of a bird and a number; each third has an error, each fifth a warning, the last failed. */
const lines = [
	...Array.from({length: 259}, (_, index) =>
		checkedLine(
			`${index % 2 === 0 ? 'godwit' : 'heron'}-${index}`,
			[...(index % 3 === 0 ? [madeFinding()] : []), ...(index % 5 === 0 ? [sharing] : [])],
			index === 7 ? {problems: [{file: 'broken.pdf', message: 'it is cut off'}]} : {},
			index === 153 ? {editions: milder} : {},
		),
	),
	failedLine('plover', 'it takes longer than 300 s'),
];

test.before(async () => {
	if (path === undefined) return;
	folder = await pictured(lines, extras);
	browser = await chromium.launch({executablePath: path, args: [...chromiumFlags]});
});

test.after.always(async () => {
	await browser?.close();
});

type Opened = {readonly page: Page; readonly context: BrowserContext; readonly complaints: readonly string[]};

/** Opens a page from the disk. What it asks for outside of its folder, and whatever the browser complains of, lands in `complaints`. */
async function opened(file: string, options: Parameters<Browser['newContext']>[0] = {}, out = folder): Promise<Opened> {
	const context = await browser?.newContext({viewport: {width: 1280, height: 900}, ...options});
	if (context === undefined) throw new Error('no browser');
	const page = await context.newPage();
	const complaints: string[] = [];
	const home = pathToFileURL(out).href;
	page.on('request', (request) => {
		if (!request.isNavigationRequest() || !request.url().startsWith(home)) complaints.push(`asked for ${request.url()}`);
	});
	page.on('console', (message) => complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
	await page.goto(`${home}/${file}`);
	return {page, context, complaints};
}

/** What each look is held to: schemes differ in colours alone, and widths in all else. */
const looks = [
	{look: 'light', scheme: 'light', width: 1280, options: "{resultTypes: ['violations']}"},
	{look: 'dark', scheme: 'dark', width: 1280, options: "{runOnly: ['color-contrast'], resultTypes: ['violations']}"},
	{look: 'phone', scheme: 'light', width: 390, options: "{rules: {'color-contrast': {enabled: false}}, resultTypes: ['violations']}"},
] as const;

type Violation = {readonly id: string; readonly nodes: readonly {readonly target: readonly string[]}[]};

for (const [file, drawn] of [
	['index.html', '#rows tr'],
	['reports/0004.html#heron-153', '#report h1'],
	['reports/0006.html#plover', '#report h1'],
] as const)
	browserTest(`${file}: axe finds no fault in light, dark and on a phone; nothing is asked for`, async (t) => {
		// axe is put into the page, which the page's own policy would refuse.
		const shown = await opened(file, {bypassCSP: true});
		const {page, context, complaints} = shown;
		await page.locator(drawn).first().waitFor();
		await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
		await page.addScriptTag({content: axe.source});
		for (const {look, scheme, width, options} of looks) {
			await page.emulateMedia({colorScheme: scheme});
			await page.setViewportSize({width, height: 900});
			const violations = (await page.evaluate(`axe.run(${options}).then(({violations}) => violations)`)) as readonly Violation[];
			t.deepEqual(
				violations.map(({id, nodes}) => `${look}: ${id}: ${nodes.map(({target}) => target.join(' ')).join('; ')}`),
				[],
			);
			t.is(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0, `${look}: the page scrolls sideways`);
		}
		t.deepEqual(complaints, []);
		await context.close();
	});

browserTest('submissions are found by name, state, rule and policy, by keyboard; the address keeps it', async (t) => {
	const shown = await opened('index.html');
	const {page, context, complaints} = shown;
	const rows = page.locator('#rows tr');
	const status = page.locator('#shown');
	await rows.first().waitFor();
	t.is(await rows.count(), 100);
	t.is(await status.textContent(), 'All 260 submissions match, the first 100 are shown');
	await page.getByRole('button', {name: 'Show 100 more'}).press('Enter');
	t.is(await rows.count(), 200);

	await page.getByRole('combobox', {name: 'Rule'}).focus();
	await page.keyboard.type('iam');
	t.is(await status.textContent(), '52 of 260 submissions match');
	await page.getByRole('searchbox', {name: 'Name'}).focus();
	await page.keyboard.type('godwit');
	t.is(await status.textContent(), '26 of 260 submissions match');
	t.is(await rows.count(), 26);
	await page.getByRole('combobox', {name: 'State'}).selectOption('errors');
	t.is(await rows.count(), 9);
	const address = page.url();
	t.regex(address, /#text=godwit&state=errors&rule=iam%2Fno-wildcard-action$/);

	await page.getByRole('button', {name: 'Clear filters'}).press('Enter');
	t.is(await rows.count(), 100);
	await page.goto(address);
	await page.reload();
	await rows.first().waitFor();
	t.is(await rows.count(), 9);
	await page.getByRole('combobox', {name: 'Order'}).selectOption('name');
	t.is(await rows.first().locator('th').textContent(), 'godwit-0');
	await page.getByRole('searchbox', {name: 'Name'}).fill('nowhere');
	t.is(await status.textContent(), '0 of 260 submissions match');
	t.deepEqual(complaints, []);
	await context.close();
});

browserTest('states: failed, not in full and clean ones are told apart', async (t) => {
	const shown = await opened('index.html#state=failed');
	const {page, context} = shown;
	const rows = page.locator('#rows tr');
	await rows.first().waitFor();
	t.deepEqual(await rows.allTextContents(), ['ploverfailed–––––00']);
	for (const [state, count] of [
		['problems', 1],
		['errors', 87],
		['sound', 171],
		['clean', 137],
		['new', 1],
		['mended', 1],
	] as const) {
		await page.getByRole('combobox', {name: 'State'}).selectOption(state);
		t.regex((await page.locator('#shown').textContent()) ?? '', new RegExp(`^${count} of 260 `), state);
	}
	t.deepEqual(await rows.allTextContents(), ['godwit-0errors1101138']);
	await context.close();
});

browserTest('a rule of the tables leads to its submissions, one of those to its report, and that back', async (t) => {
	const shown = await opened('index.html');
	const {page, context, complaints} = shown;
	await page.getByRole('link', {name: 'template/no-password-default: show the submissions'}).press('Enter');
	await page.getByText('87 of 260 submissions match').waitFor();
	await page.getByRole('searchbox', {name: 'Name'}).fill('heron-153');
	await page.locator('#rows').getByRole('link', {name: 'heron-153'}).press('Enter');
	await page.getByRole('heading', {name: 'heron-153', exact: true}).waitFor();
	t.true(page.url().endsWith('/reports/0004.html#heron-153'));
	t.is(await page.title(), 'heron-153 – shelfready');
	t.is(await page.locator('.finding .message').textContent(), 'AdminPassword has a default.');
	t.is(await page.locator('.finding pre').textContent(), 'Cormorant123');
	t.is(await page.locator('.finding .place').textContent(), '8:14');
	t.is(await page.getByRole('link', {name: 'Source'}).getAttribute('href'), 'https://docs.aws.amazon.com/marketplace/');

	await page
		.locator('.others')
		.getByRole('link', {name: /^godwit-150/})
		.press('Enter');
	await page.getByRole('heading', {name: 'godwit-150', exact: true}).waitFor();
	t.is(await page.evaluate('document.activeElement.localName'), 'h1');
	t.is(await page.locator('.others [aria-current]').count(), 1);
	t.is(await page.locator('.finding').count(), 2);
	await page.goBack();
	await page.getByRole('heading', {name: 'heron-153', exact: true}).waitFor();
	await page.getByRole('link', {name: 'Overview of the audit'}).press('Enter');
	await page.getByRole('heading', {name: '260 submissions'}).waitFor();
	t.deepEqual(complaints, []);
	await context.close();
});

browserTest('a name behind the overview’s address leads to its report; one that is not there says so', async (t) => {
	const shown = await opened('index.html#heron-201');
	const {page, context} = shown;
	await page.getByRole('heading', {name: 'heron-201', exact: true}).waitFor();
	t.true(page.url().endsWith('/reports/0005.html#heron-201'));
	await page.goto(`${pathToFileURL(folder).href}/reports/0001.html#nobody`);
	await page.getByRole('heading', {name: 'No such submission'}).waitFor();
	t.true(await page.getByRole('heading', {name: 'No such submission'}).isVisible());
	await context.close();
});

browserTest('without scripts the tables and charts stand there, and no filters that do nothing', async (t) => {
	const shown = await opened('index.html', {javaScriptEnabled: false});
	const {page, context, complaints} = shown;
	t.true(await page.locator('#policies tbody tr').first().isVisible());
	t.is(await page.locator('#history svg.chart:visible').count(), 2);
	t.false(await page.locator('#filters').isVisible());
	t.true(await page.getByText('Searching needs the page’s script').isVisible());
	await page.goto(`${pathToFileURL(folder).href}/reports/0001.html`);
	t.true(await page.getByText('They are in results.ndjson too').isVisible());
	t.is(await page.locator('.others li').count(), 50);
	t.deepEqual(complaints, []);
	await context.close();
});

/** What texts of a hostile submission are made of. */
const piece = fc.constantFrom(
	'</script>',
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'"><svg onload=alert(1)>',
	'<!--',
	']]>',
	'&lt;b&gt;',
	'javascript:alert(1)',
	'\u2028',
	'\u2029',
	'\u202e',
	'\u0000',
	'\u001b[31m',
	'\r\n',
	'\t',
	'\ud800',
	'__proto__',
	'#',
	'%',
	'=1+1',
	'é',
	'🦉',
	'a',
	' ',
);
const text = fc.array(piece, {minLength: 1, maxLength: 6}).map((pieces) => pieces.join(''));
const hostile = fc.record({
	name: text,
	message: text,
	help: text,
	excerpt: text,
	subject: text,
	file: text,
	rule: text,
	policy: text,
	source: text,
	logicalId: text,
	reason: text,
});

/** What must not reach a page: controls, what reorders or breaks lines. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

browserTest('property: whatever a submission holds stands in the pages as text', async (t) => {
	await fc.assert(
		fc.asyncProperty(fc.uniqueArray(hostile, {minLength: 1, maxLength: 4, selector: ({name}) => name}), async (submissions) => {
			const made = submissions.map(({name, reason, file, logicalId, ...texts}) =>
				checkedLine(
					name,
					[madeFinding({...texts, place: {file, logicalId}})],
					{problems: [{file, message: reason}]},
					{
						editions: {...milder, added: [{...texts, severity: 'error', file}], verdicts: [{policy: texts.policy, from: 'review', to: 'violated'}]},
					},
				),
			);
			const out = await pictured([...made, failedLine('</title><h1>', '<b>broken</b>')]);
			const shown = await opened('index.html', {}, out);
			const {page, context, complaints} = shown;
			await page.locator('#rows tr').first().waitFor();
			t.is(await page.locator('#rows tr').count(), submissions.length + 1);
			t.notRegex((await page.locator('body').innerText()).replaceAll('\n', ''), unseen);
			t.deepEqual(await foreign(page), []);
			const links = await page.locator('#rows a').evaluateAll((all) => all.map((link) => (link as unknown as {href: string}).href));
			const names = await page.locator('#rows a').allTextContents();
			const messages: string[] = [];
			for (const [index, link] of links.entries()) {
				await page.goto(link);
				await page.locator('#report h1').waitFor();
				t.is((await page.locator('#report h1').textContent()) ?? '', names[index] ?? '?');
				messages.push(...(await page.locator('.message').allTextContents()));
				t.notRegex((await page.locator('body').innerText()).replaceAll('\n', ''), unseen);
				t.deepEqual(await foreign(page), []);
			}
			for (const {message} of submissions.filter(({message: own}) => /^[ -~]*$/.test(own))) t.true(messages.includes(message));
			t.deepEqual(complaints, []);
			await context.close();
		}),
		{numRuns: 8, seed: 9},
	);
	t.true(folder !== '');
});

/** Elements and attributes that only markup of a submission could have made. */
async function foreign(page: Page): Promise<unknown> {
	return page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) => [
		...(['img', 'iframe', 'object', 'b'].includes(element.localName) && !element.closest('.totals, .missing, .help, .standing') ? [element.localName] : []),
		...(element.localName === 'script' && element.attributes.length > 0 && element.id !== 'data' ? ['script'] : []),
		...[...element.attributes].filter(({name, value}) => name.startsWith('on') || (name === 'href' && !/^(?:#|\\.\\.\\/index\\.html|reports\\/\\d{4}\\.html#|https:\\/\\/docs\\.aws)/.test(value))).map(({name, value}) => name + '=' + value),
	]).concat(document.querySelectorAll('script').length > 2 ? ['scripts'] : [])`);
}
