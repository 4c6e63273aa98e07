/**
 * The settings that are told, against those that OpenSSH's own sshd tells with `sshd -T -C …`, over generated configurations. Runs where sshd is
 * installed (apt-get install openssh-server); left out, with a word, where it is not.
 */

import {type SpawnSyncReturns, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {SshDirective} from '../../../src/evidence/ssh.ts';
import type {Entry, FileSystem} from '../../../src/filesystem.ts';
import {accountsOf} from '../../../src/gather/root/ssh/accounts.ts';
import {classesOf, refusalsOf, type Server, settingsFor} from '../../../src/gather/root/ssh/classes.ts';
import {optionsOf} from '../../../src/gather/root/ssh/command-line.ts';
import type {Connection} from '../../../src/gather/root/ssh/criteria.ts';
import {readConfiguration} from '../../../src/gather/root/ssh/read.ts';
import {sshdDefaults} from '../../../src/limits/openssh.ts';
import {generatedConfiguration, restrictedConfiguration, seeded} from '../../helpers/sshd-configurations.ts';

const program = '/usr/sbin/sshd';
const keygen = '/usr/bin/ssh-keygen';
const count = Number(process.env['SSHD_CONFIGURATIONS'] ?? 200);

/** The machine's own accounts and a folder's files, as a root file system. */
function systemOf(files: Readonly<Record<string, string>>): FileSystem {
	const entries = new Map<string, Entry>();
	const contents = new Map<string, Uint8Array>();
	const add = (path: string, text: string) => {
		const parts = path.split('/');
		for (let end = 0; end < parts.length; end++) entries.set(parts.slice(0, end).join('/'), {path: parts.slice(0, end).join('/'), type: 'folder', size: 0});
		const bytes = Buffer.from(text);
		entries.set(path, {path, type: 'file', size: bytes.length});
		if (bytes.length > 0) contents.set(path, bytes);
	};
	for (const [path, text] of Object.entries(files)) add(path, text);
	for (const path of ['etc/passwd', 'etc/group']) add(path, readFileSync(`/${path}`, 'utf8'));
	return {file: 'image', form: 'folder', entries, contents, count: entries.size, unread: new Map()};
}

const printed: Readonly<Record<string, SshDirective>> = Object.fromEntries(Object.keys(sshdDefaults).map((name) => [name.toLowerCase(), name as SshDirective]));

/** What `sshd -T` prints of the directives that are told here; nothing where it refuses the configuration. */
function told(output: string): Record<string, string> {
	const all: Record<string, string> = {};
	for (const line of output.split('\n')) {
		const [name = '', ...words] = line.split(' ');
		const directive = printed[name];
		if (directive === undefined) continue;
		const value = words.join(' ');
		all[directive] = all[directive] === undefined ? value : `${all[directive]} ${value}`;
	}
	if (all['PermitRootLogin'] === 'without-password') all['PermitRootLogin'] = 'prohibit-password';
	return all;
}

function testSpec({user, host, address, localAddress, localPort}: Connection): readonly string[] {
	const pairs = {user, host, addr: address, laddr: localAddress, lport: localPort};
	const spec = Object.entries(pairs).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
	return spec.length === 0 ? [] : ['-C', spec.join(',')];
}

type Answer = SpawnSyncReturns<string>;

type Sshd = {readonly folder: string; ask(config: string, connection: Connection, more: readonly string[]): Answer};

/** Asks sshd in a folder, which holds its key. */
function sshdIn(folder: string): Sshd {
	const key = join(folder, 'host_key');
	spawnSync(keygen, ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
	const ask = (config: string, connection: Connection, more: readonly string[]) =>
		spawnSync(program, ['-T', '-f', config, '-h', key, ...testSpec(connection), ...more], {encoding: 'utf8'});
	return {folder, ask};
}

const folder = mkdtempSync(join(tmpdir(), 'sshd-agreement-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

/** Why sshd can not be asked here. */
function reasonAgainst(): string | undefined {
	if (!existsSync(program)) return `${program} is not installed`;
	const empty = join(folder, 'empty');
	writeFileSync(empty, '');
	const {status, stderr} = sshdIn(folder).ask(empty, {groups: []}, []);
	return status === 0 ? undefined : `sshd -T does not run: ${stderr.trim()}`;
}

const missing = reasonAgainst();

function sshdTest(title: string, run: (t: ExecutionContext, sshd: Sshd) => void): void {
	if (missing !== undefined) test.skip(`${title}: left out, since ${missing}`, () => {});
	else test(title, (t) => run(t, sshdIn(mkdtempSync(join(folder, 'test-')))));
}

sshdTest(`${count} generated configurations come to what sshd says`, (t, {folder, ask}) => {
	let [agreed, refused, valued] = [0, 0, 0];
	for (let seed = 1; seed <= count; seed++) {
		const at = join(folder, `c${seed}`);
		const {files, commandLine, connection} = generatedConfiguration(seeded(seed), at);
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(path), {recursive: true});
			writeFileSync(path, text);
		}
		const system = systemOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(1), text])));
		const accounts = accountsOf(system);
		const asked: Connection = {...connection, groups: connection.user === undefined ? [] : accounts.groupsOf(connection.user)};
		const main = join(at, 'sshd_config');
		const {steps, refusals} = readConfiguration(system, main.slice(1), true);
		const words = commandLine.map((text) => ({file: 'image/etc/default/ssh', text, start: 0}));
		const options = optionsOf(system, words, true);
		const server: Server = {steps, commandLine: options.steps, defaults: sshdDefaults, defaultBy: 'default', keyboardAlias: true, pam: 'unknown', accounts};
		const isRefused = refusals.length > 0 || options.refusals.length > 0 || refusalsOf(server).length > 0;
		const {status, stdout, stderr} = ask(main, connection, commandLine);
		const context = `seed ${seed}: ${JSON.stringify({files, commandLine, connection}, undefined, 1)}\n${stderr}`;
		if (status !== 0) {
			t.true(isRefused, `sshd refuses, we do not: ${context}`);
			refused++;
		} else {
			t.false(isRefused, `we refuse (${JSON.stringify(refusals)}), sshd does not: ${context}`);
			const own = Object.fromEntries(Object.entries(settingsFor(server, asked)).flatMap(([name, {value}]) => (value === '' ? [] : [[name, value]])));
			t.deepEqual(own, told(stdout), context);
			if (Object.entries(own).some(([name, value]) => value !== (sshdDefaults as Readonly<Record<string, string>>)[name])) valued++;
		}
		agreed++;
	}
	t.log(`${agreed} of ${count} agree: ${valued} with other values than the defaults, ${refused} refused by both`);
	t.true(refused > 5 && refused < count / 4 && valued > count / 2, 'the generator makes sound and faulty ones');
});

sshdTest('whatever sshd says of a log-in is among the classes, whomever the Match blocks speak of', (t, {folder, ask}) => {
	let asked = 0;
	for (let seed = 1; seed <= count / 4; seed++) {
		const {text, connections} = restrictedConfiguration(seeded(seed));
		const main = join(folder, `r${seed}`);
		writeFileSync(main, text);
		const system = systemOf({[main.slice(1)]: text});
		const {steps} = readConfiguration(system, main.slice(1), true);
		const accounts = accountsOf(system);
		const server: Server = {steps, commandLine: [], defaults: sshdDefaults, defaultBy: 'default', keyboardAlias: true, pam: 'unknown', accounts};
		const {classes, cut} = classesOf(server);
		t.false(cut);
		for (const connection of connections) {
			const {status, stdout, stderr} = ask(main, {...connection, groups: []}, []);
			const context = `seed ${seed}: ${JSON.stringify({text, connection}, undefined, 1)}\n${stderr}`;
			t.is(status, 0, context);
			for (const [directive, value] of Object.entries(told(stdout))) {
				const isSame = classes.some(({root, settings}) => root === (connection.user === 'root') && settings[directive as SshDirective].value === value);
				t.true(isSame, `${directive} ${value} of ${context}`);
			}
			asked++;
		}
	}
	t.log(`${asked} log-ins are told`);
});
