import {readdirSync} from 'node:fs';
import {connect} from 'node:net';
import {serve} from '../../../src/serve/server.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken} from '../oracles.ts';
import {assertNothingElseIn, scratchFolder} from '../scratch.ts';
import {texts} from '../seeds.ts';

// Drops lie there, so that what leaves one is seen.
process.env['TMPDIR'] = scratchFolder();
const {url, close} = await serve();
const {host, port, pathname} = new URL(url);
const {id} = (await (await fetch(`${url}drops`, {method: 'POST'})).json()) as {readonly id: string};
const drops = readdirSync(scratchFolder());

/** Milliseconds after which a request that is not whole is given up. */
const patience = 100;

const target: Target = {
	about: "a request to serve's own address: HOST, HOME and DROP stand for what only the page knows",
	longest: 4000,
	seeds: () =>
		texts(
			'GET HOME HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
			'PUT HOMEdrops/DROP/files/docs/a%20b.md HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nConnection: close\r\n\r\n# Ab',
			'PUT HOMEdrops/DROP/files/x HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\nabcd\r\n0\r\n\r\n',
			'DELETE HOMEdrops/DROP/files/x HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n',
			'GET HOMEdrops/DROP/report HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nConnection: close\r\n\r\n',
		),
	words: [
		'..',
		'%2e%2e',
		'%2f',
		'%00',
		'%5c',
		'%zz',
		'%e2%80%ae',
		'/',
		'//',
		'HOME',
		'DROP',
		'HOST',
		'files/',
		'report',
		'drops',
		'PUT ',
		'POST ',
		'Origin: ',
		'Content-Length: ',
		'Expect: 100-continue',
		'\r\n',
		'?edition=ami-2025',
		'http://x/',
		'aux',
		'a'.repeat(300),
	],
	async run(bytes) {
		const request = Buffer.from(bytes)
			.toString('latin1')
			.replaceAll('HOST', host)
			.replaceAll('HOME', pathname)
			.replaceAll('DROP', id)
			// A whole check has targets of its own; more drops would end the one that is written to.
			.replace(/\/check\b/g, '/chec')
			.replace(/^POST/gm, 'POS');
		const answer = await new Promise<string>((done, fail) => {
			const socket = connect(Number(port), '127.0.0.1');
			let text = '';
			socket.setTimeout(patience, () => socket.destroy());
			socket.on('data', (piece: Buffer) => {
				text += piece.toString('latin1');
			});
			socket.on('close', () => done(text));
			socket.on('error', (error: Error & {readonly code?: string}) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done(text) : fail(error)));
			socket.end(Buffer.from(request, 'latin1'));
		});
		assertUnpolluted();
		if (answer.startsWith('HTTP/1.1 500')) throw new Broken(answer.slice(answer.indexOf('\r\n\r\n') + 4));
		assertNothingElseIn(scratchFolder(), drops);
	},
	end: close,
};
export default target;
