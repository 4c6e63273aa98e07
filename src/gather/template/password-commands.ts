/** What the commands of instances do about passwords: give one that is written down, or let people log in by password. */

import type {Place, Text} from '../../contract.ts';
import type {PasswordCommand, Resource} from '../../evidence/template.ts';
import {spanOf} from '../../tree.ts';
import {isComment, lineAround} from './scripts.ts';

/** Ways to set a password; the group `value` is the password, `account` whose it is. Each reads one line. */
const fixedPasswords: readonly RegExp[] = [
	// echo 'admin:secret' | chpasswd
	/\becho\s+(?:-[en]+\s+)?["']?(?<account>[\w.-]+):(?<value>[^\s"'|]+)["']?\s*\|\s*(?:sudo\s+)?(?:\/usr\/sbin\/)?chpasswd\b/dg,
	// chpasswd <<< 'admin:secret'
	/\bchpasswd\s+(?:-e\s+)?<<<\s*["']?(?<account>[\w.-]+):(?<value>[^\s"']+)/dg,
	// echo secret | passwd --stdin admin
	/\becho\s+(?:-[en]+\s+)?["']?(?<value>[^\s"'|]+)["']?\s*\|\s*(?:sudo\s+)?passwd\s+(?:--stdin\s+(?<account>[\w.-]+)|[\w.-]+\s+--stdin)/dg,
	// net user Administrator secret
	/\bnet(?:\.exe)?\s+user\s+["']?(?<account>[\w.-]+)["']?\s+(?!\/)["']?(?<value>[^\s"'/]+)/dgi,
	// ConvertTo-SecureString 'secret' -AsPlainText
	/\bConvertTo-SecureString\s+(?:-String\s+)?["'](?<value>[^"']+)["']\s+-AsPlainText/dgi,
	// usermod -p '$6$…' is a hash: its dollar signs are its own.
	/\b(?:usermod|useradd)\s[^|;&\n]{0,200}?(?:-p|--password)[ =]["'](?<value>\$[1-6y]\$[^"']+)["']/dg,
	// Network devices: username admin password secret; enable password secret
	/\b(?:username\s+(?<account>[\w.-]+)|enable)\s+(?:password|secret)\s+(?:[057-9]\s+)?(?<value>[^\s"'\\]{4,})/dgi,
	// FortiOS, Junos, PAN-OS: set password secret
	/\bset\s+(?:passwd|password)\s+(?:ENC\s+)?["']?(?<value>[^\s"'\\]{4,})/dgi,
	// A field of JSON whose name ends in password: "AdminPassword": "secret1"
	/"\w{0,60}(?:password|passwd)\\?"[ \t]{0,5}:[ \t]{0,5}\\?"(?<value>(?=[^"\n]{0,100}\d)(?=[^"\n]{0,100}[A-Za-z])[^"\s\\]{6,200})"/dgi,
	// MySQL, PostgreSQL: IDENTIFIED BY 'secret', WITH PASSWORD 'secret'
	/\b(?:IDENTIFIED\s+BY|WITH\s+(?:ENCRYPTED\s+)?PASSWORD)\s+["'](?<value>[^"'\n]+)["']/dgi,
];

/** A setting whose name says password or key, with a value: `"AdminPassword": "secret"`, `--admin_password=secret`, `API_KEY=secret`. */
const settings =
	/(?:password|passwd|passphrase|api[_-]?key|auth[_-]?token|secret[_-]?key)["']?[ \t]*[:=][ \t]*(?:"(?<double>[^"\s]{4,})"|'(?<single>[^'\s]{4,})'|(?<plain>[^\s"',;)&|]{4,}))/dgi;

/** The key of a VPN on network devices: `set psksecret secret`. It lets a network in, nobody log in. */
const sharedKeys = /\bset\s+psksecret\s+(?:ENC\s+)?["']?(?<plain>[^\s"'\\]{4,})/dgi;

/** Commands and calls that make long-lived keys of an AWS account. */
const keyCreation =
	/\baws\s[^|;&\n]{0,80}?\biam\s+create-access-key\b|\bNew-IAMAccessKey\b|\bcreate_access_key\s*\(|\bcreateAccessKey\s*\(|\bCreateAccessKeyCommand\s*\(/g;

/** Lines of cloud-config that set a password: `password: secret`, `passwd: $6$…`, `plain_text_passwd: secret`. */
const cloudConfigPassword = /^\s*(?:-\s+)?(?:password|plain_text_passwd|passwd|hashed_passwd):\s*["']?(?<value>[^\s"'#]+)/d;

/** Lines of the list under cloud-config's `chpasswd`: `admin:secret`. */
const listedPassword = /^\s+(?:-\s+)?["']?(?<account>[a-z_][\w-]*):(?<value>[^\s"':]+)["']?\s*$/d;

const passwordLogin = /\bPasswordAuthentication[ \t"'=]{1,4}yes\b|\bssh_pwauth["']?\s*:\s*["']?(?:true|yes|1)\b/gi;

/** The password commands of a resource, in the order written. */
export function passwordCommandsOf(resource: Resource, scripts: readonly Text[]): readonly PasswordCommand[] {
	return scripts.flatMap((text) => {
		const sure = [...fixedIn(text, resource), ...cloudConfigIn(text, resource)];
		const likely = likelyIn(text, resource).filter(({place}) => !sure.some((command) => command.place.range?.[0] === place.range?.[0]));
		return [...sure, ...likely, ...loginsIn(text, resource), ...keysIn(text, resource)];
	});
}

function likelyIn(text: Text, resource: Resource): readonly PasswordCommand[] {
	return settingsIn(text).map((place) => ({kind: 'likely-password', resource, place}));
}

/**
 * Settings whose names say that they are passwords or keys. A name is a weak sign: the value must look like a password, not
 * like a word, a path or a piece of a program.
 */
export function settingsIn(text: Text): readonly Place[] {
	const found: Place[] = [];
	for (const match of [...text.value.matchAll(settings), ...text.value.matchAll(sharedKeys)]) {
		const [name, value] = Object.entries(match.groups ?? {}).find(([, given]) => given !== undefined) ?? ['', ''];
		const [start, end] = match.indices?.groups?.[name] ?? [0, 0];
		if (!isWritten(value) || isComment(lineAround(text.value, start).line) || /^[/~.]|[()[\]]|:\/\/|^arn:/.test(value)) continue;
		// Words alone may be anything: a mode, a switch, the name of a variable.
		if (
			name === 'plain' ? !/\d/.test(value) || !/[A-Za-z]/.test(value) : /^(?:true|false|none|null|required|optional|enabled?|disabled?|changed?)$/i.test(value)
		)
			continue;
		found.push(spanOf(text, start, end));
	}
	return found;
}

function* fixedIn(text: Text, resource: Resource): Generator<PasswordCommand> {
	for (const pattern of fixedPasswords) {
		for (const match of text.value.matchAll(pattern)) yield* found(text, resource, match, 0);
	}
}

/** A command for a match whose password is written there, rather than drawn or handed in. */
function* found(text: Text, resource: Resource, match: RegExpMatchArray, offset: number): Generator<PasswordCommand> {
	const {value = '', account} = match.groups ?? {};
	const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
	if (!isWritten(value) || isComment(lineAround(text.value, offset + start).line)) return;
	yield {
		kind: 'fixed-password',
		resource,
		place: spanOf(text, offset + start, offset + end),
		...(account === undefined ? {} : {account}),
	};
}

/** A hash is written down too; variables, command output, placeholders and cloud-init's random draw are not. */
function isWritten(value: string): boolean {
	if (/^\$[1-6y]\$./.test(value)) return true;
	return !/[$`%<>{}\uE000]/.test(value) && !/^(?:R|RANDOM|\*|!|-.*|x)$/i.test(value) && !/^\(/.test(value);
}

function* cloudConfigIn(text: Text, resource: Resource): Generator<PasswordCommand> {
	if (!text.value.includes('#cloud-config')) return;
	let start = 0;
	let listIndent = -1;
	for (const line of text.value.split('\n')) {
		const indent = line.length - line.trimStart().length;
		const single = cloudConfigPassword.exec(line);
		const listed = listIndent >= 0 && indent > listIndent ? listedPassword.exec(line) : null;
		if (single !== null) yield* found(text, resource, single, start);
		else if (listed !== null && !['expire', 'type', 'name'].includes(listed.groups?.['account'] ?? '')) yield* found(text, resource, listed, start);
		if (/^\s*chpasswd:/.test(line)) listIndent = indent;
		else if (listIndent >= 0 && line.trim() !== '' && indent <= listIndent) listIndent = -1;
		start += line.length + 1;
	}
}

function* loginsIn(text: Text, resource: Resource): Generator<PasswordCommand> {
	for (const match of text.value.matchAll(passwordLogin)) {
		const {line, start} = lineAround(text.value, match.index);
		const before = line.slice(0, match.index - start);
		const after = line.slice(match.index - start + match[0].length);
		// What sed or grep look for is not written: the words after the next separator are.
		const sought = /^[^/|,@]{0,20}[/|,@][^/|,@]{0,10}PasswordAuthentication\s+no\b/i.test(after) || /\bgrep\b/.test(before) || /\/d\b/.test(after.slice(0, 12));
		if (!isComment(line) && !sought && !/#\s*$/.test(before))
			yield {kind: 'password-login', resource, place: spanOf(text, match.index, match.index + match[0].length)};
	}
}

function* keysIn(text: Text, resource: Resource): Generator<PasswordCommand> {
	for (const {index, 0: call} of text.value.matchAll(keyCreation)) {
		if (!isComment(lineAround(text.value, index).line)) yield {kind: 'key-creation', resource, place: spanOf(text, index, index + call.length)};
	}
}
