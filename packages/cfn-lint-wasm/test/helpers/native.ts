/** Native cfn-lint beside ours. Its Python is named by `CFN_LINT_NATIVE`; without it what needs it is left out, and says so. */

import {spawn} from 'node:child_process';
import {relative} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {ExecutionContext} from 'ava';

/** Path of a Python that has cfn-lint. `node packages/cfn-lint-wasm/dist/scripts/native.js FOLDER` makes one. */
export const native = process.env['CFN_LINT_NATIVE'];

/** Says that a test was left out, and passes it. */
export function leaveOut(t: ExecutionContext, reason = 'CFN_LINT_NATIVE names no Python with native cfn-lint'): void {
	t.log(`left out: ${reason}`);
	t.pass();
}

/** A finding as both sides are compared: rule, severity, message, start line and column, end line and column, path, source. */
export type Compared = readonly [string, string, string, number, number, number, number, readonly (string | number)[], string];

/** A template and cfn-lint's own names of options. */
export type Asked = {readonly path: string; readonly options: Readonly<Record<string, unknown>>};

/** What native cfn-lint finds, and how long it took in seconds. */
export type NativeAnswer = {readonly findings?: readonly Compared[]; readonly error?: string; readonly seconds: number};

const script = fileURLToPath(new URL('../../../test/native/findings.py', import.meta.url));

/** Native cfn-lint's findings, from `processes` processes at once. `folder` is the working folder: templates are named from there. */
export async function nativeFindings(python: string, asked: readonly Asked[], folder: string, processes = 1): Promise<readonly NativeAnswer[]> {
	const shares = Array.from({length: processes}, (_, share) => [...asked.keys()].filter((index) => index % processes === share));
	const answers: NativeAnswer[] = [];
	await Promise.all(
		shares.map(async (share) => {
			const child = spawn(python, [script], {cwd: folder, stdio: ['pipe', 'pipe', 'inherit'], env: {}});
			child.stdin.end(share.map((index) => `${JSON.stringify({...asked[index], path: relative(folder, asked[index]?.path ?? '')})}\n`).join(''));
			let at = 0;
			for await (const line of createInterface({input: child.stdout})) answers[share[at++] ?? -1] = JSON.parse(line) as NativeAnswer;
			if (at !== share.length) throw new Error(`native cfn-lint answered ${at} of ${share.length} templates`);
		}),
	);
	return answers;
}
