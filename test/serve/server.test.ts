import {existsSync, readdirSync} from 'node:fs';
import {request} from 'node:http';
import {tmpdir} from 'node:os';
import test from 'ava';
import {type Serving, serve} from '../../src/serve/server.ts';

type Answered = {readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly body: string};

let serving: Serving;
test.before(async () => {
	serving = await serve();
});
test.after.always(() => serving.close());

/** A request with full say over its path and headers, which `fetch` would tidy. */
function ask(
	method: string,
	path: string,
	{headers = {}, body = ''}: {headers?: Readonly<Record<string, string>>; body?: string | Buffer} = {},
): Promise<Answered> {
	const {hostname, port} = new URL(serving.url);
	return new Promise((done, fail) => {
		const sent = request({hostname, port, method, path, headers}, async (response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(chunk as Buffer);
			done({status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8')});
		});
		sent.on('error', fail);
		sent.end(body);
	});
}

const base = () => new URL(serving.url).pathname;

async function newDrop(): Promise<string> {
	return (JSON.parse((await ask('POST', `${base()}drops`)).body) as {id: string}).id;
}

const template = 'Parameters:\n  AdminPassword: {Type: String, NoEcho: true, Default: Larkspur-123}\nResources:\n  Queue: {Type: AWS::SQS::Queue}\n';

test.serial('it listens on the loopback address alone, and its address holds a secret', (t) => {
	t.regex(serving.url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/$/);
});

test.serial('the page comes with a policy that allows nothing from elsewhere', async (t) => {
	const {status, headers, body} = await ask('GET', base());
	t.is(status, 200);
	t.regex(
		String(headers['content-security-policy']),
		/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'; frame-src 'self';/,
	);
	t.is(headers['referrer-policy'], 'no-referrer');
	t.notRegex(body, /(?:src|href)="?(?:https?:)?\/\//);
});

test.serial('without the secret nothing is told', async (t) => {
	for (const path of ['/', '/x/', `${base().slice(0, -2)}/`, '/..%2f', `/x${base()}`]) t.is((await ask('GET', path)).status, 404, path);
	t.is((await ask('POST', '/x/drops')).status, 404);
});

test.serial('a page from elsewhere, or one whose name leads here, is refused', async (t) => {
	t.is((await ask('POST', `${base()}drops`, {headers: {Origin: 'https://evil.example'}})).status, 403);
	t.is((await ask('POST', `${base()}drops`, {headers: {Origin: 'null'}})).status, 403);
	t.is((await ask('GET', base(), {headers: {Host: 'evil.example'}})).status, 403);
	t.is((await ask('GET', base(), {headers: {Host: `localhost:${new URL(serving.url).port}`}})).status, 200);
});

test.serial('a drop is checked, mended, checked again', async (t) => {
	const id = await newDrop();
	t.is((await ask('PUT', `${base()}drops/${id}/files/a%20b/t.yaml`, {body: template})).status, 200);
	const first = await ask('POST', `${base()}drops/${id}/check?licensing=byol`);
	t.like(JSON.parse(first.body), {errors: 1, problems: 0});
	const {body, headers} = await ask('GET', `${base()}drops/${id}/report`);
	t.is(headers['content-type'], 'text/html; charset=utf-8');
	t.true(body.includes('template/no-password-default') && body.includes('a b/t.yaml'));
	t.false(body.includes('shelfready-drop-'), 'where the drop lies is told');
	await ask('PUT', `${base()}drops/${id}/files/a%20b/t.yaml`, {body: template.replace(', Default: Larkspur-123', '')});
	t.like(JSON.parse((await ask('POST', `${base()}drops/${id}/check`)).body), {errors: 0});
	await ask('DELETE', `${base()}drops/${id}/files/a%20b/t.yaml`);
	t.like(JSON.parse((await ask('POST', `${base()}drops/${id}/check`)).body), {problems: 1});
});

test.serial('wrong settings are told without the folder on the disk', async (t) => {
	const id = await newDrop();
	await ask('PUT', `${base()}drops/${id}/files/t.yaml`, {body: template});
	await ask('PUT', `${base()}drops/${id}/files/shelfready.yaml`, {body: 'licence: x\n'});
	const {status, body} = await ask('POST', `${base()}drops/${id}/check`);
	t.is(status, 400);
	t.regex(body, /^shelfready\.yaml:1:1: the settings: there is no setting "licence"/);
});

test.serial('a root file system that comes as a folder is refused: what counts in it was lost on the way', async (t) => {
	const id = await newDrop();
	for (const file of ['etc/passwd', 'etc/os-release', 'usr/bin/true', 'var/lib/x', 'bin/sh', 'sbin/init', 'lib/x', 'root/.ssh/authorized_keys'])
		await ask('PUT', `${base()}drops/${id}/files/image/${file}`, {body: 'x\n'});
	const {status, body} = await ask('POST', `${base()}drops/${id}/check`);
	t.is(status, 400);
	t.regex(body, /^image is a root file system\. A browser hands on neither owners, modes nor links/);
});

test.serial('a file is taken out; a folder is not, and below a file there is nothing to take', async (t) => {
	const id = await newDrop();
	const said = async (method: string, path: string) => {
		const {status, body} = await ask(method, `${base()}drops/${id}/files/${path}`, method === 'PUT' ? {body: 'x'} : {});
		return status === 200 ? status : [status, body];
	};
	t.is(await said('PUT', 'a/b'), 200);
	const refused = [400, 'a folder stands where "a" is a file'];
	t.deepEqual(await said('DELETE', 'a'), refused);
	t.deepEqual(await said('PUT', 'a'), refused);
	t.is(await said('DELETE', 'a/b/c'), 200);
	t.is(await said('DELETE', 'a/b'), 200);
	t.is(await said('DELETE', 'a/b'), 200);
});

test.serial('a name longer than a file system takes is refused', async (t) => {
	const id = await newDrop();
	const long = 'a'.repeat(256);
	for (const path of [long, `b/${long}/c`])
		for (const method of ['PUT', 'DELETE']) {
			const {status, body} = await ask(method, `${base()}drops/${id}/files/${path}`, method === 'PUT' ? {body: 'x'} : {});
			t.deepEqual([status, body], [400, `the path ${JSON.stringify(path.slice(0, 100))} has a name that is too long`]);
		}
	t.is((await ask('PUT', `${base()}drops/${id}/files/${'a'.repeat(255)}`, {body: 'x'})).status, 200);
});

test.serial('a file where a folder is, and an address that is none', async (t) => {
	const id = await newDrop();
	await ask('PUT', `${base()}drops/${id}/files/a`, {body: 'x'});
	t.deepEqual(await ask('PUT', `${base()}drops/${id}/files/a/b`, {body: 'x'}).then(({status, body}) => [status, body]), [
		400,
		'a file stands where "a/b" has a folder',
	]);
	t.is((await ask('GET', '//')).status, 404);
});

if (process.platform !== 'win32') {
	test.serial('nowhere to keep a drop: told in words, without a folder of ours', async (t) => {
		const before = process.env['TMPDIR'];
		t.teardown(() => {
			if (before === undefined) delete process.env['TMPDIR'];
			else process.env['TMPDIR'] = before;
		});
		process.env['TMPDIR'] = '/none';
		const {status, body} = await ask('POST', `${base()}drops`);
		t.deepEqual([status, body], [507, "files in passing can't be kept in /none: it does not exist; TMPDIR names another folder"]);
	});
}

test.serial('no path leads out of the drop', async (t) => {
	const id = await newDrop();
	for (const path of [
		'..%2f..%2fescaped',
		'%2e%2e/escaped',
		'a/..%2f..%2fescaped',
		'a%5c..%5cescaped',
		'C%3aescaped',
		'a%00b',
		'%2fetc/escaped',
		'a//b',
		'',
		'%ff',
		`${'x/'.repeat(50)}x`,
	]) {
		const {status} = await ask('PUT', `${base()}drops/${id}/files/${path}`, {body: 'x'});
		// Some of these the address itself has resolved before anyone looks.
		t.true(status === 400 || status === 404, `${path}: ${status}`);
	}
	t.false(existsSync(`${tmpdir()}/escaped`));
});

test.serial('old drops go when new ones come, and their files with them', async (t) => {
	const other = await serve();
	const at = new URL(other.url);
	const post = async (path: string) => (await fetch(at.href + path, {method: 'POST'})).json() as Promise<{id: string}>;
	const ids: string[] = [];
	for (let count = 0; count < 6; count++) ids.push((await post('drops')).id);
	t.is((await fetch(`${at.href}drops/${ids[0]}/files/x`, {method: 'PUT', body: 'x'})).status, 404);
	t.is((await fetch(`${at.href}drops/${ids[5]}/files/marked-by-test.txt`, {method: 'PUT', body: 'x'})).status, 200);
	await other.close();
	const left = readdirSync(tmpdir()).filter((name) => name.startsWith('shelfready-drop-') && existsSync(`${tmpdir()}/${name}/marked-by-test.txt`));
	t.deepEqual(left, []);
});
