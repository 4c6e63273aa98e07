/** Attempts to be called satisfied without being so. */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {CheckRequest} from '../../src/check.ts';
import {check} from '../../src/index.ts';
import {validators} from '../../validators/index.ts';
import {projectRoot} from '../helpers/project.ts';
import {checkFiles, today} from '../helpers/submission.ts';

const hvm = {ImageId: 'ami-0a1b2c3d4e5f67890', VirtualizationType: 'hvm'};
const paravirtual = {ImageId: 'ami-0ffffffffffffffff', VirtualizationType: 'paravirtual'};

async function isSatisfied(policy: string, files: Readonly<Record<string, string>>, more: Partial<CheckRequest> = {}): Promise<boolean> {
	const {policies} = await checkFiles(files, validators, more);
	return policies.some(({id, verdict}) => id === policy && verdict === 'satisfied');
}

test('the evidence that the attempts begin with is enough', async (t) => {
	t.true(await isSatisfied('architecture.hvm', {'i.json': JSON.stringify({Images: [hvm]})}));
});

const attempts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'a bad image behind 10,000 good ones': {'i.json': JSON.stringify({Images: [...new Array(10_000).fill(hvm), paravirtual]})},
	'an attribute that stands twice': {
		'i.json': '{"Images":[{"ImageId":"ami-0a1b2c3d4e5f67890","VirtualizationType":"paravirtual","VirtualizationType":"hvm"}]}',
	},
	'a list of images that stands twice': {'i.json': `{"Images":${JSON.stringify([paravirtual])},"Images":${JSON.stringify([hvm])}}`},
	'a bad image inside another list': {'i.json': JSON.stringify([hvm, [paravirtual]])},
	'a bad image in lower case': {'i.json': JSON.stringify([hvm]), 'j.json': JSON.stringify([{imageId: paravirtual.ImageId, virtualizationType: 'paravirtual'}])},
};

for (const [name, files] of Object.entries(attempts)) {
	test(`${name} does not make an AMI hvm`, async (t) => {
		t.false(await isSatisfied('architecture.hvm', files));
	});
}

const larkspur = join(projectRoot, 'templates', 'submissions', 'larkspur');
// A number where the SKU belongs: only listing/valid-type, which does not settle the policy, sees it.
const listing = readFileSync(join(larkspur, 'listing.json'), 'utf8').replace('"Sku": "LARK-1"', '"Sku": 7');
const rest = {'template.yaml': readFileSync(join(larkspur, 'template.yaml'), 'utf8')};

for (const severity of ['off', 'note'] as const) {
	test(`an error that the configuration makes ${severity} is for review`, async (t) => {
		const severities = {'listing/valid-type': severity};
		const {policies} = await checkFiles({'listing.json': listing, ...rest}, validators, {severities});
		t.is(policies.find(({id}) => id === 'delivery.listing-requirements')?.verdict, 'review');
	});
}

test('a rule that --skip leaves out keeps its policy open', async (t) => {
	const verdictOf = async (skip: readonly string[]) => {
		const {outcome} = await check(larkspur, {today, skip});
		return outcome.policies.find(({id}) => id === 'delivery.listing-requirements');
	};
	t.is((await verdictOf([]))?.verdict, 'satisfied');
	const skipped = await verdictOf(['listing/valid-type']);
	t.is(skipped?.verdict, 'not-assessed');
	t.regex(skipped?.reason ?? '', /listing\/valid-type was left out/);
});

test('a listing that the configuration calls a template is refused as one', async (t) => {
	const {problems} = await checkFiles({'listing.json': listing}, validators, {kinds: {'listing.json': 'template'}});
	t.regex(problems[0]?.message ?? '', /not a CloudFormation template/);
});
