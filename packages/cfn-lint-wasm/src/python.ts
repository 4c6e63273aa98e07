/** Starts Python with cfn-lint in it: from the snapshot where there is one, else by loading everything. */

import type {loadPyodide} from 'pyodide';
import {type EmscriptenFs, mountPack, openPack} from './pack.ts';
import {restoreSnapshot, type SnapshotIndex} from './snapshot.ts';

/** What Python is started from. */
export type PythonParts = {
	/** Pyodide's `loadPyodide`. */
	readonly loadPyodide: typeof loadPyodide;
	/** The default export of `pyodide.asm.mjs`. */
	readonly createModule: (settings: ModuleSettings) => Promise<PythonModule>;
	/** Folder of Pyodide's files, a path or URL that ends with `/`. */
	readonly folder: string;
	/** `pyodide.asm.wasm`, compiled; without it Pyodide fetches its own. */
	readonly compiled?: WebAssembly.Module;
	/** `site.pack`: cfn-lint and what it needs. */
	readonly site: Uint8Array;
	/** What JavaScript lends to Python, by name in Python's module `js`. Nothing else of JavaScript is in its reach. */
	readonly lent: Readonly<Record<string, unknown>>;
	/** Most memory for Python, in bytes: an allocation past it fails in Python with `MemoryError`. */
	readonly mostMemory: number;
	readonly snapshot?: {readonly index: SnapshotIndex; readonly pages: Uint8Array};
	/** Whether the memory will be saved. */
	readonly makesSnapshot?: boolean;
};

/** Python, started. */
export type Python = {
	readonly pyodide: Awaited<ReturnType<typeof loadPyodide>>;
	readonly fs: EmscriptenFs;
	/** Whether an allocation was refused, or something lent had no room, since this was last asked. */
	wasMemoryShort(): boolean;
	/** Bytes of Python's memory. */
	memory(): number;
};

/** Emscripten's settings, as far as they are changed here. */
type ModuleSettings = {
	thisProgram?: string;
	instantiateWasm?: (imports: Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => unknown;
};
type Imports = WebAssembly.Imports & {readonly env: Record<string, WebAssembly.ImportValue>};
type PythonModule = {readonly HEAPU8: Uint8Array; readonly FS: EmscriptenFs; readonly API: {restoreSnapshot: (file: Uint8Array) => unknown}};

const pageSize = 65_536;
/** Emscripten's number of ENETUNREACH. */
const netUnreachable = 40;

/**
 * Starts Python.
 * @throws where the snapshot is of another build of Pyodide, or a part is damaged
 */
export async function startPython(parts: PythonParts): Promise<Python> {
	// What runs later must not hold on to `parts`: the pages of the snapshot are 30 MB.
	const {createModule, compiled, mostMemory} = parts;
	const index = parts.snapshot?.index;
	let pages = parts.snapshot?.pages;
	let isShort = false;
	let memory: WebAssembly.Memory | undefined;
	/** Python turns what lent functions throw into errors of its own, which cfn-lint takes for faults of a template. */
	const noticed = (lent: unknown) =>
		typeof lent !== 'function'
			? lent
			: (...values: unknown[]) => {
					try {
						return lent(...values) as unknown;
					} catch (error) {
						isShort = true;
						throw error;
					}
				};
	const createPyodideModule = async (settings: ModuleSettings): Promise<PythonModule> => {
		const own = settings.instantiateWasm;
		// Else it is the path of the script that runs, which would be in a saved memory.
		settings.thisProgram = 'python';
		settings.instantiateWasm = (imports, done) => {
			const grow = imports.env['emscripten_resize_heap'] as (size: number) => number;
			imports.env['emscripten_resize_heap'] = (size: number) => {
				if (size >>> 0 <= mostMemory) return grow(size);
				isShort = true;
				return 0;
			};
			// Without sockets, which Emscripten would put on WebSockets, by its own or the package `ws` where it finds one.
			imports.env['__syscall_socket'] = () => -netUnreachable;
			const ready = (instance: WebAssembly.Instance, module: WebAssembly.Module) => {
				memory = instance.exports['memory'] as WebAssembly.Memory;
				const missing = (index?.size ?? 0) - memory.buffer.byteLength;
				// The memory belongs to the module and starts smaller than it was when saved.
				if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
				done(instance, module);
			};
			if (compiled === undefined) return own?.(imports, ready);
			// Pyodide's own fallback for these two, for engines without WebAssembly garbage collection.
			const marker = Symbol('error marker');
			imports.env['Jsv_GetError_import'] = () => marker;
			imports.env['JsvError_Check'] = (value: unknown) => value === marker;
			ready(new WebAssembly.Instance(compiled, imports), compiled);
			return {};
		};
		const module = await createModule(settings);
		// In place of Pyodide's own, which wants the whole memory in one piece.
		if (index !== undefined)
			module.API.restoreSnapshot = () => {
				if (pages !== undefined) restoreSnapshot(module.HEAPU8, index, pages);
				pages = undefined;
				return index.config;
			};
		return module;
	};
	const options = {
		indexURL: parts.folder,
		packageBaseUrl: parts.folder,
		lockFileContents: emptyLock,
		createPyodideModule,
		jsglobals: Object.fromEntries(Object.entries(parts.lent).map(([name, lent]) => [name, noticed(lent)])),
		// One seed, so that the same build gives the same snapshot.
		env: {HOME: '/home/pyodide', PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1'},
		...(index === undefined ? {} : {_loadSnapshot: new Uint8Array(0)}),
		...(parts.makesSnapshot === true ? {_makeSnapshot: true} : {}),
	};
	// `_loadSnapshot`, `_makeSnapshot`, `createPyodideModule` and `lockFileContents` are not all in Pyodide's types: its version is pinned, and a test starts both ways.
	const pyodide = await parts.loadPyodide(options as unknown as Parameters<typeof loadPyodide>[0]);
	const fs = pyodide.FS as EmscriptenFs;
	mountPack(fs, openPack(parts.site), '/site');
	return {
		pyodide,
		fs,
		wasMemoryShort() {
			const was = isShort;
			isShort = false;
			return was;
		},
		memory: () => memory?.buffer.byteLength ?? 0,
	};
}

/** No packages: nothing is ever fetched. */
const emptyLock = JSON.stringify({info: {abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten', python: '3.14.2', version: '314.0.7'}, packages: {}});

/** Puts cfn-lint on Python's path and gets it ready: what a snapshot has done before. */
export function loadLinter({pyodide}: Python, warmUps: readonly string[]): void {
	pyodide.runPython("import sys\nsys.path.insert(0, '/site')\nsys.setrecursionlimit(1000)\nfrom cfn_lint_wasm.prepare import warm_up");
	const warmUp = pyodide.globals['get']('warm_up') as ((templates: string) => void) & {destroy(): void};
	warmUp(JSON.stringify(warmUps));
	pyodide.runPython('del warm_up\nfrom cfn_lint_wasm import command, lint');
	warmUp.destroy();
}
