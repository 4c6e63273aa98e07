/** A worker's work: to start Python and do one task after the other. The same in Node and in browsers. */

import {showMachine} from './cli/machine-files.ts';
import {yamlParser} from './libyaml.ts';
import {readManifest} from './manifest.ts';
import type {Asked, Fault, Said, Start, Task} from './protocol.ts';
import {loadLinter, type Python, type PythonParts, startPython} from './python.ts';

/** What differs between Node and browsers. */
export type Host = {
	/** A file of `runtime/`. */
	read(file: string): Promise<Uint8Array>;
	/** SHA-256 in hexadecimal. */
	hash(bytes: Uint8Array): Promise<string>;
	/** A module of `runtime/`. */
	load(file: string): Promise<unknown>;
	say(said: Said): void;
};

/** Starts Python, says that it is ready, and answers what is passed to the function that it returns. */
export async function serve(start: Start, host: Host): Promise<(asked: Asked) => void> {
	try {
		const {python, slow} = await startLinter(start, host);
		closeNetwork();
		host.say(slow === undefined ? {ready: true} : {ready: true, slow});
		return ({number, task}) => host.say({number, ...answer(python, task)});
	} catch (error) {
		host.say({failed: textOf(error)});
		return () => {};
	}
}

/** Takes from the worker, for good, what Pyodide's loaders of packages reach the network with: rules of a user's own are Python, and might ask. */
function closeNetwork(): void {
	for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'])
		Object.defineProperty(globalThis, name, {value: undefined, writable: false, configurable: false});
}

/** Python with cfn-lint, from the snapshot; without it, with the reason why. */
async function startLinter(start: Start, host: Host): Promise<{readonly python: Python; readonly slow?: string}> {
	const checked = async (file: string) => {
		const bytes = await host.read(file);
		if ((await host.hash(bytes)) !== manifest.hashes[file]) throw new Error(`runtime/${file} is damaged: its hash is not the one it was made with`);
		return bytes;
	};
	const loading = Promise.all([host.load('pyodide.mjs'), host.load('pyodide.asm.mjs')]);
	const compiling = host.read('pyodide.asm.wasm').then((bytes) => WebAssembly.compile(bytes as BufferSource));
	const manifest = readManifest(new TextDecoder().decode(await host.read('manifest.json')));
	const site = await checked('site.pack');
	const libyaml = await WebAssembly.compile((await checked('libyaml.wasm')) as BufferSource);
	// The modules of Pyodide that the build copied; their types are Pyodide's.
	const [{loadPyodide}, {default: createModule}] = (await loading) as [Pick<PythonParts, 'loadPyodide'>, {default: PythonParts['createModule']}];
	const parts: PythonParts = {
		loadPyodide,
		createModule,
		compiled: await compiling,
		folder: start.runtime,
		site,
		lent: {cfnLintWasmParseYaml: yamlParser(libyaml)},
		mostMemory: start.mostMemory,
	};
	let slow = 'no snapshot was wanted';
	if (!start.withoutSnapshot) {
		try {
			const python = await startPython({...parts, snapshot: {index: manifest.snapshot, pages: await checked('snapshot.bin')}});
			// Damage that the hash can't show, such as another engine's, shows here.
			python.pyodide.runPython('lint.version()');
			return {python};
		} catch (error) {
			slow = textOf(error);
		}
	}
	const python = await startPython(parts);
	loadLinter(python, []);
	return {python, slow};
}

function answer(python: Python, task: Task): {readonly result: string; readonly memory: number} | {readonly fault: Fault} {
	try {
		const result = task.kind === 'command' ? command(python, task) : call(python, task);
		// Python's own handlers may have taken the failed allocation for a fault of a rule: what it found is not to be believed.
		if (python.wasMemoryShort()) return {fault: {reason: 'memory', message: 'it needs more memory than cfn-lint is given'}};
		return {result, memory: python.memory()};
	} catch (error) {
		return {
			fault: python.wasMemoryShort() ? {reason: 'memory', message: 'it needs more memory than cfn-lint is given'} : {reason: 'crash', message: textOf(error)},
		};
	}
}

function call({pyodide}: Python, task: Exclude<Task, {kind: 'command'}>): string {
	if (task.kind === 'rules') return pyodide.runPython('lint.rules()') as string;
	const lint = pyodide.globals['get']('lint') as {readonly lint: (content: Uint8Array, request: string) => string; destroy(): void};
	try {
		return lint.lint(task.content, task.request);
	} finally {
		lint.destroy();
	}
}

/** Runs a step of cfn-lint's command with the machine's files in Python's reach: for good, since a worker of the command does nothing else. */
function command({pyodide, fs}: Python, {content, request, folders}: Extract<Task, {kind: 'command'}>): string {
	for (const folder of folders) {
		if (seen.has(folder.at)) continue;
		seen.add(folder.at);
		if (folder.at === '/') showMachine(fs);
		else {
			fs.mkdirTree(folder.at);
			fs.mount(fs.filesystems.NODEFS, {root: folder.host}, folder.at);
		}
	}
	const module = pyodide.globals['get']('command') as {readonly run: (request: string, content: Uint8Array) => string; destroy(): void};
	try {
		return module.run(request, content);
	} finally {
		module.destroy();
	}
}

/** Where folders of the machine are in this worker. */
const seen = new Set<string>();

function textOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
