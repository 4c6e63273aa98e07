import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {partsOf} from '../scripts/python-parts.ts';
import {startPython} from '../src/python.ts';
import {leaveOut, native} from './helpers/native.ts';
import {root} from './helpers/published.ts';

const natives = join(root, 'test/native');

/** What a comparison in Python in WebAssembly came to; see `regex_comparison.py`. */
type Counts = {
	readonly patterns: number;
	readonly refused: number;
	readonly withBoth: number;
	readonly strings: number;
	readonly unknown: number;
	readonly slow: readonly string[];
	readonly differences: readonly unknown[];
};

/** Compares our `regex` with native's, in the Python that will run it, on what `regex_cases.py` makes of these arguments. */
async function compared(python: string, args: readonly string[]): Promise<Counts> {
	const [{pyodide}, {stdout}] = await Promise.all([
		partsOf(join(root, 'runtime'), readFileSync(join(root, 'runtime/site.pack'))).then(startPython),
		promisify(execFile)(python, [join(natives, 'regex_cases.py'), ...args], {maxBuffer: 1 << 30, env: {PYTHONDONTWRITEBYTECODE: '1'}}).catch(
			// With its output the error would fill the log.
			({stderr, signal}: {readonly stderr: string; readonly signal: string | null}) => Promise.reject(new Error(`native regex: ${signal ?? stderr}`)),
		),
	]);
	for (const file of ['regex_results.py', 'regex_comparison.py']) pyodide.FS.writeFile(`/lib/${file}`, readFileSync(join(natives, file)));
	const compare = pyodide.runPython(`
import sys
sys.path[:0] = ['/site', '/lib']
from regex_comparison import compare
compare
`) as (lines: string) => string;
	return JSON.parse(compare(stdout)) as Counts;
}

const kinds: readonly {readonly name: string; readonly args: readonly string[]; readonly atLeast: number; readonly isSlow?: (pattern: string) => boolean}[] = [
	{
		name: "every pattern of cfn-lint's data and source",
		args: ['own', '40'],
		atLeast: 3000,
		// Right, but after seconds, where native needs milliseconds: the schedule expressions with four (.*){1,5} in a row.
		isSlow: (pattern) => pattern.startsWith('cron'),
	},
	{name: 'patterns as people write them for parameters', args: ['written', '100'], atLeast: 250},
	{name: 'random patterns', args: ['random', '40', '2000', 'third'], atLeast: 1900},
];
for (const {name, args, atLeast, isSlow = () => false} of kinds)
	test.serial(`${name}: regex is matched as by native regex`, async (t) => {
		t.timeout(900_000);
		if (native === undefined) return leaveOut(t);
		const {slow, differences, ...counts} = await compared(native, args);
		t.log(counts);
		t.true(counts.patterns >= atLeast);
		t.deepEqual(differences, []);
		t.deepEqual(
			slow.filter((pattern) => !isSlow(pattern)),
			[],
		);
	});
