/**
 * `shelfready serve`: a page on this machine's own address, where a submission is dropped and its report is seen. Nothing leaves the machine: the server
 * listens on the loopback address alone, opens no connection, and answers only who knows the secret of its address.
 */

import {randomBytes, timingSafeEqual} from 'node:crypto';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {basename} from 'node:path';
import {reasonOf} from '../reason.ts';
import {formatOutcome} from '../report/formats.ts';
import {checkPaths} from '../submission.ts';
import type {SubmissionOptions} from '../submitted.ts';
import {toolOf} from '../version.ts';
import {closeDrop, type Drop, openDrop, putFile, Refused, removeFile, Unkept} from './drop.ts';
import {page, pagePolicy} from './page.ts';

/** A running server: the address to open, and how to end it. */
export type Serving = {readonly url: string; close(): Promise<void>};

/** Drops that are kept at once; the oldest goes. */
const mostDrops = 4;

const loopback = '127.0.0.1';

type Held = Drop & {report?: string; checking: Promise<unknown>};
type Answer = {readonly status: number; readonly type: string; readonly body: string; readonly policy?: string};

/** Serves until it is closed. @throws {Error} where the port is taken. */
export async function serve(port = 0): Promise<Serving> {
	const secret = randomBytes(18).toString('base64url');
	const drops = new Map<string, Held>();
	const server = createServer((request, response) => {
		answer(request, {secret, drops, port: (server.address() as AddressInfo).port})
			.catch((error: unknown) => {
				const words = reasonOf(error);
				if (error instanceof Unkept) return plain(507, words);
				return error instanceof Refused || error instanceof URIError
					? plain(400, words)
					: plain(500, `${words}; this is a fault of shelfready, please report it`);
			})
			.then((found) => send(response, found, request))
			.catch(() => response.destroy());
	});
	server.requestTimeout = 0;
	await new Promise<void>((done, fail) => {
		server.once('error', fail);
		server.listen(port, loopback, done);
	});
	return {
		url: `http://${loopback}:${(server.address() as AddressInfo).port}/${secret}/`,
		async close() {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
			await Promise.all([...drops.values()].map(closeDrop));
			drops.clear();
		},
	};
}

type House = {readonly secret: string; readonly drops: Map<string, Held>; readonly port: number};

async function answer(request: IncomingMessage, {secret, drops, port}: House): Promise<Answer> {
	const own = [`${loopback}:${port}`, `localhost:${port}`];
	// A page from elsewhere may have its name lead here; it can't choose these.
	if (!own.includes(request.headers.host ?? '')) return plain(403, 'not for this address');
	const {origin} = request.headers;
	if (origin !== undefined && !own.some((host) => origin === `http://${host}`)) return plain(403, 'not for this page');
	const target = request.url ?? '/';
	if (!URL.canParse(target, `http://${loopback}`)) return plain(404, 'not found');
	const {pathname, searchParams} = new URL(target, `http://${loopback}`);
	const [, given = '', kind, id = '', what, ...rest] = pathname.split('/');
	if (!same(given, secret)) return plain(404, 'not found: open the whole address that shelfready serve printed');
	const method = request.method ?? 'GET';
	if (kind === '' && method === 'GET') return {status: 200, type: 'text/html', body: page(), policy: pagePolicy};
	if (kind !== 'drops') return plain(404, 'not found');
	if (id === '' && what === undefined && method === 'POST') return json(201, {id: await newDrop(drops)});
	const drop = drops.get(id);
	if (drop === undefined) return plain(404, 'this drop is no longer here; drop the folder again');
	if (what === 'files' && method === 'PUT') {
		await putFile(drop, rest.map(decodeURIComponent).join('/'), request);
		return json(200, {});
	}
	if (what === 'files' && method === 'DELETE') {
		await removeFile(drop, rest.map(decodeURIComponent).join('/'));
		return json(200, {});
	}
	if (what === 'check' && method === 'POST') return checked(drop, optionsOf(searchParams));
	// The report brings its own policy, which is stricter than the page's.
	if (what === 'report' && method === 'GET' && drop.report !== undefined) return {status: 200, type: 'text/html', body: drop.report};
	return plain(404, 'not found');
}

async function newDrop(drops: Map<string, Held>): Promise<string> {
	const id = randomBytes(9).toString('base64url');
	drops.set(id, {...openDrop(), checking: Promise.resolve()});
	for (const [old, drop] of drops) {
		if (drops.size <= mostDrops) break;
		drops.delete(old);
		await closeDrop(drop);
	}
	return id;
}

/** Checks one after the other: two at once would only take turns. */
async function checked(drop: Held, options: SubmissionOptions): Promise<Answer> {
	const checking = drop.checking.then(() => checkPaths([drop.folder], options));
	drop.checking = checking.catch(() => {});
	const submitted = await checking;
	if ('errors' in submitted) return plain(400, submitted.errors.map((error) => withoutFolder(error, drop)).join('\n'));
	const {outcome} = submitted;
	const root = outcome.artifacts.find(({file, kind}) => kind === 'root' && !drop.sizes.has(file));
	if (root !== undefined)
		return plain(
			400,
			`${root.file} is a root file system. A browser hands on neither owners, modes nor links of its files: drop it as an archive (sudo tar --one-file-system -C / -cf root.tar .), or use shelfready check.`,
		);
	drop.report = await formatOutcome('html', outcome, {tool: toolOf(), validators: outcome.rules, terminal: {width: 100, color: false, quiet: false}});
	const count = (severity: string) => outcome.findings.filter((finding) => finding.severity === severity).length;
	return json(200, {errors: count('error'), warnings: count('warning'), notes: count('note'), problems: outcome.problems.length});
}

/** Where the drop lies is no business of the user's. */
function withoutFolder(words: string, {folder}: Drop): string {
	const name = `${basename(folder)}/`;
	const at = words.indexOf(name);
	return at === -1 ? words : words.slice(at + name.length);
}

function optionsOf(parameters: URLSearchParams): SubmissionOptions {
	const edition = parameters.get('edition');
	const licensing = parameters.get('licensing');
	return {
		...(edition === 'ami-2020' || edition === 'ami-2025' ? {edition} : {}),
		...(licensing === 'paid' || licensing === 'byol' || licensing === 'free' ? {licensing} : {}),
	};
}

function same(given: string, secret: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(secret)];
	return a.length === b.length && timingSafeEqual(a, b);
}

function plain(status: number, body: string): Answer {
	return {status, type: 'text/plain', body};
}

function json(status: number, data: object): Answer {
	return {status, type: 'application/json', body: JSON.stringify(data)};
}

function send(response: ServerResponse, {status, type, body, policy}: Answer, request: IncomingMessage): void {
	response.writeHead(status, {
		'Content-Type': `${type}; charset=utf-8`,
		'Cache-Control': 'no-store',
		'Cross-Origin-Opener-Policy': 'same-origin',
		'Cross-Origin-Resource-Policy': 'same-origin',
		// The address holds the secret.
		'Referrer-Policy': 'no-referrer',
		'X-Content-Type-Options': 'nosniff',
		...(policy === undefined ? {} : {'Content-Security-Policy': policy}),
		// What was not read to its end can't be followed by another request.
		...(request.complete ? {} : {Connection: 'close'}),
	});
	response.end(body);
}
