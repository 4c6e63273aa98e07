import test from 'ava';
import type {RootFile} from '../../src/contract.ts';
import {agentConfig, windows} from '../../src/examples.ts';
import {credentialSearchOf} from '../../src/gather/root/credentials.ts';
import {startupOf} from '../../src/gather/root/startup.ts';
import {systemOf} from '../helpers/filesystem.ts';
import {checkFiles} from '../helpers/submission.ts';
import {many} from '../helpers/unread.ts';

type Root = Readonly<Record<string, RootFile>>;

const linux = (files: Root): Root => ({'etc/os-release': 'ID=amzn\n', 'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n', ...files});
const local = 'etc/rc.local';
const script = (text: string): Root => linux({[local]: {text: `#!/bin/sh\n${text}`, mode: 0o755}});
const agent = 'ProgramData/Amazon/EC2Launch/config/agent-config.yml';
const powershell = (content: string): Root =>
	windows({
		[agent]: agentConfig('', `      - task: executeScript\n        inputs:\n          - type: powershell\n            content: |-\n              ${content}\n`),
	});

/** What the report says was not looked at, the file, and the text from the place on. */
async function said(root: Root): Promise<readonly (readonly [message: string, file: string, at: string])[]> {
	const {problems} = await checkFiles({}, [], {root});
	return problems.map(({file, message, place}) => {
		const found = root[file.replace(/^image\//, '')];
		const text = typeof found === 'string' ? found : (found?.text ?? '');
		return [message, file, place?.range === undefined ? '' : text.slice(place.range[0], place.range[0] + 8)];
	});
}

const says = test.macro({
	async exec(t, beyond: Root, message: RegExp, file: string, at: string, within?: Root) {
		const found = await said(beyond);
		t.deepEqual(
			found.map(([why, ...where]) => [message.test(why) ? 'expected' : why, ...where]),
			[['expected', `image/${file}`, at]],
		);
		if (within !== undefined) t.deepEqual(await said(within), []);
	},
	title: (title) => `beyond its bound: ${title}`,
});

const tooMany =
	/^this script has more commands, or more of them inside each other, than one check reads; not all from here on was looked at: make several scripts of it$/;
const blocks = (count: number) => script(`${'{ '.repeat(count)}a; ${'}; '.repeat(count)}\ncurl x\n`);
const handed = (count: number) => script(`{ ${'a; '.repeat(10_000)}}${' >b'.repeat(count)}\n`);
test('commands of a script', says, script(`${'true\n'.repeat(20_000)}curl x\n`), tooMany, local, 'curl x\n', script('true\n'.repeat(20_000)));
test('blocks of a script', says, blocks(61), tooMany, local, ' { a; };', blocks(58));
test('where the output of blocks goes', says, handed(11), tooMany, local, '>b\n', handed(10));

const heredoc = (count: number) => script(`sh <<'EOF'\n# ${'a'.repeat(count)}\ncurl x\nEOF\n`);
test(
	'characters of a here-document',
	says,
	heredoc(66_000),
	/^a text here comes to more characters, or is put together from more parts, than one check reads;/,
	local,
	'# aaaaaa',
	heredoc(60_000),
);

const nested = (count: number) => script(`${many(count, (index) => `f${index}() { f${index + 1}; }\n`).join('')}f0\n`);
const tooDeep = /^functions, scripts or substitutions stand more levels inside each other here than one check follows;/;
test('functions inside each other', says, nested(44), tooDeep, local, 'f40; }\nf', nested(20));

const scripts = (count: number) =>
	linux({
		[local]: {text: '#!/bin/sh\n/opt/s0\n', mode: 0o755},
		...Object.fromEntries(many(count, (index) => [`opt/s${index}`, {text: `#!/bin/sh\n/opt/s${index + 1}\n`, mode: 0o755}])),
	});
test('scripts inside each other', says, scripts(13), tooDeep, 'opt/s11', '#!/bin/s', scripts(11));

test('a function that is called often is read each time', (t) => {
	const {[local]: file} = script(`give() { echo "$1" | chpasswd; }\n${'give "$X"\n'.repeat(30)}give root:Larkspur12\n`);
	const found = startupOf(systemOf({...linux({}), [local]: file}));
	t.deepEqual(
		found?.passwords.filter(({origin}) => origin === 'fixed').map(({of}) => of),
		['account root'],
	);
	t.is(found?.cut, undefined);
});

const python = (count: number) => linux({[local]: {text: `#!/usr/bin/python3\n${'a;'.repeat(count)}\nimport os\nos.system("curl x")\n`, mode: 0o755}});
test('words of a program', says, python(50_010), /^this program is longer, or makes more calls, than one check reads;/, local, 'a;a;a;a;', python(40_000));

const crontab = (count: number) => linux({'etc/crontab': `${'#\n'.repeat(count)}* * * * * root curl x\n`});
test(
	'lines of a crontab',
	says,
	crontab(5000),
	/^this crontab has more than 5000 lines; those from here on were not looked at$/,
	'etc/crontab',
	'* * * * ',
	crontab(4999),
);

const cloud = (count: number) => linux({'etc/cloud/cloud.cfg': `#cloud-config\n# ${'a'.repeat(count)}\nruncmd: [curl x]\n`});
test(
	'settings of cloud-init',
	says,
	cloud(200_000),
	/^these settings of cloud-init are longer than 200000 characters and were not looked at$/,
	'etc/cloud/cloud.cfg',
	'',
	cloud(190_000),
);

const braces = (count: number) => powershell(`${'if ($a) { '.repeat(count)}curl.exe x${' }'.repeat(count)}`);
test(
	'blocks of PowerShell',
	says,
	braces(30),
	/^commands, scripts or blocks stand more levels inside each other here than one check follows;/,
	agent,
	'|-\n     ',
	braces(10),
);
const shells = (count: number) => windows({'Windows/Setup/Scripts/SetupComplete.cmd': `${'cmd /c '.repeat(count)}net user x y\r\n`});
test(
	'shells inside each other',
	says,
	shells(25),
	/^commands, scripts or blocks stand more levels inside each other here than one check follows;/,
	'Windows/Setup/Scripts/SetupComplete.cmd',
	'cmd /c c',
	shells(5),
);
const batch = (count: number) => windows({'Windows/Setup/Scripts/SetupComplete.cmd': `rem ${'a'.repeat(count)}\r\nnet user x y\r\n`});
test(
	'characters of a batch file',
	says,
	batch(400_000),
	/^a script here is longer than 400000 characters and was not looked at/,
	'Windows/Setup/Scripts/SetupComplete.cmd',
	'',
	batch(390_000),
);
const words = (count: number) => powershell(`${'a;'.repeat(count)}net user x y`);
test('words of PowerShell', says, words(30_010), /^a script here has more than 60000 words and signs;/, agent, '|-\n     ', words(29_000));

const passwd = (count: number) =>
	linux({
		'etc/ssh/sshd_config': 'Port 22\n',
		'usr/sbin/sshd': '',
		'etc/passwd': many(count, (index) => `u${index}:x:${index}:${index}::/home/u${index}:/bin/sh\n`).join(''),
	});
test(
	'accounts that sshd may let in',
	says,
	passwd(2001),
	/^this file has more than 2000 lines; what sshd lets the accounts and groups from here on do was not looked at$/,
	'etc/passwd',
	'u2000:x:',
	passwd(2000),
);

test('a file with more credentials than are told leaves the search open', (t) => {
	const keys = (count: number) =>
		credentialSearchOf(systemOf(linux({'opt/keys.env': many(count, (index) => `PASSWORD_${index}=Larkspur${index}x7\n`).join('')})));
	t.false(keys(40).whole);
	t.true(keys(20).whole);
});
test('a script at boot that turns many services off says nothing', async (t) => {
	t.deepEqual(await said(script(many(60, (index) => `systemctl disable --now s${index}\n`).join(''))), []);
});
