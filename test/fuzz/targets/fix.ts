import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fixPaths} from '../../../src/fix.ts';
import {validators} from '../../../validators/index.ts';
import {today} from '../../helpers/submission.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken, rules} from '../oracles.ts';
import {assertNothingElseIn, scratchFolder} from '../scratch.ts';
import {exampleFiles, ruleFiles} from '../seeds.ts';
import {cloudFormation, yaml} from '../words.ts';

const ours = new Set(rules.map(({id}) => id));
const skip = validators.flatMap(({id}) => (ours.has(id) ? [] : [id]));

const target: Target = {
	about: 'a template that `check --fix` mends, and mends again',
	longest: 6000,
	seeds: () => [...exampleFiles(/(?<!shelfready)\.yaml$/), ...ruleFiles(/(?<!shelfready)\.ya?ml$/)],
	words: [...cloudFormation, ...yaml],
	async run(bytes) {
		const folder = join(scratchFolder(), 'fix');
		rmSync(folder, {recursive: true, force: true});
		mkdirSync(folder);
		writeFileSync(join(folder, 'template.yaml'), bytes);
		const fix = () => fixPaths([folder], {cfnLint: false, skip, today});
		const first = await fix();
		assertUnpolluted();
		if ('errors' in first) throw new Broken(first.errors.join('\n'));
		assertNothingElseIn(folder, ['template.yaml']);
		for (const {file, path, after} of first.files) {
			if (path !== join(folder, file)) throw new Broken(`a fix would be written to ${path}`);
			writeFileSync(path, after);
		}
		if (first.applied.length === 0) return;
		const again = await fix();
		if ('errors' in again) throw new Broken(again.errors.join('\n'));
		if (again.applied.length > 0) throw new Broken(`mended again: ${again.applied[0]?.rule}`);
		const told = ({outcome}: typeof first) => JSON.stringify([outcome.findings, outcome.problems]);
		if (told(first) !== told(again)) throw new Broken('what a fix said that it comes to is not what it came to');
	},
};
export default target;
