import {link, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {formats} from '../../src/report/formats.ts';
import {archive, file, header} from '../helpers/archive.ts';
import {folderOf, shelfready} from '../helpers/command.ts';

/** A template in which a rule would quote the password. */
const secret = 'Parameters:\n  Password: {Type: String, Default: Quetzal4711}\nResources: {}\n';
const sound = 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}\n';

test('links of a submission that lead out are neither read, nor quoted in any format, nor written through', async (t) => {
	const outside = await folderOf({'secret.yaml': secret, 'settings.yaml': `${secret}edition: Quetzal4711\n`, passwd: 'quetzal4711:x:0:0::/root:/bin/sh\n'});
	const inside = await folderOf({'good.yaml': sound, 'image/usr/x': '', 'image/var/x': '', 'image/etc/hostname': 'a\n'});
	t.teardown(() => Promise.all([outside, inside].map((folder) => rm(folder, {recursive: true, force: true}))));
	await symlink(join(outside, 'secret.yaml'), join(inside, 'template.yaml'));
	await symlink(join(outside, 'settings.yaml'), join(inside, 'shelfready.yaml'));
	await symlink(outside, join(inside, 'folder'));
	await symlink(join(outside, 'passwd'), join(inside, 'image', 'etc', 'passwd'));
	await symlink(join('..', '..', '..', outside, 'passwd'), join(inside, 'image', 'etc', 'shadow'));
	const reports = formats.flatMap((format) => ['--report', `${format}=${join(outside, `report.${format}`)}`]);
	const ran = await shelfready(['check', inside, '--no-cfn-lint', ...reports]);
	t.is(ran.code, 2);
	t.regex(ran.stdout, /template\.yaml: is a link that leads out of the submission/);
	t.notRegex(ran.stdout + ran.stderr, /quetzal4711/i);
	for (const format of formats) t.notRegex(await readFile(join(outside, `report.${format}`), 'utf8'), /quetzal4711/i, format);
	await shelfready(['check', inside, '--no-cfn-lint', '--fix']);
	t.is(await readFile(join(outside, 'secret.yaml'), 'utf8'), secret);
});

test('an archive of a catalogue leads nowhere: not by links, by twins of links, or by names', async (t) => {
	const outside = await folderOf({'secret.yaml': secret});
	const work = await folderOf({});
	t.teardown(() => Promise.all([outside, work].map((folder) => rm(folder, {recursive: true, force: true}))));
	const linked = (name: string, target: string, flag: string) => header(name, {flag, linkName: target});
	const catalogue = archive(
		header('a/', {flag: '5'}),
		file('a/good.yaml', sound),
		linked('a/template.yaml', join(outside, 'secret.yaml'), '2'),
		header('b/', {flag: '5'}),
		linked('b/up', '..', '2'),
		file('b/up/a/written.yaml', secret),
		header('c/', {flag: '5'}),
		linked('c/link', join(outside, 'secret.yaml'), '2'),
		linked('c/twin.yaml', 'c/link', '1'),
		header('d/', {flag: '5'}),
		file('d/../../../escaped.yaml', secret),
		file('/absolute.yaml', secret),
		file('d/good.yaml', sound),
	);
	await writeFile(join(work, 'catalogue.tar'), catalogue);
	const ran = await shelfready(['audit', join(work, 'catalogue.tar'), '--out', join(work, 'results'), '--workers', '1']);
	t.is(ran.code, 2);
	const results = await readFile(join(work, 'results', 'results.ndjson'), 'utf8');
	const of = (name: string) => results.split('\n').find((line) => line.includes(`"submission":"${name}"`)) ?? '';
	t.notRegex(of('a') + of('c'), /Quetzal4711/);
	t.notRegex(of('a'), /written\.yaml/);
	t.is(await readFile(join(outside, 'secret.yaml'), 'utf8'), secret);
});

test('reports are written whole, and through no file that lies in wait beside them', async (t) => {
	const [inside, written, outside] = [await folderOf({'good.yaml': sound}), await folderOf({}), await folderOf({'kept.txt': 'kept'})];
	t.teardown(() => Promise.all([outside, inside, written].map((folder) => rm(folder, {recursive: true, force: true}))));
	const report = join(written, 'report.txt');
	await link(join(outside, 'kept.txt'), report);
	await shelfready(['check', inside, '--no-cfn-lint', '--output', report]);
	// The name leads to the new file; what had another name is left alone.
	t.is(await readFile(join(outside, 'kept.txt'), 'utf8'), 'kept');
	t.regex(await readFile(report, 'utf8'), /1 error, 0 warnings/);
});
