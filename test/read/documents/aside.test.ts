import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {Worker} from 'node:worker_threads';
import test from 'ava';

const module = new URL('../../../src/read/documents/aside.js', import.meta.url).href;

// An audit's threads read documents one after the other, each beside itself.
test('a thread that reads beside itself hears of every document, not of the first alone', async (t) => {
	const worker = new Worker(
		`const {parentPort} = require('node:worker_threads');
		import(${JSON.stringify(module)}).then(async ({readAside}) => {
			for (const text of ['One.', 'Two.', 'Three.', 'Four.', 'Five.']) {
				const read = await readAside({file: 'README.md', format: 'markdown', text});
				parentPort.postMessage([text, JSON.stringify(read).includes(text), read.faults ?? []]);
			}
			process.exit();
		});`,
		{eval: true},
	);
	const heard: unknown[] = [];
	worker.on('message', (one) => heard.push(one));
	await new Promise((done, failed) => worker.on('exit', done).on('error', failed));
	t.deepEqual(
		heard,
		['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map((text) => [text, true, []]),
	);
});

test('a program given as a text on the command line reads them too, and what can not be handed on spoils no later one', async (t) => {
	const {stdout} = await promisify(execFile)(process.execPath, [
		'--input-type=module',
		'-e',
		`const {readAside} = await import(${JSON.stringify(module)});
		const gone = new Uint8Array(4);
		structuredClone(gone.buffer, {transfer: [gone.buffer]});
		const first = await readAside({file: 'a.pdf', format: 'pdf', bytes: gone});
		const second = await readAside({file: 'README.md', format: 'markdown', text: 'Two.'});
		console.log(JSON.stringify([first.faults?.length, second.faults?.length ?? 0]));`,
	]);
	t.is(stdout.trim(), '[1,0]');
});
