import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import test from 'ava';
import axe from 'axe-core';
import {type Browser, type BrowserContext, chromium, type Page} from 'playwright-core';
import {browserTest, chromiumFlags, chromiumPath} from '../helpers/chromium.ts';
import {escalatingTemplate, guide, reportOn} from '../helpers/html-report.ts';
import {projectRoot} from '../helpers/project.ts';
import {newFolder} from '../helpers/scratch.ts';

/** Submissions to look at: one with roles that escalate and marked texts, two of the examples, one of which could not be read in full. */
const submissions: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>> = {
	larkspur: async () => ({'template.yaml': escalatingTemplate, 'README.md': guide}),
	plover: async () => filesOf('plover', ['change-set.json', 'product.json']),
	godwit: async () => filesOf('godwit', ['image.json', 'print.yaml', 'request.json']),
};

async function filesOf(submission: string, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
	const texts = names.map(async (name) => [name, await readFile(join(projectRoot, 'templates', 'submissions', submission, name), 'utf8')] as const);
	return Object.fromEntries(await Promise.all(texts));
}

const path = chromiumPath();
let browser: Browser | undefined;
let folder = '';
const pages = new Map<string, string>();

test.before(async () => {
	if (path === undefined) return;
	folder = newFolder();
	for (const [name, files] of Object.entries(submissions)) {
		const file = join(folder, `${name}.html`);
		await writeFile(file, (await reportOn(await files())).text);
		pages.set(name, pathToFileURL(file).href);
	}
	browser = await chromium.launch({executablePath: path, args: [...chromiumFlags]});
});

test.after.always(async () => {
	await browser?.close();
});

/** Opens a report from the disk. Whatever it asks for beside itself, and whatever the browser complains of, lands in `complaints`. */
async function opened(
	name: string,
	options: Parameters<Browser['newContext']>[0] = {},
	hash = '',
): Promise<{readonly page: Page; readonly context: BrowserContext; readonly complaints: readonly string[]}> {
	const context = await browser?.newContext({viewport: {width: 1280, height: 900}, ...options});
	const url = pages.get(name);
	if (context === undefined || url === undefined) throw new Error(`no page ${name}`);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('request', (request) => {
		if (request.url().replace(/#.*/, '') !== url) complaints.push(`asked for ${request.url()}`);
	});
	page.on('console', (message) => complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto(url + hash);
	return {page, context, complaints};
}

/** What each look is held to: schemes differ in colours alone, and widths in all else. */
const looks = [
	{look: 'light', scheme: 'light', width: 1280, options: "{resultTypes: ['violations']}"},
	{look: 'dark', scheme: 'dark', width: 1280, options: "{runOnly: ['color-contrast'], resultTypes: ['violations']}"},
	{look: 'phone', scheme: 'light', width: 390, options: "{rules: {'color-contrast': {enabled: false}}, resultTypes: ['violations']}"},
] as const;

type Violation = {readonly id: string; readonly nodes: readonly {readonly target: readonly string[]}[]};

for (const name of Object.keys(submissions))
	browserTest(`${name}: axe finds no fault in light, dark and on a phone; nothing else is asked for`, async (t) => {
		// axe is put into the page, which the page's own policy would refuse.
		const shown = await opened(name, {bypassCSP: true});
		const {page, context, complaints} = shown;
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

browserTest('filters work by keyboard, say how much is shown, and keep their state in the address', async (t) => {
	const shown = await opened('plover');
	const {page, context, complaints} = shown;
	const visible = page.locator('.finding:visible');
	const all = await visible.count();
	const status = page.getByRole('status');
	t.is(await status.textContent(), `All ${all} findings shown`);

	await page.getByRole('checkbox', {name: 'note'}).focus();
	await page.keyboard.press('Space');
	const notes = await visible.count();
	t.is(await page.locator('.finding.note').count(), notes);
	t.is(await status.textContent(), `${notes} of ${all} findings shown`);
	t.true(page.url().endsWith('#severity=note'));
	t.regex((await page.locator('.file h3 small').first().textContent()) ?? '', new RegExp(`^${notes} of \\d+$`));

	await page.keyboard.press('Space');
	await page.getByRole('combobox', {name: 'Rule'}).focus();
	await page.keyboard.type('listing/valid-choice');
	t.true((await visible.count()) > 0);
	t.deepEqual([...new Set(await visible.locator('.rule').allTextContents())], ['listing/valid-choice']);

	await page.getByRole('searchbox', {name: 'Text'}).focus();
	await page.keyboard.type('eu-west-9');
	t.is(await visible.count(), 1);
	const address = page.url();
	await page.keyboard.type(' nowhere');
	t.is(await visible.count(), 0);
	t.true(await page.getByText('No finding matches the filters.').isVisible());
	await page.getByRole('button', {name: 'Clear filters'}).focus();
	await page.keyboard.press('Enter');
	t.is(await visible.count(), all);

	await page.goto(address);
	t.is(await visible.count(), 1);
	await page.reload();
	t.is(await visible.count(), 1);
	t.is(await page.getByRole('searchbox', {name: 'Text'}).inputValue(), 'eu-west-9');
	t.deepEqual(complaints, []);
	await context.close();
});

browserTest('a link to a finding shows it although it is filtered away, and one to a folded policy opens it', async (t) => {
	const shown = await opened('plover', {}, '#text=eu-west-9');
	const {page, context} = shown;
	const link = page.locator('.links a:visible').first();
	const finding = page.locator((await link.getAttribute('href')) ?? '');
	t.false(await finding.isVisible());
	await link.press('Enter');
	await finding.waitFor({state: 'visible', timeout: 5000});
	t.regex((await page.getByRole('status').textContent()) ?? '', /^All /);
	const policy = page.locator('#p-architecture\\.file-system');
	t.false(await policy.isVisible());
	await page.evaluate('location.hash = "#p-architecture.file-system"');
	await policy.waitFor({state: 'visible', timeout: 5000});
	t.true(await policy.isVisible());
	await context.close();
});

browserTest('the first stop of the keyboard leads past the head, and every stop is seen', async (t) => {
	const shown = await opened('larkspur');
	const {page, context} = shown;
	await page.keyboard.press('Tab');
	t.is(await page.evaluate('document.activeElement.textContent'), 'Skip to the policies');
	t.true((await page.locator('.skip').boundingBox())?.y === 8);
	await page.keyboard.press('Enter');
	t.is(await page.evaluate('document.activeElement.id'), 'main');
	const outlines = new Set<unknown>();
	for (let stop = 0; stop < 25; stop++) {
		await page.keyboard.press('Tab');
		outlines.add(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'));
	}
	t.deepEqual([...outlines], ['solid']);
	await context.close();
});

browserTest('without the script all findings stand there, and no filters that do nothing', async (t) => {
	const shown = await opened('larkspur', {javaScriptEnabled: false});
	const {page, context, complaints} = shown;
	t.true((await page.locator('.finding:visible').count()) > 3);
	t.false(await page.locator('#filters').isVisible());
	await page.locator('summary', {hasText: 'The same as a list'}).first().click();
	t.true(await page.locator('.tree').first().isVisible());
	t.deepEqual(complaints, []);
	await context.close();
});

browserTest('on paper what is folded is open, in light colours, without what only a screen can use', async (t) => {
	const shown = await opened('larkspur', {colorScheme: 'dark'});
	const {page, context} = shown;
	await page.emulateMedia({media: 'print', colorScheme: 'dark'});
	t.is(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
	t.false(await page.locator('#filters').isVisible());
	t.true((await page.locator('.tree').first().boundingBox()) !== null);
	t.true((await page.pdf()).byteLength > 10_000);
	await context.close();
});
