import test from 'ava';
import type {Artifact} from '../src/artifact.ts';
import {check} from '../src/check.ts';
import {usualEdition} from '../src/contract.ts';
import {isAbsent, type Submission} from '../src/evidence.ts';
import {gather} from '../src/gather/gather.ts';
import {openJudge} from '../src/judge/open.ts';
import {newMemory} from '../src/memory.ts';
import {validators} from '../validators/index.ts';
import {systemOf} from './helpers/filesystem.ts';
import {checkFiles, today} from './helpers/submission.ts';

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

test('a part of the evidence that breaks takes no other with it', async (t) => {
	const system = systemOf({
		'etc/os-release': 'ID=debian\nVERSION_ID="7"\n',
		'etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
		'etc/shadow': 'root::19000::::::\n',
		'etc/fstab': '/dev/xvda1 / ext4 defaults 0 1\n',
	});
	class Broken extends Map<string, Uint8Array> {
		override get(path: string) {
			if (path === 'etc/fstab') throw new Error('out of ink');
			return super.get(path);
		}
	}
	const contents = new Broken(system.contents);
	const submission: Submission = {edition: usualEdition, today, files: ['image']};
	const artifact: Artifact = {kind: 'root', file: 'image', sha256: '', detail: 'root file system', marks: [], documents: [], system: {...system, contents}};
	const {disks, accounts, osReleases} = await gather([artifact], submission, {}, {templates: {absent: 'no linter'}});
	t.deepEqual(disks, {absent: 'this evidence could not be gathered; see the problems', fault: 'out of ink'});
	t.deepEqual([accounts, osReleases].map(isAbsent), [false, false]);
});

test('a judge of texts that breaks is a problem, and the other rules go on', async (t) => {
	const files = {
		'guide.md': '# Larkspur\n\nLaunch the instance from AWS Marketplace and wait for two minutes.\n',
		'a.yaml': 'Resources:\n  Key: {Type: "AWS::IAM::AccessKey", Properties: {UserName: someone}}\n',
	};
	const outcome = await checkFiles(files, validators, {
		judge: () => {
			throw new Error('model.bin is gone');
		},
	});
	t.true(outcome.problems.some(({message}) => message.includes('model.bin is gone')));
	t.true(outcome.findings.some(({rule}) => rule === 'template/no-access-key-resource'));
	t.like(
		outcome.notAssessed.find(({rule}) => rule === 'language/no-redirects'),
		{reason: 'the texts could not be judged; see the problems'},
	);
});

test('a judge that broke once is asked again, by a check that takes over from the one before too', async (t) => {
	const files = {'guide.md': '# Larkspur\n\nCreate an IAM user and enter its access key and secret key.\n'};
	const memory = newMemory();
	let isBroken = true;
	const judge = () => {
		if (isBroken) throw new Error('model.bin is gone');
		return openJudge();
	};
	t.true((await checkFiles(files, validators, {judge, memory})).problems.length > 0);
	isBroken = false;
	const outcome = await checkFiles(files, validators, {judge, memory});
	t.deepEqual(outcome.problems, []);
	t.true(outcome.findings.some(({rule}) => rule === 'language/no-aws-keys'));
});
