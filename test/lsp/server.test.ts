import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import anyTest, {type TestFn} from 'ava';
import {FileChangeType} from 'vscode-languageserver-protocol/node';
import {standalone, version} from '../../src/examples.ts';
import {folderOf} from '../helpers/command.ts';
import {type Editor, openEditor} from '../helpers/editor.ts';

// A character of two UTF-16 units stands before what findings point at.
const gateway = `Description: Heron gateway
Parameters:
  ImageId: {Type: 'AWS::EC2::Image::Id', Description: The AMI}
  AdminPassword: {Type: String, NoEcho: true, Description: '🪶 Of the console', Default: Heron12345678}
Resources:
  Uploads:
    Type: AWS::S3::Bucket
  Gateway:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref ImageId
      IamInstanceProfile: !Ref Profile
      UserData:
        Fn::Base64: !Sub '#!/bin/bash -e\\n/opt/heron/setup --password "\${AdminPassword}"'
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties: {Roles: [!Ref Role]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]
      Policies:
        - PolicyName: uploads
          PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}
`;
const guide = `# Heron

The gateway keeps what your 🪶 sensors send. Before the first launch, create an account on our customer portal and enter the licence key that you get there.
`;
const listing = version([standalone({UsageInstructions: '1. Launch the instance. 2. Open port 8443.'})]);
const broken = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n  Queue: [\n';

const noDefault = 'template/no-password-default';
const noBackup = 'guides/require-backup';
const noRegistration = 'language/no-registration';
const dataRead = 'iam/no-unscoped-data-read';
const error = 1;
const warning = 2;

const test = anyTest as TestFn<{readonly editor: Editor; readonly folder: string}>;

test.before(async (t) => {
	const folder = await folderOf({'gateway.yaml': gateway, 'docs/guide.md': guide, 'listing.json': listing, 'broken.yaml': broken});
	t.context = {folder, editor: await openEditor(folder)};
});

test.after.always(async ({context: {folder, editor}}) => {
	editor.server.kill();
	await rm(folder, {recursive: true, force: true});
});

test.serial('files that are not open are told of too', async (t) => {
	const {editor} = t.context;
	const found = await editor.until(editor.uri('listing.json'), (diagnostics) => diagnostics.length > 0);
	const line = listing.split('\n').findIndex((text) => text.includes('UsageInstructions'));
	const character = (listing.split('\n')[line] ?? '').indexOf('1. Launch');
	const own = found.find(({code}) => code === noBackup);
	t.like(own, {severity: warning, source: 'shelfready', range: {start: {line, character}}});
	t.regex(String(own?.message), /^No passage of the usage instructions was found that tells how data is backed up and recovered\.\nGive the steps for both/);
	t.is(own?.codeDescription?.href, 'https://docs.aws.amazon.com/marketplace/latest/userguide/ami-container-product-usage-instructions.html');
	t.deepEqual(editor.registered, ['workspace/didChangeWatchedFiles']);
});

test.serial('a faulty template is told of where it is faulty, and typing mends it', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('gateway.yaml');
	await editor.show(uri, gateway);
	t.deepEqual(await editor.said(uri, noDefault), [[error, 'Heron12345678']]);
	t.deepEqual(await editor.said(uri, dataRead), [[warning, "'*'"]]);
	await editor.replace(uri, ', Default: Heron12345678', '');
	await editor.gone(uri, noDefault);
	t.deepEqual(await editor.said(uri, dataRead), [[warning, "'*'"]]);
	await editor.replace(uri, "🪶 Of the console'", '🪶 Of the console\', Default: "Heron\\u0031"');
	t.deepEqual(await editor.said(uri, noDefault), [[error, '"Heron\\u0031"']]);
});

test.serial('a listing is judged as it is typed', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('listing.json');
	await editor.show(uri, listing, 'json');
	t.deepEqual(await editor.said(uri, noBackup), [[warning, '1. Launch the instance.']]);
	await editor.replace(
		uri,
		'2. Open port 8443.',
		'2. Open port 8443.\\n\\nTo back up, run sudo heron backup --to s3://bucket; to recover, run sudo heron restore FILE.',
	);
	await editor.gone(uri, noBackup);
});

test.serial('sentences of a document are judged after the rest', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('docs/guide.md');
	await editor.show(uri, guide, 'markdown');
	const [sentence] = /Before.*\./.exec(guide) ?? [];
	t.deepEqual(await editor.said(uri, noRegistration), [[error, sentence ?? '']]);
	// Until it is judged anew, what was said stays with the text.
	await editor.replace(uri, '# Heron\n', '# Heron\n\nA gateway for fields.\n');
	const meanwhile = await editor.until(uri, () => true);
	t.deepEqual(meanwhile.find(({code}) => code === noRegistration)?.range, editor.rangeOf(uri, sentence ?? '?'));
	await editor.replace(uri, ' Before the first launch, create an account on our customer portal and enter the licence key that you get there.', '');
	await editor.gone(uri, noRegistration);
});

test.serial('a finding shows its rule under the pointer', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('gateway.yaml');
	const page = (await editor.hover(uri, "'*'")) ?? '';
	t.regex(page, /^\*\*iam\/no-unscoped-data-read\*\* \(warning\)\n/);
	t.regex(page, /`security\.least-privilege` in ami-2020: /);
	t.regex(page, /waivers:\n {2}- rule: iam\/no-unscoped-data-read\n {4}subject: Role\n/);
	t.is(await editor.hover(uri, 'Description: Heron'), undefined);
});

test.serial('a fix gives a text without the finding', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('gateway.yaml');
	const [fix] = (await editor.actions(uri, editor.rangeOf(uri, "'*'"), ['quickfix'])).filter(({title}) => title === 'Name the resources of this template');
	t.deepEqual(
		fix?.diagnostics?.map(({code}) => code),
		[dataRead],
	);
	// It is not among those that are safe.
	t.deepEqual(await editor.actions(uri, editor.rangeOf(uri, 'Description'), ['source.fixAll']), []);
	await editor.apply(fix?.edit ?? {});
	t.true(editor.text(uri).includes("Resource: !Sub '${Uploads.Arn}/*'"));
	await editor.gone(uri, dataRead);
	// What was made for an earlier version is refused.
	await t.throwsAsync(() => editor.apply(fix?.edit ?? {}), {message: /^an edit of version \d+, where \d+ is shown$/});
});

test.serial('a finding is waived once its reason is written', async (t) => {
	const {editor} = t.context;
	const [uri, settings] = [editor.uri('gateway.yaml'), editor.uri('shelfready.yaml')];
	const waive = async () => (await editor.actions(uri, editor.rangeOf(uri, '"Heron\\u0031"'))).find(({title}) => title.startsWith('Waive'));
	const action = await waive();
	t.is(action?.title, 'Waive template/no-password-default for AdminPassword in shelfready.yaml …');
	await editor.apply(action?.edit ?? {});
	const made = 'waivers:\n  - rule: template/no-password-default\n    subject: AdminPassword\n    reason: \n';
	t.is(editor.text(settings), made);
	t.deepEqual(action?.command?.arguments, [settings, {line: 3, character: 12}]);
	const [lacking] = await editor.until(settings, (diagnostics) => diagnostics.length > 0);
	t.is(lacking?.message, 'waivers[1].reason: an empty value is not allowed; it must be a text');
	await editor.replace(settings, 'reason: ', 'reason: drawn at the first start');
	await editor.until(settings, (diagnostics) => diagnostics.length === 0);
	await editor.gone(uri, noDefault);
	t.regex((await editor.hover(settings, 'template/no-password-default')) ?? '', /^# template\/no-password-default\n/);
	await editor.replace(settings, 'AdminPassword', 'Nobody');
	const [unused] = await editor.until(settings, (diagnostics) => diagnostics.length > 0);
	t.like(unused, {message: 'This waiver matches no finding: take it out.', severity: warning, range: editor.rangeOf(settings, 'rule')});
});

test.serial('wrong settings are told of at their place, and those that were right last count', async (t) => {
	const {editor} = t.context;
	const [uri, settings] = [editor.uri('gateway.yaml'), editor.uri('shelfready.yaml')];
	await editor.replace(settings, 'Nobody', 'AdminPassword');
	await editor.gone(uri, noDefault);
	await editor.replace(settings, 'waivers:', 'licensing: payed # about security.least-privilege\nwaivers:');
	const [wrong] = await editor.until(settings, (diagnostics) => diagnostics.length > 0);
	t.like(wrong, {
		message: 'licensing: "payed" is not allowed; it must be one of paid, byol, free',
		severity: error,
		range: editor.rangeOf(settings, 'payed'),
	});
	t.regex((await editor.hover(settings, 'security.least-privilege')) ?? '', /^# security\.least-privilege\n/);
	await editor.replace(uri, 'Heron gateway', 'Heron gateways');
	await editor.gone(uri, noDefault);
	await editor.close(settings);
	t.deepEqual(await editor.until(settings, (diagnostics) => diagnostics.length === 0), []);
	t.deepEqual(await editor.said(uri, noDefault), [[error, '"Heron\\u0031"']]);
});

test.serial('a file that is deleted has nothing to say any more', async (t) => {
	const {editor, folder} = t.context;
	const uri = editor.uri('broken.yaml');
	const [first] = await editor.until(uri, (diagnostics) => diagnostics.length > 0);
	t.regex(String(first?.message), /^not YAML: /);
	t.is(first?.range.start.line, 3);
	await editor.show(uri, broken);
	await editor.until(uri, (diagnostics) => diagnostics.length > 0);
	await rm(join(folder, 'broken.yaml'));
	await editor.watched(uri, FileChangeType.Deleted);
	await editor.replace(uri, 'Topic', 'Theme');
	t.true((await editor.until(uri, (diagnostics) => diagnostics.length > 0)).length > 0, 'it is still open');
	await editor.close(uri);
	t.deepEqual(await editor.until(uri, (diagnostics) => diagnostics.length === 0), []);
});

test.serial('what others write and make is read again', async (t) => {
	const {editor, folder} = t.context;
	const uri = editor.uri('later.yaml');
	await writeFile(join(folder, 'later.yaml'), gateway);
	await editor.watched(uri, FileChangeType.Created);
	const found = await editor.until(uri, (diagnostics) => diagnostics.some(({code}) => code === noDefault));
	t.is(found.find(({code}) => code === noDefault)?.range.start.line, 3);
	await writeFile(join(folder, 'later.yaml'), gateway.replace(', Default: Heron12345678', ''));
	await editor.watched(uri, FileChangeType.Changed);
	await editor.gone(uri, noDefault);
});

test.serial('a burst of changes ends with what is to say of the last', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('gateway.yaml');
	await editor.replace(uri, '"Heron\\u0031"', 'x');
	for (let count = 0; count < 50; count++) await editor.replace(uri, 'Default: x', 'Default: xx');
	t.deepEqual(await editor.said(uri, noDefault), [[error, 'x'.repeat(51)]]);
});

test.serial('a document outside of the workspace is a submission of its own', async (t) => {
	const {editor} = t.context;
	const elsewhere = await folderOf({'lone.yaml': gateway, 'other.yaml': gateway});
	const uri = new URL(`file://${elsewhere}/lone.yaml`).href;
	await editor.show(uri, gateway);
	t.deepEqual(await editor.said(uri, noDefault), [[error, 'Heron12345678']]);
	t.false([...editor.told.keys()].some((told) => told.endsWith('other.yaml')));
	t.deepEqual(
		(await editor.actions(uri, editor.rangeOf(uri, 'Heron12345678'))).filter(({title}) => title.startsWith('Waive')),
		[],
	);
	await editor.close(uri);
	t.deepEqual(await editor.until(uri, (diagnostics) => diagnostics.length === 0), []);
	await editor.show('untitled:Untitled-1', gateway);
	t.deepEqual(await editor.said('untitled:Untitled-1', noDefault), [[error, 'Heron12345678']]);
	await rm(elsewhere, {recursive: true});
});

test.serial('nothing half-written brings it down, and it ends as the protocol has it', async (t) => {
	const {editor} = t.context;
	const uri = editor.uri('half.yaml');
	await editor.show(uri, '');
	for (let length = 0; length < gateway.length; length += 97) {
		const text = editor.text(uri);
		const whole = {start: {line: 0, character: 0}, end: {line: text.split('\n').length, character: 0}};
		await editor.type(uri, [{range: whole, newText: gateway.slice(0, length)}]);
		await editor.hover(uri, '');
	}
	await editor.replace(uri, editor.text(uri), gateway);
	t.deepEqual(await editor.said(uri, noDefault), [[error, 'Heron12345678']]);
	t.is(await editor.end(), 0);
	t.is(editor.noise(), '');
	t.deepEqual(editor.logged, []);
});
