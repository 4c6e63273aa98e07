import {rm} from 'node:fs/promises';
import test from 'ava';
import {PublishDiagnosticsNotification} from 'vscode-languageserver-protocol/node';
import {folderOf} from '../helpers/command.ts';
import {openEditor} from '../helpers/editor.ts';

const template = `Description: Heron
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {Nickname: heron}
  Door:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Door
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]
`;

test("cfn-lint's findings come after the others, stay with the text while it is typed, and go when they are mended", async (t) => {
	const folder = await folderOf({'heron.yaml': template});
	const editor = await openEditor(folder, ['--stdio', `--clientProcessId=${process.pid}`]);
	t.teardown(() => editor.server.kill());
	const uri = editor.uri('heron.yaml');
	await editor.show(uri, template);
	const first = await editor.until(uri, (diagnostics) => diagnostics.length > 0);
	t.false(first.some(({code}) => code === 'cfn-lint/E3002'));
	t.deepEqual(await editor.said(uri, 'cfn-lint/E3002'), [[2, 'Nickname']]);
	// From here on every word on the file has it, in its place.
	const missing: unknown[] = [];
	editor.connection.onNotification(PublishDiagnosticsNotification.type, ({version = 0, diagnostics}) => {
		if (!diagnostics.some(({code, range}) => code === 'cfn-lint/E3002' && range.start.line === version + 3))
			missing.push([version, diagnostics.map(({code, range, message}) => [code, range.start.line, message])]);
		editor.told.set(uri, {uri, version, diagnostics});
	});
	for (let version = 2; version <= 4; version++) {
		await editor.replace(uri, 'Resources', '# typed\nResources');
		await editor.hover(uri, 'Resources');
	}
	t.deepEqual(missing, []);
	t.is(editor.told.get(uri)?.version, 4);
	t.is(await editor.end(), 0);
	t.is(editor.noise(), '');
	await rm(folder, {recursive: true});
});

test('each folder with a shelfready.yaml is a submission of its own', async (t) => {
	const door = template.replace('    Properties: {Nickname: heron}\n', '');
	const folder = await folderOf({
		'one/heron.yaml': door,
		'one/shelfready.yaml': 'rules: {template/no-open-admin-port: off}\n',
		'one/two/heron.yaml': door,
		'one/two/shelfready.yaml': 'rules: {template/no-open-admin-port: note}\n',
		'heron.yaml': door,
		// A root file system, which is left to the command.
		...Object.fromEntries(['etc/os-release', 'etc/fstab', 'usr/bin/true', 'var/log/x', 'home/x'].map((file) => [`one/image/${file}`, 'x'])),
		'one/image/etc/heron.yaml': door,
	});
	const editor = await openEditor(folder);
	t.teardown(() => editor.server.kill());
	const severities = async (file: string) => {
		await editor.show(editor.uri(file), door);
		const found = await editor.until(editor.uri(file), () => true);
		return found.flatMap(({code, severity}) => (code === 'template/no-open-admin-port' ? [severity] : []));
	};
	t.deepEqual(await severities('one/image/etc/heron.yaml'), []);
	await editor.show(editor.uri('one/new.yaml'), 'Resources: [\n');
	await editor.until(editor.uri('one/new.yaml'), (diagnostics) => diagnostics.length > 0);
	t.deepEqual([await severities('one/heron.yaml'), await severities('one/two/heron.yaml'), await severities('heron.yaml')], [[], [3], [1]]);
	t.is(await editor.end(), 0);
	await rm(folder, {recursive: true});
});

test('a client that is gone, and one that forgets to say so, end the server with status 1', async (t) => {
	const [gone, rude] = await Promise.all([openEditor(undefined), openEditor(undefined)]);
	t.teardown(() => [gone, rude].map(({server}) => server.kill()));
	gone.server.stdin.end();
	t.deepEqual([await gone.ended, await rude.leave()], [1, 1]);
});

test('an editor that can do little gets plain edits, and none that makes files', async (t) => {
	const grant = "Properties: {PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}, Roles: [x]}";
	const text = `Parameters:\n  AdminPassword: {Type: String, MinLength: 12}\nResources:\n  Uploads: {Type: 'AWS::S3::Bucket'}\n  Policy:\n    Type: AWS::IAM::Policy\n    ${grant}\n`;
	const folder = await folderOf({'heron.yaml': text});
	const editor = await openEditor(folder, ['--no-cfn-lint'], {});
	t.teardown(() => editor.server.kill());
	const uri = editor.uri('heron.yaml');
	await editor.show(uri, text);
	await editor.until(uri, (diagnostics) => diagnostics.length > 0);
	const actions = await editor.actions(uri, editor.rangeOf(uri, "'*'"));
	t.deepEqual(
		actions.map(({kind, edit}) => [kind, edit?.changes?.[uri]?.map(({newText}) => newText)]),
		[
			['quickfix', ["!Sub '${Uploads.Arn}/*'"]],
			// What narrows a role is for people to decide.
			['source.fixAll.shelfready', ['NoEcho: true, ']],
		],
	);
	t.deepEqual(editor.registered, []);
	t.is(await editor.end(), 0);
	await rm(folder, {recursive: true});
});
