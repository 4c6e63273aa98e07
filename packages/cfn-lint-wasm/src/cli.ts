#!/usr/bin/env node
/** The command `cfn-lint-wasm`: cfn-lint's own command, run in WebAssembly on the machine's files. */

import {readFileSync} from 'node:fs';
import {availableParallelism, homedir} from 'node:os';
import {isatty} from 'node:tty';
import {argumentFromWindows, type CommandLine, drivesOf, pathFromWindows, readCommandLine} from './cli/arguments.ts';
import {type Outcome, runCommand} from './cli/run.ts';
import {nodePool} from './index.ts';
import type {HostFolder} from './protocol.ts';

/** Variables that cfn-lint and Python's own parser of arguments look at. */
const environmentNames = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'COLUMNS', 'NO_COLOR', 'FORCE_COLOR', 'PYTHON_COLORS', 'TERM', 'PYTHONPATH'];
const mostWorkers = 4;
/** A worker takes about as long to start as these many templates to lint. */
const templatesPerWorker = 4;
const isWindows = process.platform === 'win32';

await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<void> {
	let line: CommandLine;
	try {
		line = readCommandLine(argv);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return write({code: 1, stdout: '', stderr: `cfn-lint-wasm: ${error.message}\n`});
	}
	if (line.asksVersion) return write({code: 0, stdout: versions(), stderr: ''});
	const workers = line.workers ?? Math.min(availableParallelism(), mostWorkers);
	const pool = nodePool({workers});
	pool.warm();
	// Nothing else keeps Node from ending while a worker starts.
	const alive = setInterval(() => {}, 1 << 30);
	try {
		const outcome = await runCommand(
			{
				request: requestOf(line.args),
				folders: foldersFor(line.args),
				seconds: line.seconds,
				workersFor: (templates) => Math.min(workers, line.workers === undefined ? Math.ceil(templates / templatesPerWorker) : templates),
				readInput,
			},
			pool,
		);
		write(outcome);
	} finally {
		clearInterval(alive);
		await pool.close();
	}
}

/** What command.py takes, less the step. */
function requestOf(args: readonly string[]): Readonly<Record<string, unknown>> {
	const terminals = [0, 1, 2].map((stream) => isatty(stream));
	const environment: Record<string, string> = {HOME: onPython(home())};
	for (const name of environmentNames) {
		const value = process.env[name];
		if (value !== undefined) environment[name] = value;
	}
	if (terminals[1] && process.env['COLUMNS'] === undefined) environment['COLUMNS'] = String(process.stdout.columns);
	if (isWindows && environment['PYTHONPATH'] !== undefined) environment['PYTHONPATH'] = environment['PYTHONPATH'].split(';').map(pathFromWindows).join(':');
	const errors = isStrict() ? 'strict' : 'surrogateescape';
	return {
		args: isWindows ? args.map(argumentFromWindows) : args,
		folder: onPython(process.cwd()),
		environment,
		terminals,
		inputErrors: errors,
		outputErrors: errors,
		isWindows,
	};
}

/** Whether Python refuses bytes on standard input that are no UTF-8: it does unless the locale is a plain one. */
function isStrict(): boolean {
	const locale = process.env['LC_ALL'] || process.env['LC_CTYPE'] || process.env['LANG'] || 'C';
	return isWindows || !/^(C|POSIX|(C\.)?utf-?8)$/i.test(locale);
}

/** The user's folder; a user without one has no settings. */
function home(): string {
	try {
		return homedir();
	} catch {
		return '/';
	}
}

function onPython(path: string): string {
	return isWindows ? pathFromWindows(path) : path;
}

function foldersFor(args: readonly string[]): readonly HostFolder[] {
	if (!isWindows) return [{host: '/', at: '/'}];
	return drivesOf([process.cwd(), home(), ...args]).map((drive) => ({host: `${drive}:\\`, at: `/${drive}`}));
}

async function readInput(): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	for await (const part of process.stdin) parts.push(part as Uint8Array);
	return Buffer.concat(parts);
}

/** Leaves it to Node to end once all is written. */
function write({code, stdout, stderr}: Outcome): void {
	process.exitCode = code;
	for (const [stream, text] of [
		[process.stderr, stderr],
		[process.stdout, stdout],
	] as const) {
		// Who reads no further wants no more.
		stream.on('error', () => {});
		if (text !== '') stream.write(isWindows ? text.replaceAll('\n', '\r\n') : text);
	}
}

function versions(): string {
	const read = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Record<string, unknown>;
	return `cfn-lint-wasm ${read('../package.json')['version']} (cfn-lint ${read('../runtime/manifest.json')['cfnLint']})\n`;
}
