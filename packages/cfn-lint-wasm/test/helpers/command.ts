/** Runs of the command, ours and cfn-lint's own, told in the same form. */

import {spawn} from 'node:child_process';
import {readFile, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {Invocation} from './invocations.ts';
import {root} from './published.ts';

/** The published command. */
export const cli = join(root, 'bundle/cli.js');
const script = fileURLToPath(new URL('../../../test/native/commands.py', import.meta.url));

/** What a run came to; files that it wrote by name, with their modes. */
type Result = {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	readonly written: Readonly<Record<string, string | undefined>>;
};

/** Runs an invocation in a folder made by `makeFolder`. */
export type Command = (folder: string, invocation: Invocation) => Promise<Result>;

/** What an option takes, which Python's help has told only once since 3.13. */
const inOneWord = (help: string) => help.replace(/^( +-\w) (\S.*), (--\S+ \2)$/gm, '$1, $3');

export const normalisers = {
	/** The date and time that a line of a log starts with, and those in debug lines. */
	time: (text: string) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d([,.]\d+)?/g, 'TIME').replace(/Ran in \d+:\d\d:\d\d(\.\d+)?/g, 'Ran in TIME'),
	/** Quotes around choices, which Python has left out since 3.14. */
	choices: (text: string) => text.replace(/\(choose from .*\)/g, (list) => list.replaceAll("'", '')),
	/** Calls inside cfn-lint and Python, whose files lie elsewhere, down to the error itself. */
	traceback: (text: string) => text.replace(/Traceback \(most recent call last\):\n(?: .*\n|\n)*/g, 'Traceback\n'),
	/** Descriptions of rules in SARIF, which come out of a set of strings in an order of their own for each process. */
	sarifRules: (text: string) => {
		const log = JSON.parse(text) as {runs: {tool: {driver: {rules: {id: string}[]}}}[]};
		for (const {tool} of log.runs) tool.driver.rules.sort((one, other) => (one.id < other.id ? -1 : 1));
		return JSON.stringify(log, null, 1);
	},
	/** Rules in JUnit, in the order in which the disk lists their files. */
	junitRules: (text: string) => {
		const [head = '', ...cases] = text.split(/(?=\t\t<testcase )/);
		const [last = '', end = ''] = (cases.pop() ?? '').split(/(?=\t<\/testsuite>)/);
		return [head, ...[...cases, last].sort(), end].join('');
	},
} as const;

/** The published command, in a process of its own. */
export const ours: Command = async (folder, invocation) => {
	const {folder: below, args, environment} = placed(folder, invocation);
	const command = [process.execPath, cli, ...args];
	// Node's pipes to a child are sockets, which cannot be opened by a name like /dev/stdin; the shell's can.
	const [program = '', ...rest] = invocation.isPiped === true ? ['bash', '-c', 'set -o pipefail; cat | "$@" | cat', 'bash', ...command] : command;
	const child = spawn(program, rest, {cwd: below, env: environment, stdio: [invocation.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe']});
	// Closed before it has read all, where it reads nothing.
	child.stdin?.on('error', () => {});
	child.stdin?.end(invocation.input);
	const [stdout = '', stderr = ''] = await Promise.all(
		[child.stdout, child.stderr].map(async (stream) => (await stream?.setEncoding('utf8').toArray())?.join('') ?? ''),
	);
	const code = await new Promise<number | null>((done) => {
		if (child.exitCode !== null) done(child.exitCode);
		else child.on('close', done);
	});
	return told(folder, invocation, code, stdout, stderr);
};

/** Native cfn-lint's command in one process of the Python given, which forks for each run. `close` ends it. */
export function startNative(python: string): {readonly command: Command; readonly close: () => void} {
	const child = spawn(python, [script], {stdio: ['pipe', 'pipe', 'inherit']});
	const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	const command: Command = async (folder, invocation) => {
		const {input} = invocation;
		child.stdin.write(`${JSON.stringify({...placed(folder, invocation), input: input === undefined ? null : Buffer.from(input).toString('base64')})}\n`);
		const {value} = await lines.next();
		if (value === undefined) throw new Error('native cfn-lint ended');
		const {code, stdout, stderr} = JSON.parse(value) as {code: number; stdout: string; stderr: string};
		return told(folder, invocation, code, Buffer.from(stdout, 'base64').toString(), Buffer.from(stderr, 'base64').toString());
	};
	return {command, close: () => child.stdin.end()};
}

/** An invocation with the folder written in. */
function placed(folder: string, {args, folder: below = '', environment = {}}: Invocation) {
	const filled = (text: string) => text.replaceAll('FOLDER', folder);
	return {
		args: args.map(filled),
		folder: join(folder, below),
		environment: {
			PATH: process.env['PATH'] ?? '',
			HOME: join(folder, 'many'),
			LC_ALL: 'C.UTF-8',
			...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)])),
		},
	};
}

async function told(folder: string, {writes = [], varies = []}: Invocation, code: number | null, stdout: string, stderr: string): Promise<Result> {
	const normalise = (text: string) => varies.reduce((so, name) => normalisers[name](so), inOneWord(text));
	const written: Record<string, string | undefined> = {};
	for (const file of writes) {
		const path = join(folder, file);
		written[file] = await readFile(path, 'utf8').catch(() => undefined);
		if (written[file] !== undefined) written[`mode of ${file}`] = ((await stat(path)).mode & 0o777).toString(8);
		await rm(path, {force: true});
	}
	const isOnStdout = varies.includes('sarifRules') || varies.includes('junitRules');
	return {code, stdout: normalise(stdout), stderr: isOnStdout ? stderr : normalise(stderr), written};
}
