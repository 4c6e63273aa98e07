import test from 'ava';
import {check} from '../src/check.ts';
import {validators} from '../validators/index.ts';
import {today} from './helpers/submission.ts';

test('a fault of ours in gathering is a problem, not a clean report', async (t) => {
	const bytes = new TextEncoder().encode("Resources:\n  A: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: 'https://x.example.com/a.yaml'}}\n");
	// Looking a URL up is part of gathering.
	const broken = new Proxy<Record<string, string>>(
		{},
		{
			getOwnPropertyDescriptor() {
				throw new Error('out of paper');
			},
		},
	);
	const outcome = await check({inputs: [{file: 'a.yaml', bytes}], validators, today, urls: broken});
	t.deepEqual(
		outcome.problems.map(({message}) => message),
		['no evidence could be gathered: out of paper; this is a fault of shelfready, please report it'],
	);
	t.deepEqual(outcome.findings, []);
	t.true(outcome.policies.every(({verdict}) => verdict === 'not-assessed'));
});
