import {execFile} from 'node:child_process';
import {cp, lstat, mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {type Answer, type Asked, catalogApi} from '../helpers/catalog-api.ts';
import {folderOf, shelfready} from '../helpers/command.ts';
import {projectRoot} from '../helpers/project.ts';

const read = async (file: string) => JSON.parse(await readFile(join(projectRoot, file), 'utf8')) as Record<string, unknown>;
const product = await read('templates/submissions/bramble/product.json');
const offer = await read('templates/submissions/bramble/offer.json');
const id = 'prod-bramble1maps2';
const offerId = 'offer-bramblefree1';

const control = (name: string) => ({ControlId: name, ControlAssessmentResult: 'PASS', Errors: []});
const assessment = {
	AssessmentArn: 'arn:aws:aws-marketplace:us-east-1::AWSMarketplace/Assessment/assessment-77abc',
	AssessmentId: 'assessment-77abc',
	FrameworkId: 'AMISecurity@1.0',
	AssessmentTargetSummary: {EntityId: id},
	FrameworkSummary: {AMISecuritySummary: {DeliveryOptionId: '0f1e2d3c-aaaa-bbbb-cccc-dddd00001110'}},
	AssessmentResult: 'PASS',
	CreatedAt: '2026-10-19T09:00:00Z',
	ExpiresAt: '2026-12-19T09:00:00Z',
};
const {AssessmentArn: _, AssessmentResult: __, ...listed} = assessment;

/** Answers as AWS documents them, for one product with an offer for all, one for a buyer, and two assessments of its AMI. */
function sound({path, query, body}: Asked): Answer {
	const {NextToken} = body;
	if (path === '/DescribeEntity') return {[id]: product, [offerId]: offer}[query['entityId'] ?? ''] ?? {status: 404, error: 'ResourceNotFoundException'};
	if (path === '/ListEntities')
		return NextToken === undefined
			? {
					EntitySummaryList: [{EntityId: 'offer-abcdefg123456', EntityType: 'Offer', OfferSummary: {ProductId: id, Targeting: ['BuyerAccounts']}}],
					NextToken: 'two',
				}
			: {EntitySummaryList: [{EntityId: offerId, EntityType: 'Offer', OfferSummary: {ProductId: id, State: 'Released', Targeting: ['None']}}]};
	if (path === '/ListAssessments') return {AssessmentSummaryList: [listed, {...listed, AssessmentId: 'assessment-11old', CreatedAt: '2026-01-01T00:00:00Z'}]};
	if (path === '/DescribeAssessment')
		return NextToken === undefined
			? {...assessment, ControlAssessments: [control('first')], NextToken: 'more'}
			: {...assessment, ControlAssessments: [control('second')]};
	return {status: 404, error: 'UnknownOperationException'};
}

/** Static credentials that no AWS account has; the session token must never be seen anywhere. */
const credentials = {
	AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
	AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
	AWS_SESSION_TOKEN: 'SessionTokenOfTests',
	AWS_EC2_METADATA_DISABLED: 'true',
	// The SDK tells of Nodes that it will leave.
	AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

const fetched = async (
	t: ExecutionContext,
	answer: (asked: Asked) => Answer,
	{args = [], files = {}, env = credentials}: {args?: readonly string[]; files?: Readonly<Record<string, string>>; env?: Readonly<Record<string, string>>} = {},
) => {
	const api = await catalogApi(answer);
	t.teardown(api.close);
	const cwd = await folderOf(files);
	const ran = await shelfready(['fetch', id, '--endpoint-url', api.url, ...args], {cwd, env});
	for (const secret of [credentials.AWS_SECRET_ACCESS_KEY, credentials.AWS_SESSION_TOKEN, credentials.AWS_ACCESS_KEY_ID])
		t.false(`${ran.stdout}${ran.stderr}`.includes(secret));
	const names = await readdir(join(cwd, id)).catch(() => []);
	return {
		...ran,
		cwd,
		asked: api.asked,
		names: names.toSorted(),
		json: async (name: string) => JSON.parse(await readFile(join(cwd, id, name), 'utf8')) as unknown,
	};
};

test('a product, its offer for all and its latest assessment become a submission that check reads', async (t) => {
	const {code, stdout, stderr, names, json, asked, cwd} = await fetched(t, sound);
	const page = await readFile(join(projectRoot, 'docs', 'fetch.md'), 'utf8');
	t.is(stderr, /<!-- printed: fetch prod-bramble1maps2 -->\n```text\n([\s\S]*?)```\n/.exec(page)?.[1] ?? '', 'docs/fetch.md shows what is printed');
	t.deepEqual([code, stdout], [0, '']);
	t.deepEqual(names, ['assessment-77abc.json', `${offerId}.json`, 'product.json']);
	t.deepEqual(await json('product.json'), product);
	t.deepEqual(await json(`${offerId}.json`), offer);
	t.deepEqual(await json('assessment-77abc.json'), {...assessment, ControlAssessments: [control('first'), control('second')]});

	t.deepEqual(
		asked.map(({method, path, query, body}) => [
			method,
			path,
			query['entityId'] ?? body['EntityType'] ?? body['AssessmentTargetFilter'] ?? body['AssessmentIdentifier'],
		]),
		[
			['GET', '/DescribeEntity', id],
			['POST', '/ListEntities', 'Offer'],
			['POST', '/ListEntities', 'Offer'],
			['GET', '/DescribeEntity', offerId],
			['POST', '/ListAssessments', {EntityId: id}],
			['POST', '/DescribeAssessment', 'assessment-77abc'],
			['POST', '/DescribeAssessment', 'assessment-77abc'],
		],
	);
	t.true(asked.every(({query, body}) => (query['catalog'] ?? body['Catalog']) === 'AWSMarketplace'));
	t.deepEqual(asked[1]?.body['EntityTypeFilters'], {OfferFilters: {ProductId: {ValueList: [id]}}});
	t.is(asked[2]?.body['NextToken'], 'two');
	t.regex(asked[0]?.headers.authorization ?? '', /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/aws-marketplace\/aws4_request/);

	const checked = await shelfready(['check', id, '--format', 'json', '--fail-on', 'never', '--date', '2026-11-24'], {cwd});
	t.is(checked.code, 0);
	const {artifacts, problems} = JSON.parse(checked.stdout) as {artifacts: {file: string; kind: string; detail: string}[]; problems: unknown[]};
	t.deepEqual(problems, []);
	t.deepEqual(
		artifacts.map(({file, kind, detail}) => [file, kind, detail]),
		[
			['assessment-77abc.json', 'scan', 'DescribeAssessment answer'],
			[`${offerId}.json`, 'listing', 'DescribeEntity answer of an Offer'],
			['product.json', 'listing', 'DescribeEntity answer of an AmiProduct'],
		],
	);
});

test('catalog, Region, folder and private offers are taken', async (t) => {
	const secret = {...offer, EntityIdentifier: 'offer-abcdefg123456@1'};
	const {code, asked, cwd} = await fetched(t, (asked) => (asked.query['entityId'] === 'offer-abcdefg123456' ? secret : sound(asked)), {
		args: ['--catalog', 'Other', '--region', 'eu-west-1', '--out', 'a/b', '--private-offers'],
	});
	t.is(code, 0);
	t.is(asked[0]?.query['catalog'], 'Other');
	t.regex(asked[0]?.headers.authorization ?? '', /\/eu-west-1\//);
	t.deepEqual((await readdir(join(cwd, 'a/b'))).toSorted(), ['assessment-77abc.json', 'offer-abcdefg123456.json', `${offerId}.json`, 'product.json']);
});

test('both forms of details are kept as they came, and templates behind URLs are named without signatures', async (t) => {
	const details = {
		Versions: [
			{
				Sources: [
					{
						Id: 's1',
						Type: 'CloudFormationTemplate',
						Template: 'https://larkspur-media.s3.amazonaws.com/2.4.0/root.yaml?X-Amz-Signature=abcdef',
						NestedDocuments: ['https://larkspur-media.s3.amazonaws.com/2.4.0/net.yaml', 7, 'file:///etc/passwd'],
					},
					{Id: 's2', Template: 'https://larkspur-media.s3.amazonaws.com/1.0/old.yaml'},
					{Id: 's3', Image: 'ami-0a1b2c3d4e5f67890; rm -rf /'},
				],
				DeliveryOptions: [{SourceId: 's1', Visibility: 'Public'}, {SourceId: 's2', Visibility: 'Restricted'}, {SourceId: 's3'}],
			},
		],
	};
	const both = {...product, Details: JSON.stringify(details), DetailsDocument: details};
	const {stderr, json, asked} = await fetched(t, (asked) => (asked.query['entityId'] === id ? both : sound(asked)));
	t.deepEqual(await json('product.json'), both);
	t.regex(
		stderr,
		/to add by hand:\n {2}the template behind https:\/\/larkspur-media\.s3\.amazonaws\.com\/2\.4\.0\/root\.yaml\n {2}the template behind https:\/\/larkspur-media\.s3\.amazonaws\.com\/2\.4\.0\/net\.yaml\n$/,
	);
	t.true(asked.every(({path}) => /^\/(?:Describe|List)\w+$/.test(path)));
});

const refused = test.macro({
	async exec(t, said: string, answer: (asked: Asked) => Answer, args: readonly string[] = []) {
		const {code, stdout, stderr, names} = await fetched(t, answer, {args});
		t.is(stderr, `shelfready: ${id} can't be fetched: ${said}\n`);
		t.deepEqual([code, stdout, names], [2, '', []]);
	},
	title: (given = '') => `nothing is written: ${given}`,
});
test('an unknown product', refused, 'there is no such entity in the catalog, or it is not of this account', () => ({
	status: 404,
	error: 'ResourceNotFoundException',
}));
test(
	'a denied one',
	refused,
	'AccessDeniedException: User: arn:aws:iam::111122223333:user/x is not authorized to perform: aws-marketplace:DescribeEntity',
	() => ({
		status: 403,
		error: 'AccessDeniedException',
		message: 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: aws-marketplace:DescribeEntity',
	}),
);
test('an answer that is no JSON', refused, 'the answer is no JSON', () => ({text: '{"EntityType": "AmiProduct@1.0",'}));
test('an answer of no entity', refused, 'the answer is not as documented: EntityIdentifier: Invalid input: expected string, received undefined', () => ({
	EntityType: 'AmiProduct@1.0',
}));
test('an answer without details', refused, 'the answer is not as documented: answer: it has neither Details nor DetailsDocument', () => ({
	EntityType: 'AmiProduct@1.0',
	EntityIdentifier: `${id}@1`,
}));
test('another kind of product', refused, 'it is of the type "SaaSProduct@1.0"; only AMI products can be checked', () => ({
	...product,
	EntityType: 'SaaSProduct@1.0',
}));
test('another product', refused, 'the answer describes another entity', () => ({...product, EntityIdentifier: '../../etc@1'}));
test('an answer without end', refused, 'the answer is larger than 32000000 bytes', () => ({text: `"${'x'.repeat(33_000_000)}"`}));
test('no answer', refused, 'it took too long', () => undefined, ['--timeout', '2']);
test(
	'a refused signature, whose words quote the request',
	refused,
	'AWS refuses the signature; the secret key or the clock of this machine is wrong',
	({headers}) => ({
		status: 403,
		error: 'InvalidSignatureException',
		message: `The Canonical String should have been 'x-amz-security-token:${headers['x-amz-security-token']}'`,
	}),
);
test('an error that nobody knows, with keys in its words', refused, 'OddException: key …, token …', ({headers}) => ({
	status: 400,
	error: 'OddException',
	message: `key ASIAIOSFODNN7EXAMPLE, token ${'SessionTokenOfTests'.repeat(4)}\n${headers['x-amz-security-token']}`,
}));

test('throttled once, it is asked again', async (t) => {
	let count = 0;
	const {code, names, asked} = await fetched(t, (asked) => (++count === 1 ? {status: 429, error: 'ThrottlingException', message: 'Slow down.'} : sound(asked)));
	t.is(code, 0);
	t.is(names.length, 3);
	t.is(asked.filter(({query}) => query['entityId'] === id).length, 2);
});

test('what is denied beside the product is told, and the rest is saved', async (t) => {
	const {code, names, stderr} = await fetched(t, (asked) => (asked.path === '/ListAssessments' ? {status: 403, error: 'AccessDeniedException'} : sound(asked)));
	t.is(code, 2);
	t.deepEqual(names, [`${offerId}.json`, 'product.json']);
	t.regex(stderr, /\nshelfready: not fetched: assessments: AccessDeniedException: No\.\n$/);
});

test('ids that are none name no file', async (t) => {
	const hostile = ['../../escape', 'offer-a/../../b', 'offer-\u0000', '', '..', 'x'.repeat(300), offerId];
	const {code, names, stderr, cwd, asked} = await fetched(t, (asked) =>
		asked.path === '/ListEntities' ? {EntitySummaryList: hostile.map((EntityId) => ({EntityId, EntityType: 'Offer'}))} : sound(asked),
	);
	t.is(code, 2);
	t.deepEqual(names, ['assessment-77abc.json', `${offerId}.json`, 'product.json']);
	t.deepEqual(await readdir(cwd), [id]);
	t.regex(stderr, /not fetched: offers: 6 of the answer have ids that are not of the documented form\n/);
	t.deepEqual(
		asked.flatMap(({query}) => query['entityId'] ?? []),
		[id, offerId],
	);
});

test('ids that one file system takes as one', async (t) => {
	const {code, names, stderr} = await fetched(t, (asked) => {
		const {entityId} = asked.query;
		if (asked.path === '/ListEntities') return {EntitySummaryList: ['offer-one', 'offer-ONE'].map((EntityId) => ({EntityId}))};
		return entityId?.startsWith('offer') ? {...offer, EntityIdentifier: `${entityId}@1`} : sound(asked);
	});
	t.is(code, 2);
	t.deepEqual(names, ['assessment-77abc.json', 'offer-one.json', 'product.json']);
	t.regex(stderr, /not fetched: offer offer-ONE: another has the same name/);
});

test('a list without end is left', async (t) => {
	let count = 0;
	const {code, names, stderr} = await fetched(t, (asked) => {
		if (asked.path === '/ListEntities') return {EntitySummaryList: [], NextToken: `${++count}`};
		return asked.path === '/ListAssessments' ? {NextToken: 'same'} : sound(asked);
	});
	t.is(code, 2);
	t.is(count, 100);
	t.deepEqual(names, ['product.json']);
	t.regex(
		stderr,
		/not fetched: offers: the list has more than 100 pages\nshelfready: not fetched: assessments: the list gives the same page again and again\n$/,
	);
});

test('files that are there are kept without --force', async (t) => {
	const files = {[`${id}/product.json`]: 'mine'};
	const early = await fetched(t, sound, {files});
	t.deepEqual([early.code, early.stderr, early.asked.length], [2, `shelfready: ${id}/product.json is there already; --force replaces it\n`, 0]);
	const late = await fetched(t, sound, {files: {[`${id}/${offerId}.json`]: 'mine', [`${id}/notes.txt`]: 'mine'}});
	t.deepEqual([late.code, late.stderr], [2, `shelfready: ${id}/${offerId}.json: there already; --force replaces them\n`]);
	t.deepEqual(late.names, ['notes.txt', `${offerId}.json`]);
	t.is(await readFile(join(late.cwd, id, `${offerId}.json`), 'utf8'), 'mine');
});

test('--force replaces files, follows no link out of the folder, and tells of what is left of earlier', async (t) => {
	const api = await catalogApi(sound);
	t.teardown(api.close);
	const cwd = await folderOf({[`${id}/${offerId}.json`]: 'mine', [`${id}/offer-gone.json`]: '{}', outside: 'mine'});
	await symlink(join(cwd, 'outside'), join(cwd, id, 'product.json'));
	const {code, stderr} = await shelfready(['fetch', id, '--endpoint-url', api.url, '--force'], {cwd, env: credentials});
	t.is(code, 0);
	t.regex(stderr, new RegExp(`\\n${id}/offer-gone\\.json is from earlier, and is checked too while it lies there\\n`));
	t.is(await readFile(join(cwd, 'outside'), 'utf8'), 'mine');
	t.true((await lstat(join(cwd, id, 'product.json'))).isFile());
	t.deepEqual(JSON.parse(await readFile(join(cwd, id, 'product.json'), 'utf8')), product);
	t.deepEqual((await readdir(join(cwd, id))).toSorted(), ['assessment-77abc.json', `${offerId}.json`, 'offer-gone.json', 'product.json']);
});

test('a folder that can not be written', async (t) => {
	const {code, stderr} = await fetched(t, sound, {files: {file: ''}, args: ['--out', 'file/below']});
	t.is(code, 2);
	t.regex(stderr, /^shelfready: file\/below can't be written: /);
});

test('credentials come from the profile that is named', async (t) => {
	const home = await folderOf({'.aws/credentials': '[mine]\naws_access_key_id = AKIDOFTHEPROFILE1234\naws_secret_access_key = x\n'});
	const {asked, code} = await fetched(t, sound, {args: ['--profile', 'mine'], env: {...credentials, HOME: home}});
	t.is(code, 0);
	t.regex(asked[0]?.headers.authorization ?? '', /Credential=AKIDOFTHEPROFILE1234\//);
});

test('without credentials nothing is asked', async (t) => {
	const home = await folderOf({});
	const {code, stderr, asked} = await fetched(t, sound, {
		env: {HOME: home, AWS_EC2_METADATA_DISABLED: 'true', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true'},
	});
	t.is(stderr, `shelfready: ${id} can't be fetched: no AWS credentials were found; sign in, or name a profile with --profile\n`);
	t.deepEqual([code, asked.length], [2, 0]);
});

for (const [name, args, said] of [
	['a product id that leaves the folder', ['../x'], /^shelfready: "\.\.\/x" is no product id; one looks like prod-abc123def4567\n$/],
	['no product id', [], /missing required argument 'product-id'/],
	['an address that is none', [id, '--endpoint-url', 'file:///etc'], /must be an http or https address/],
	['a time that is none', [id, '--timeout', '0'], /must be a number of seconds/],
	['a Region that is none', [id, '--region', 'us east'], /must be letters, digits and hyphens/],
] as const) {
	test(`refused: ${name}`, async (t) => {
		const {code, stderr, stdout} = await shelfready(['fetch', ...args], {cwd: await folderOf({}), env: credentials});
		t.deepEqual([code, stdout], [2, '']);
		t.regex(stderr, said);
	});
}

test('without the SDK it says what to install, and everything else works', async (t) => {
	// The bundle as it is installed, with all dependencies but the optional ones.
	const folder = await folderOf({'root.yaml': 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n'});
	const installed = join(folder, 'node_modules', 'shelfready');
	await mkdir(join(installed, 'node_modules'), {recursive: true});
	await cp(join(projectRoot, 'bundle'), join(installed, 'bundle'), {recursive: true});
	await cp(join(projectRoot, 'package.json'), join(installed, 'package.json'));
	const {dependencies} = (await read('package.json')) as {dependencies: Record<string, string>};
	for (const name of Object.keys(dependencies)) {
		await mkdir(join(installed, 'node_modules', name, '..'), {recursive: true});
		await symlink(join(projectRoot, 'node_modules', name), join(installed, 'node_modules', name), 'junction');
	}
	const run = (...args: readonly string[]) =>
		promisify(execFile)(process.execPath, [join(installed, 'bundle', 'cli.js'), ...args], {cwd: folder, env: {NO_COLOR: '1'}}).then(
			({stdout, stderr}) => ({code: 0, stdout, stderr}),
			(error: {code: number; stdout: string; stderr: string}) => ({code: error.code, stdout: error.stdout, stderr: error.stderr}),
		);
	t.deepEqual(await run('fetch', id), {
		code: 2,
		stdout: '',
		stderr: 'shelfready: fetch needs the AWS SDK, which is not installed here: npm install @aws-sdk/client-marketplace-catalog\n',
	});
	t.deepEqual(await run('worker', '--queue', 'redis://127.0.0.1:1'), {
		code: 2,
		stdout: '',
		stderr: 'shelfready: --queue needs bullmq and ioredis, which are not installed here: npm install bullmq ioredis\n',
	});
	// An SDK for another Node.
	const sdk = join(installed, 'node_modules', '@aws-sdk', 'client-marketplace-catalog');
	await mkdir(sdk, {recursive: true});
	await writeFile(join(sdk, 'index.js'), 'using it;');
	t.regex((await run('fetch', id)).stderr, /^shelfready: prod-bramble1maps2 can't be fetched: the AWS SDK does not load: \S.*\n$/);
	const checked = await run('check', 'root.yaml', '--no-cfn-lint', '--fail-on', 'never');
	t.is(checked.code, 0, checked.stdout);
});
