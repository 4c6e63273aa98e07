/**
 * What the template engine itself costs, without reading files and without cfn-lint: gathering a template's evidence and judging it by all
 * `template/` and `iam/` rules, warm. On real templates where they are at hand, otherwise on our own. Part of `npm run bench`.
 */

import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gather} from '../../src/gather/gather.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {run} from '../../src/run.ts';
import {validators} from '../../validators/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const real = join(root, '..', 'shared', 'templates-real');
const folder = existsSync(real) ? real : join(root, 'packages', 'cfn-lint-wasm', 'test', 'templates');
const rules = validators.filter(({id}) => /^(?:template|iam)\/(?!cfn-lint)/.test(id));

const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(
	(file) => /\.(?:ya?ml|json|template)$/.test(file) && !/LABELS|allowed|options|padded|unstable/.test(file),
);
const times: {readonly file: string; readonly ms: number}[] = [];
for (const file of files) {
	const {artifact} = await readArtifact({file, bytes: readFileSync(join(folder, file))});
	if (artifact?.kind !== 'template') continue;
	const once = async () => {
		const start = performance.now();
		const gathered = await gather([artifact], {edition: 'ami-2020', today: '2026-11-25', files: [file]}, {}, {templates: {absent: 'not linted'}});
		for (const _ of run(rules, gathered));
		return performance.now() - start;
	};
	await once();
	times.push({file, ms: Math.min(await once(), await once())});
}
times.sort((one, other) => one.ms - other.ms);
const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.ms.toFixed(1);
console.log(`\ngathering and judging a template, warm, ${times.length} templates\n`);
console.log(`median ${at(0.5)} ms, 99 % under ${at(0.99)} ms, most ${at(1)} ms (${times.at(-1)?.file})`);
