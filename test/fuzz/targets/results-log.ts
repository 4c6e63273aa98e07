import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openLog} from '../../../src/audit/log.ts';
import {formatResult} from '../../../src/audit/result.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken} from '../oracles.ts';
import {scratchFolder} from '../scratch.ts';

const report = JSON.stringify({
	tool: {version: '1'},
	edition: 'ami-2020',
	today: '2026-11-01',
	artifacts: [{file: 'a', sha256: '0'}],
	findings: [{rule: 'a/b', severity: 'error', message: '', place: {file: 'a'}}],
	policies: [{id: 'x', verdict: 'violated'}],
	problems: [],
	summary: {errors: 1, warnings: 0, notes: 0},
});
const line = formatResult('next', {error: 'x'});

const target: Target = {
	about: 'results.ndjson as a run finds it that goes on',
	longest: 8000,
	seeds: () => [
		Buffer.from(formatResult('a', {report}) + formatResult('b', {error: 'no'})),
		Buffer.from(`${formatResult('a', {report})}{"submission":"b","sta`),
	],
	words: ['"submission":', '"status":"failed"', '"status":"checked"', '"report":', '"__proto__":', '\n', '{}', 'null', '1e999'],
	async run(bytes) {
		const file = join(scratchFolder(), 'results.ndjson');
		writeFileSync(file, bytes);
		let results = 0;
		try {
			const log = await openLog(file, () => results++);
			await log.append(line);
			await log.close();
		} catch (error) {
			if (error instanceof Error && /^line \d+ of .* is damaged/.test(error.message)) return;
			throw error;
		}
		let again = 0;
		await (await openLog(file, () => again++)).close();
		if (again !== results + 1) throw new Broken(`${results} results and one more came to ${again}`);
		assertUnpolluted();
	},
};
export default target;
