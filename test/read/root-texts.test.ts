import {createHash} from 'node:crypto';
import test from 'ava';
import type {RootFile} from '../../src/contract.ts';
import {debian, standalone, version, windows, withTemplate} from '../../src/examples.ts';
import {openJudge} from '../../src/judge/open.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {textsOf} from '../../src/read/filesystem/texts.ts';
import {validators} from '../../validators/index.ts';
import {noRedirects} from '../../validators/language/no-redirects.ts';
import {systemOf} from '../helpers/filesystem.ts';
import {checkFiles} from '../helpers/submission.ts';

const prose = 'Larkspur is a queue server that keeps its messages in a bucket of yours.\n';
const pathsOf = (files: Readonly<Record<string, RootFile>>) => textsOf(systemOf(files)).texts.map(({path, format}) => `${path} ${format}`);

const debianMotd =
	'\nThe programs included with the Debian GNU/Linux system are free software;\nthe exact distribution terms for each program are described in the\nindividual files in /usr/share/doc/*/copyright.\n\nDebian GNU/Linux comes with ABSOLUTELY NO WARRANTY, to the extent\npermitted by applicable law.\n';

const found = async (root: Readonly<Record<string, RootFile>>) =>
	(await checkFiles({}, [noRedirects], {root: debian(root), judge: openJudge})).findings.map(({place, start, excerpt}) => [place.file, start?.line, excerpt]);

test('a motd that sells is found in its place; a clean one is not', async (t) => {
	t.deepEqual(await found({'etc/motd': 'Welcome to Larkspur.\n\nNeed more throughput? Buy the enterprise edition at our shop.\n'}), [
		['image/etc/motd', 3, 'Buy the enterprise edition at our shop.'],
	]);
	t.deepEqual(await found({'etc/motd': debianMotd, 'etc/issue': 'Debian GNU/Linux 13 \\n \\l\n'}), []);
});

test('so are the words of a script, of a page and of a README, after a byte order mark too', async (t) => {
	t.deepEqual(
		await found({
			'etc/update-motd.d/99-larkspur': '#!/bin/sh\necho "Need more throughput?"\necho "Buy the enterprise edition at our shop."\n',
			'var/www/html/index.html': '<html><body><h1>Larkspur</h1>\n<p>Need more throughput? Buy the <b>enterprise</b> edition at our shop.</p></body></html>',
			'opt/larkspur/README.md': '\ufeff# Larkspur\n\nNeed more throughput? Buy the Enterprise add-on in our web shop.\n',
			'opt/larkspur/node_modules/x/README.md': '# x\n\nNeed more throughput? Buy the Enterprise add-on in our web shop.\n',
		}),
		[
			['image/etc/update-motd.d/99-larkspur', 3, 'Buy the enterprise edition at our shop.'],
			['image/opt/larkspur/README.md', 3, 'Buy the Enterprise add-on in our web shop.'],
			['image/var/www/html/index.html', 2, 'Buy the <b>enterprise</b> edition at our shop.'],
		],
	);
});

test('the order: what greets, then what lies high; parts with a manifest of their own last', (t) => {
	t.deepEqual(
		pathsOf({
			'opt/larkspur/lib/part/package.json': '{}',
			'opt/larkspur/lib/part/README.md': `# Part\n\n${prose}`,
			'opt/larkspur/lib/a/b/c/README.md': `# C\n\n${prose}`,
			'opt/larkspur/README': `${prose}1`,
			'home/admin/first-run.txt': `${prose}2`,
			'srv/web/index.html': '<html><p>x</p></html>',
			'opt/larkspur/bin/welcome.sh': 'echo "Hello there."\n',
			'etc/issue.net': 'Authorized use only.\n',
			'etc/profile.d/larkspur.sh': '#!/bin/sh\necho "Hi."\n',
		}),
		[
			'etc/issue.net text',
			'etc/profile.d/larkspur.sh printed',
			'home/admin/first-run.txt text',
			'opt/larkspur/README text',
			'srv/web/index.html html',
			'opt/larkspur/bin/welcome.sh printed',
			'opt/larkspur/lib/a/b/c/README.md markdown',
			'opt/larkspur/lib/part/README.md markdown',
		],
	);
});

test('of Windows: products, profiles and own folders of the volume, whatever the case, but not those of Windows, Microsoft and tools', (t) => {
	const told = {
		'PROGRAM FILES/Larkspur/Readme.TXT': `${prose}1`,
		'ProgramData/Larkspur/docs/start.html': '<html><p>x</p></html>',
		'Users/Public/Desktop/Welcome.txt': `${prose}2`,
		'Larkspur/README.md': `${prose}3`,
	};
	const others = {
		'Program Files/Common Files/x/README.txt': `${prose}4`,
		'Program Files (x86)/Microsoft SQL Server/README.txt': `${prose}5`,
		'Program Files/Git/README.md': `${prose}6`,
		'Python312/README.txt': `${prose}7`,
		'Users/build/AppData/Local/x/README.md': `${prose}8`,
		'Program Files/Larkspur/licenses/x.txt': `${prose}9`,
		'Windows/System32/README.txt': `${prose}a`,
	};
	t.deepEqual(pathsOf(windows({...told, ...others})).toSorted(), [
		'Larkspur/README.md markdown',
		'PROGRAM FILES/Larkspur/Readme.TXT text',
		'ProgramData/Larkspur/docs/start.html html',
		'Users/Public/Desktop/Welcome.txt text',
	]);
	t.deepEqual(pathsOf({'etc/x': '', 'larkspur/README.md': prose}), [], 'not on a Linux');
});

test('what others wrote, and what is no text, is left out', (t) => {
	const paths = [
		'opt/a/vendor/x/README.md',
		'opt/a/gems/x/README.md',
		'usr/local/lib/python3.12/site-packages/x/README.txt',
		'usr/local/share/doc/x/README',
		'usr/share/doc/x/README',
		'opt/aws/README.md',
		'opt/a/CHANGELOG.md',
		'opt/a/third-party-notices.txt',
		'opt/a/README.de.md',
		'opt/a/web/fr/index.html',
		'home/admin/.vim/README.md',
		'opt/a/requirements.txt',
		'etc/larkspur/README',
		'etc/motd.d/insights-client',
	];
	t.deepEqual(pathsOf(Object.fromEntries(paths.map((path, index) => [path, `${prose}${index}`]))), []);
	const texts = {
		'opt/a/LICENSE': `MIT License\n\n${prose}`,
		'opt/a/words.txt': 'a\nb\nc\nd\n',
		'opt/a/data.txt': `${prose}\0`,
		'opt/a/README.txt': ' \n',
		'etc/update-motd.d/50-py': '#!/usr/bin/python3\nprint("x")\n',
		'opt/a/config.json': '{"a": "Larkspur is a queue server."}',
	};
	t.deepEqual(pathsOf(texts), []);
	t.deepEqual(pathsOf({'opt/a/EULA.txt': prose, 'opt/b/EULA.txt': prose}), ['opt/a/EULA.txt text'], 'the same text once');
});

test('scripts as Debian and Ubuntu ship them are left out; changed ones and those of other packages are not', (t) => {
	const script = '#!/bin/sh\necho "Support: https://ubuntu.com/pro"\n';
	const status = (maintainer: string) =>
		`Package: base-files\nStatus: install ok installed\nMaintainer: ${maintainer}\nConffiles:\n /etc/update-motd.d/10-help-text ${createHash('md5').update(script).digest('hex')}\n\n`;
	const of = (maintainer: string, text: string) => pathsOf({'var/lib/dpkg/status': status(maintainer), 'etc/update-motd.d/10-help-text': text}).length;
	const ubuntu = 'Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>';
	t.is(of(ubuntu, script), 0);
	t.is(of(ubuntu, `${script}echo "Larkspur"\n`), 1);
	t.is(of('Larkspur <dev@larkspur.example>', script), 1);
});

test('bounds: 200 texts are read, and the rest is told', async (t) => {
	const files = Object.fromEntries(Array.from({length: 230}, (_, index) => [`opt/larkspur/${index}.md`, `# ${index}\n\n${prose}`]));
	const {artifact, problems} = await readArtifact({file: 'image', bytes: new Uint8Array(), system: systemOf({...files, 'opt/larkspur/README.md': prose})});
	t.is(artifact?.detail, 'root file system folder of 231 entries, 200 texts read, 31 more left out');
	t.deepEqual(problems, []);
	const big = Object.fromEntries(Array.from({length: 8}, (_, index) => [`opt/larkspur/${index}.md`, `${index} ${'a b c. '.repeat(130_000)}`]));
	t.is(textsOf(systemOf(big)).left, 3);
});

test('a README in the image is no guide of the seller', async (t) => {
	const guide =
		'# Larkspur\n\nCreate a role for EC2 with this policy: {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}]}. To back up, run larkspur backup.\n';
	const files = {'listing.json': version([standalone(), withTemplate()])};
	const guides = validators.filter(({id}) => id.startsWith('guides/') || id.startsWith('iam/'));
	const told = async (root?: Readonly<Record<string, RootFile>>) =>
		(await checkFiles(files, guides, root === undefined ? {} : {root})).findings.map(({rule, message}) => [rule, message]);
	t.deepEqual(await told(debian({'opt/larkspur/README.md': guide})), await told());
});
