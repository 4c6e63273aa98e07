import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import test from 'ava';
import {type Browser, chromium} from 'playwright-core';
import {type Serving, serve} from '../../src/serve/server.ts';
import {browserTest, chromiumFlags, chromiumPath} from '../helpers/chromium.ts';
import {projectRoot} from '../helpers/project.ts';
import {newFolder} from '../helpers/scratch.ts';

const path = chromiumPath();

let serving: Serving;
let browser: Browser;
test.before(async () => {
	serving = await serve();
	if (path !== undefined) browser = await chromium.launch({executablePath: path, args: [...chromiumFlags]});
});
test.after.always(async () => {
	await browser?.close();
	await serving.close();
});

function submission(): string {
	const folder = newFolder();
	for (const file of ['gateway.yaml', 'README.md']) copyFileSync(join(projectRoot, 'templates', 'submissions', 'cormorant', file), join(folder, file));
	writeFileSync(join(folder, '.hidden.yaml'), 'x: [');
	return folder;
}

browserTest('a folder is chosen, its report is seen, and nothing else is asked of any server', async (t) => {
	const page = await browser.newPage();
	const asked: string[] = [];
	const wrong: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
	page.on('pageerror', (error) => wrong.push(error.message));
	// Headless, the picker has nobody to ask; without it the page takes the file input.
	await page.addInitScript('delete globalThis.showDirectoryPicker');
	await page.goto(serving.url);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', {name: 'Choose a folder'}).press('Enter');
	await (await chooser).setFiles(submission());
	await page.getByText(/^\d+ errors?, \d+ warnings?, \d+ notes?$/).waitFor({timeout: 60_000});
	t.regex((await page.locator('#status').textContent()) ?? '', /^11 errors, /);
	const report = page.frameLocator('#report');
	t.regex((await report.locator('body').textContent()) ?? '', /AdminPassword has a default/);
	t.deepEqual(
		asked.filter((url) => !url.startsWith(serving.url)),
		[],
	);
	t.deepEqual(wrong, []);
	const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(axe);
	const found = await page.evaluate("axe.run(document, {iframes: false}).then(({violations}) => violations.map(({id, nodes}) => id + ' ' + nodes[0].html))");
	t.deepEqual(found, []);
	await page.close();
});

browserTest('a dropped folder is checked, and again when a file of it is saved', async (t) => {
	const page = await browser.newPage();
	await page.goto(serving.url);
	// A drop from the desktop can't be made here; a folder of the page's own file system drops the same handles.
	await page
		.evaluate(`(async () => {
		const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('larkspur', {create: true});
		const write = async (text) => {
			const stream = await (await root.getFileHandle('t.yaml', {create: true})).createWritable();
			await stream.write(text);
			await stream.close();
		};
		globalThis.write = write;
		await write('Parameters:\\n  AdminPassword: {Type: String, NoEcho: true, Default: Larkspur-123}\\nResources:\\n  Queue: {Type: AWS::SQS::Queue}\\n');
		await take(ofHandles([root]), true);
	})()`)
		.catch(() => undefined);
	await page.getByText(/^1 error, .* Changes in the folder are checked as they are saved\.$/).waitFor({timeout: 60_000});
	await page.evaluate("write('Parameters:\\n  AdminPassword: {Type: String, NoEcho: true}\\nResources:\\n  Queue: {Type: AWS::SQS::Queue}\\n')");
	await page.getByText(/^0 errors, /).waitFor({timeout: 60_000});
	t.regex((await page.frameLocator('#report').locator('body').textContent()) ?? '', /t\.yaml/);
	await page.close();
});

browserTest('what goes wrong is told on the page', async (t) => {
	const page = await browser.newPage();
	await page.addInitScript('delete globalThis.showDirectoryPicker');
	await page.goto(serving.url);
	const folder = submission();
	writeFileSync(join(folder, 'shelfready.yaml'), 'licence: x\n');
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', {name: 'Choose a folder'}).click();
	await (await chooser).setFiles(folder);
	await page.getByRole('alert').getByText('there is no setting "licence"').waitFor({timeout: 60_000});
	t.is(await page.locator('#report').isHidden(), true);
	await page.close();
});
