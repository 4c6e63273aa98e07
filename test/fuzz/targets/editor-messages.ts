import {type ChildProcess, spawn} from 'node:child_process';
import {command} from '../../helpers/command.ts';
import type {Target} from '../engine/target.ts';
import {Broken} from '../oracles.ts';
import {texts} from '../seeds.ts';

const uri = 'file:///none/template.yaml';
const document = {uri};
const range = {start: {line: 0, character: 0}, end: {line: 2, character: 0}};
const said = [
	{method: 'initialized', params: {}},
	{method: 'textDocument/didOpen', params: {textDocument: {uri, languageId: 'yaml', version: 1, text: 'Resources:\n\tA: {Type: AWS::EC2::Instance}\n'}}},
	{method: 'textDocument/didChange', params: {textDocument: {uri, version: 2}, contentChanges: [{range, text: 'x'}]}},
	{id: 2, method: 'textDocument/hover', params: {textDocument: document, position: {line: 1, character: 2}}},
	{id: 3, method: 'textDocument/codeAction', params: {textDocument: document, range, context: {diagnostics: []}}},
	{id: 4, method: 'workspace/executeCommand', params: {command: 'shelfready.showReason', arguments: [uri, {line: 0, character: 0}]}},
	{method: 'workspace/didChangeWatchedFiles', params: {changes: [{uri, type: 2}]}},
	{method: 'workspace/didChangeWorkspaceFolders', params: {event: {added: [{uri: 'file:///none', name: 'none'}], removed: []}}},
	{method: 'textDocument/didClose', params: {textDocument: document}},
].map((message) => JSON.stringify({jsonrpc: '2.0', ...message}));

/** Milliseconds in which any answer comes, on however busy a machine. */
const patience = 50_000;

let server: {readonly child: ChildProcess; answer: string} | undefined;
let asked = 0;

function send({child}: {readonly child: ChildProcess}, text: string): void {
	child.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

/** Resolves when the server has answered this request, whatever it says. */
async function answered(running: NonNullable<typeof server>, id: string, method: string, params: object): Promise<void> {
	await new Promise<void>((done, fail) => {
		const end = (error?: Error) => {
			clearTimeout(timer);
			running.child.stdout?.off('data', look);
			running.child.off('exit', gone);
			if (error === undefined) return done();
			running.child.kill();
			server = undefined;
			fail(error);
		};
		const look = (piece: Buffer) => {
			running.answer = (running.answer + piece.toString('latin1')).slice(-100_000);
			if (running.answer.includes(`"id":"${id}"`)) end();
		};
		const gone = (code: number | null) => end(new Broken(`the server ended with ${code}`));
		const timer = setTimeout(() => end(new Broken('the server no longer answers')), patience);
		running.child.stdout?.on('data', look);
		running.child.on('exit', gone);
		send(running, JSON.stringify({jsonrpc: '2.0', id, method, params}));
	});
}

async function started(): Promise<NonNullable<typeof server>> {
	if (server !== undefined) return server;
	const child = spawn(process.execPath, [command, 'lsp', '--stdio', '--no-cfn-lint'], {stdio: ['pipe', 'pipe', 'ignore']});
	child.stdin.on('error', () => {});
	process.once('exit', () => child.kill());
	const running = {child, answer: ''};
	await answered(running, 'first', 'initialize', {processId: null, rootUri: null, capabilities: {}});
	server = running;
	return running;
}

const target: Target = {
	about: 'messages of an editor, one a line, to a server in a process of its own: it must answer the next request. Its edges are not counted',
	longest: 3000,
	seeds: () => texts(said.join('\n'), ...said),
	words: [
		'"method":',
		'"params":',
		'"textDocument":',
		'"uri":',
		'"position":',
		'"range":',
		'"line":-1',
		'"character":1e9',
		'"contentChanges":[]',
		'null',
		'[]',
		'{}',
		'"file:///%zz"',
		'"untitled:x"',
		'"version":null',
		'"$/cancelRequest"',
		'"id":',
		'\n',
		...said,
	],
	async run(bytes) {
		const running = await started();
		for (const line of Buffer.from(bytes).toString('utf8').split('\n')) if (!/"(?:exit|shutdown|initialize)"/.test(line)) send(running, line);
		await answered(running, `alive ${++asked}`, 'textDocument/hover', {textDocument: document, position: {line: 0, character: 0}});
	},
	end() {
		server?.child.kill();
		server = undefined;
	},
};
export default target;
