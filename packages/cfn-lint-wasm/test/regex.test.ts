import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {partsOf} from '../scripts/python-parts.ts';
import {startPython} from '../src/python.ts';
import {leaveOut, native} from './helpers/native.ts';
import {root} from './helpers/published.ts';

const stringsPerPattern = 40;

/** Compares our `regex` with what native's gave, in the Python that will run it. */
const compare = `
import json, sys, time
sys.path.insert(0, '/site')
import regex
def result(compiled, string):
    matched = compiled.match(string)
    found = compiled.search(string)
    return [matched and list(matched.span()), compiled.fullmatch(string) is not None, found and [list(found.span(group)) for group in range(compiled.groups + 1)]]
def compare(lines):
    counts = {'patterns': 0, 'refused': 0, 'strings': 0, 'both': 0}
    differing, slow = [], []
    for line in lines.splitlines():
        case = json.loads(line)
        counts['patterns'] += 1
        try:
            compiled = regex.compile(case['pattern'], case['flags'])
        except regex.error as error:
            if case.get('error') != str(error):
                differing.append([case['pattern'], case.get('error', 'accepted'), str(error)])
            counts['refused'] += 1
            continue
        if 'error' in case:
            differing.append([case['pattern'], case['error'], 'accepted'])
            continue
        counts['strings'] += len(case['strings'])
        counts['both'] += len({bool(found) for _, _, found in case['results']}) == 2 or len({whole for _, whole, _ in case['results']}) == 2
        for string, wanted in zip(case['strings'], case['results']):
            start = time.perf_counter()
            got = result(compiled, string)
            if got != wanted:
                differing.append([case['pattern'], string, wanted, got])
                break
            if time.perf_counter() - start > 2:
                slow.append(case['pattern'])
                break
    return json.dumps({'counts': counts, 'differing': differing, 'slow': slow})
compare
`;

test("every pattern of cfn-lint's data and source matches what native regex matches", async (t) => {
	t.timeout(900_000);
	if (native === undefined) return leaveOut(t);
	const script = join(root, 'test/native/regex_cases.py');
	const [{pyodide}, {stdout}] = await Promise.all([
		partsOf(join(root, 'runtime'), readFileSync(join(root, 'runtime/site.pack'))).then(startPython),
		promisify(execFile)(native, [script, String(stringsPerPattern)], {maxBuffer: 1 << 30, env: {PYTHONDONTWRITEBYTECODE: '1'}}),
	]);
	const run = pyodide.runPython(compare) as (lines: string) => string;
	const {counts, differing, slow} = JSON.parse(run(stdout)) as {
		readonly counts: Readonly<Record<string, number>>;
		readonly differing: readonly unknown[];
		readonly slow: readonly string[];
	};
	t.log(counts);
	t.true((counts['patterns'] ?? 0) > 3000);
	t.deepEqual(differing, []);
	// Right, but after seconds, where native needs milliseconds: the schedule expressions with four (.*){1,5} in a row.
	t.deepEqual(
		slow.filter((pattern) => !pattern.startsWith('cron')),
		[],
	);
});
