/** Passwords that commands and cloud-config set and that stand there as they are. */

import type {Place, Text} from '../contract.ts';
import {spanOf} from '../tree.ts';
import {isComment, lineAround} from './template/scripts.ts';

/** A password in a text, and whose it is where that can be read off. */
export type WrittenPassword = {
	readonly place: Place;
	/** What stands before it in its command. */
	readonly before: Place;
	readonly account?: string;
};

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

/** Lines of cloud-config that set a password: `password: secret`, `passwd: $6$…`, `plain_text_passwd: secret`. */
const cloudConfigPassword = /^\s*(?:-\s+)?(?:password|plain_text_passwd|passwd|hashed_passwd):\s*["']?(?<value>[^\s"'#]+)/d;

/** Lines of the list under cloud-config's `chpasswd`: `admin:secret`. */
const listedPassword = /^\s+(?:-\s+)?["']?(?<account>[a-z_][\w-]*):(?<value>[^\s"':]+)["']?\s*$/d;

/** The passwords that commands set, by kind of command. */
export function* fixedPasswordsIn(text: Text): Generator<WrittenPassword> {
	for (const pattern of fixedPasswords) {
		for (const match of text.value.matchAll(pattern)) yield* found(text, match, 0);
	}
}

/** A password for a match where it is written there, rather than drawn or handed in. */
function* found(text: Text, match: RegExpMatchArray, offset: number): Generator<WrittenPassword> {
	const {value = '', account} = match.groups ?? {};
	const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
	if (!isWritten(value) || isComment(lineAround(text.value, offset + start).line)) return;
	const before = spanOf(text, offset + (match.index ?? 0), offset + start);
	yield {place: spanOf(text, offset + start, offset + end), before, ...(account === undefined ? {} : {account})};
}

/** A hash is written down too; variables, command output, placeholders and cloud-init's random draw are not. */
export function isWritten(value: string): boolean {
	if (/^\$[1-6y]\$./.test(value)) return true;
	return !/[$`%<>{}\uE000]/.test(value) && !/^(?:R|RANDOM|\*|!|-.*|x)$/i.test(value) && !/^\(/.test(value);
}

/** The passwords of a text in cloud-config. */
export function* cloudConfigPasswordsIn(text: Text): Generator<WrittenPassword> {
	if (!text.value.includes('#cloud-config')) return;
	let start = 0;
	let listIndent = -1;
	for (const line of text.value.split('\n')) {
		const indent = line.length - line.trimStart().length;
		const single = cloudConfigPassword.exec(line);
		const listed = listIndent >= 0 && indent > listIndent ? listedPassword.exec(line) : null;
		if (single !== null) yield* found(text, single, start);
		else if (listed !== null && !['expire', 'type', 'name'].includes(listed.groups?.['account'] ?? '')) yield* found(text, listed, start);
		if (/^\s*chpasswd:/.test(line)) listIndent = indent;
		else if (listIndent >= 0 && line.trim() !== '' && indent <= listIndent) listIndent = -1;
		start += line.length + 1;
	}
}
