import {formatBaseline, parseBaseline} from '../../../src/baseline.ts';
import {check} from '../../../src/check.ts';
import {today} from '../../helpers/submission.ts';
import type {Target} from '../engine/target.ts';
import {Broken, checked, rules} from '../oracles.ts';

const inputs = [{file: 'template.yaml', bytes: Buffer.from('Resources:\n\tHost: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-0a1b2c3d4e5f67890}}\n')}];
const {findings} = await check({inputs, validators: rules, today});

const target: Target = {
	about: 'a baseline, and a check against it',
	longest: 8000,
	seeds: () => [Buffer.from(formatBaseline(findings))],
	words: ['"schemaVersion":', '"findings":', '"rule":', '"severity":"error"', '"content":"0123456789abcdef"', '"context":', '"__proto__":', '[]', 'null'],
	async run(bytes, thorough) {
		const parsed = parseBaseline(Buffer.from(bytes).toString('utf8'), 'baseline.json');
		if ('errors' in parsed) {
			if (parsed.errors.length === 0) throw new Broken('refused without a reason');
			return;
		}
		await checked(inputs, thorough, {baseline: {name: 'baseline.json', entries: parsed.entries}});
	},
};
export default target;
