import test from 'ava';
import {openJudge} from '../../src/judge/open.ts';
import {noRedirects} from '../../validators/language/no-redirects.ts';
import {checkFiles} from '../helpers/submission.ts';
import {type Case, type Files, many, says} from '../helpers/unread.ts';

const narrow = {Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/b'};
const guide = (text: string): Files => ({'guide.md': text});
const attached = (count: number) =>
	guide(`# Set-up\n\nAttach ${many(count, () => 'AmazonSSMManagedInstanceCore').join(', ')} and AdministratorAccess to the role.\n`);
const listed = (count: number) => guide(`# Set-up\n\nAllow ${many(count, () => 's3:GetObject').join(', ')} and iam:PassRole to the role.\n`);
const commands = (count: number) => guide(`# Set-up\n\n\`\`\`\n${'aws s3 ls; '.repeat(count)}aws iam list-users\n\`\`\`\n`);
const long = (count: number) => guide(`# Set-up\n\n\`\`\`\naws ec2 run-instances ${'a'.repeat(count)}\n\`\`\`\n`);
const json = (statements: readonly unknown[]) => guide(`# Set-up\n\n\`\`\`\n${JSON.stringify({Version: '2012-10-17', Statement: statements})}\n\`\`\`\n`);
const longest = [{...narrow, Resource: many(60, () => 'a'.repeat(1700))}];
const policies = (count: number) => guide(`# Set-up\n\n\`\`\`\n${many(count, () => `${JSON.stringify({Statement: [narrow]})}\n`).join('\n')}\`\`\`\n`);
const yaml = (count: number) =>
	guide(
		`# Set-up\n\n\`\`\`\nStatement:\n${many(count, (index) => `  - Effect: Allow\n    Action: s3:GetObject\n    Resource: arn:aws:s3:::a/${String(index).padStart(200, '0')}\n`).join('')}\`\`\`\n`,
	);
const program = (count: number) =>
	guide(`# Set-up\n\n\`\`\`\nimport boto3\ns3 = boto3.client('s3')\n${'s3.list_buckets()\n'.repeat(count)}s3.delete_bucket()\n\`\`\`\n`);

const cases: readonly Case[] = [
	['policies of AWS in a sentence', attached(200), [[/^this sentence or line names more than 200 policies of AWS;/, 'AdministratorAccess']], attached(199)],
	['actions in a sentence', listed(200), [[/^this sentence or line names more than 200 actions or ARNs;/, 'iam:PassRole']], listed(199)],
	['commands in a line', commands(100), [[/^this line has more than 100 commands;/, 'aws']], commands(99)],
	['characters of a command', long(2000), [[/^this command is longer than 2000 characters;/, 'aws ec2 run-instances']], long(1900)],
	[
		'statements of a policy in a text',
		json(many(201, () => narrow)),
		[[/^this IAM policy has more than 200 statements;/, JSON.stringify(narrow)]],
		json(many(200, () => narrow)),
	],
	[
		'actions of a statement in a text',
		json([{...narrow, Action: many(1001, () => 's3:GetObject')}]),
		[[/^this IAM statement lists more than 1000 actions or resources;/, '"s3:GetObject"']],
		json([{...narrow, Action: many(1000, () => 's3:GetObject')}]),
	],
	[
		'characters of a policy in a text',
		json(longest),
		[
			[/^a block of text longer than 100000 characters; its end was not read$/, JSON.stringify({Version: '2012-10-17', Statement: longest})],
			[/^this IAM policy is longer than 100000 characters; its end was not looked at/, '{'],
		],
	],
	['policies in a text', policies(1001), [[/^this text holds more, or longer, IAM policies than one check reads \(500\);/, 'Statement']], policies(1000)],
	['characters of a policy in YAML', yaml(100), [[/^this IAM policy is longer than 20000 characters; its end was not looked at/, 'Statement:']], yaml(70)],
	['calls of a program', program(5000), [[/^this file has more than 5000 calls of AWS;/, 's3.delete_bucket']], program(4999)],
];

for (const [title, beyond, expected, within] of cases) test(title, says, beyond, expected, within);

test('beyond its bound: a block of text in a listing', async (t) => {
	const listing = (words: number) => {
		const LongDescription = `${'word '.repeat(words)}Register at https://larkspur.example.com first.`;
		const Entity = {Type: 'AmiProduct@1.0', Identifier: 'prod-abcdefghijklm'};
		return {
			'change-set.json': JSON.stringify({
				Catalog: 'AWSMarketplace',
				ChangeSet: [{ChangeType: 'UpdateInformation', Entity, DetailsDocument: {LongDescription}}],
			}),
		};
	};
	const check = async (words: number) => (await checkFiles(listing(words), [noRedirects], {judge: () => openJudge()})).problems;
	t.deepEqual(
		(await check(20_001)).map(({file, message, place}) => [file, message, place?.range === undefined]),
		[['change-set.json', 'a block of text longer than 100000 characters; its end was not read', false]],
	);
	t.deepEqual(await check(100), []);
});
