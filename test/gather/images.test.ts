import test from 'ava';
import fc from 'fast-check';
import {isAbsent} from '../../src/evidence.ts';
import {image, json, standalone, version} from '../../src/examples.ts';
import {gatherImages} from '../../src/gather/images.ts';
import {gatherListings} from '../../src/gather/listing/listing.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {noOldImage} from '../../validators/image/no-old-image.ts';
import {requireHvm} from '../../validators/image/require-hvm.ts';
import {validators} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

/** The images of files given as text, through the reader. */
async function imagesOf(files: Readonly<Record<string, string>>) {
	const encoder = new TextEncoder();
	const reads = await Promise.all(Object.entries(files).map(([file, text]) => readArtifact({file, bytes: encoder.encode(text)})));
	const artifacts = reads.flatMap(({artifact}) => artifact ?? []);
	return gatherImages(artifacts, gatherListings(artifacts).listings);
}

const one = (fields: Readonly<Record<string, unknown>> = {}) => (JSON.parse(image(fields)) as {readonly Images: readonly unknown[]}).Images[0];
const ids = (images: Awaited<ReturnType<typeof imagesOf>>) => (isAbsent(images) ? images.absent : images.map(({imageId}) => imageId?.value));

test('an answer, a bare list and one image alone', async (t) => {
	t.deepEqual(ids(await imagesOf({'a.json': image()})), ['ami-0a1b2c3d4e5f67890']);
	t.deepEqual(ids(await imagesOf({'a.json': json([one(), one({ImageId: 'ami-0ffffffffffffffff'})])})), ['ami-0a1b2c3d4e5f67890', 'ami-0ffffffffffffffff']);
	t.deepEqual(ids(await imagesOf({'a.json': json(one())})), ['ami-0a1b2c3d4e5f67890']);
});

test('without an answer the word says how to get one', async (t) => {
	t.regex(String(ids(await imagesOf({'a.json': json({Images: []})}))), /describe-images/);
	t.regex(String(ids(await imagesOf({}))), /describe-images/);
});

test('launch permissions join the image that they are of', async (t) => {
	const attribute = json({ImageId: 'ami-0a1b2c3d4e5f67890', LaunchPermissions: [{Group: 'all'}, {UserId: '444455556666'}, {UserId: 7}]});
	const images = await imagesOf({'images.json': image(), 'permissions.json': attribute});
	t.deepEqual(isAbsent(images) ? [] : images.map(({launchPermissions}) => launchPermissions?.map(({value}) => value)), [['all', '444455556666']]);
	const alone = await imagesOf({'permissions.json': attribute});
	t.is(isAbsent(alone) ? 0 : alone.length, 1);
});

test('where a listing names its AMI, evidence of others is left aside and shows nothing', async (t) => {
	const other = image({ImageId: 'ami-0ffffffffffffffff', VirtualizationType: 'paravirtual'});
	const outcome = await checkFiles({'images.json': other, 'request.json': version([standalone()])}, [requireHvm]);
	t.deepEqual(outcome.findings, []);
	t.is(outcome.policies.find(({id}) => id === 'architecture.hvm')?.verdict, 'not-assessed');
	const both = json({Images: [one(), one({ImageId: 'ami-0ffffffffffffffff', VirtualizationType: 'paravirtual'})]});
	const good = await checkFiles({'images.json': both, 'request.json': version([standalone()])}, [requireHvm]);
	t.is(good.policies.find(({id}) => id === 'architecture.hvm')?.verdict, 'satisfied');
});

test('one of two AMIs described is not enough to show a policy kept', async (t) => {
	const request = version([standalone(), standalone({}, {AmiId: 'ami-0ffffffffffffffff'})]);
	const outcome = await checkFiles({'images.json': image(), 'request.json': request}, [requireHvm]);
	t.is(outcome.policies.find(({id}) => id === 'architecture.hvm')?.verdict, 'not-assessed');
});

test('a sound image and its listing bring no finding of any image rule', async (t) => {
	const rules = validators.filter(({id}) => id.startsWith('image/') || id.startsWith('agreement/'));
	const outcome = await checkFiles({'images.json': image(), 'request.json': version([standalone()])}, rules);
	t.deepEqual(outcome.findings, []);
	t.deepEqual(outcome.problems, []);
	for (const id of ['architecture.hvm', 'architecture.64-bit', 'architecture.ebs-backed'])
		t.is(outcome.policies.find((policy) => policy.id === id)?.verdict, 'satisfied', id);
});

test('age is an error in the newer edition, a note in the older, and counts to the day', async (t) => {
	const severity = async (created: string, edition: 'ami-2020' | 'ami-2025') =>
		(await checkFiles({'images.json': image({CreationDate: created})}, [noOldImage], {edition})).findings.map((finding) => finding.severity);
	t.deepEqual(await severity('2024-11-23T08:00:00.000Z', 'ami-2025'), ['error']);
	t.deepEqual(await severity('2024-11-23T08:00:00.000Z', 'ami-2020'), ['note']);
	t.deepEqual(await severity('2024-11-24T00:00:00.000Z', 'ami-2025'), ['warning']);
	t.deepEqual(await severity('2025-01-24T00:00:00.000Z', 'ami-2025'), []);
});

test('values of the wrong type are left out, and no rule breaks on any image', async (t) => {
	const keys = Object.keys(one() as object);
	const value = fc.oneof(fc.jsonValue(), fc.constant([{DeviceName: 1, Ebs: [null]}]), fc.constant([{ProductCodeId: {}}]));
	const rules = validators.filter(({id}) => id.startsWith('image/') || id.startsWith('agreement/'));
	await fc.assert(
		fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys, 'ProductCodes', 'Public', 'LaunchPermissions', 'DeprecationTime'), value), async (fields) => {
			const {ImageId: _, ...rest} = fields;
			const outcome = await checkFiles({'images.json': image(rest), 'request.json': version([standalone()])}, rules);
			return outcome.problems.length === 0;
		}),
		{numRuns: 100},
	);
	t.pass();
});

test('a permission that aliases repeat in hundreds of answers counts once', async (t) => {
	const answer = (permissions: string) => `- {ImageId: ami-0a1b2c3d4e5f67890, State: available, Architecture: x86_64, LaunchPermissions: ${permissions}}\n`;
	const all = new Array<string>(400).fill('{Group: all}').join(', ');
	const images = await imagesOf({'images.yaml': `Images:\n${answer(`&p [${all}]`)}${answer('*p').repeat(600)}`});
	t.is(isAbsent(images) ? 0 : images.length, 601);
	t.deepEqual(isAbsent(images) ? [] : [...new Set(images.map(({launchPermissions}) => launchPermissions?.length))], [400]);
});
