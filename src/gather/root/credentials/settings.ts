/** Passwords, secrets and tokens that settings give: in environment files, INI, YAML, JSON, XML, properties, PHP, and in addresses. */

import type {Text} from '../../../contract.ts';
import {isSwitch, secretNamed, wordsOf} from '../../template/secret-words.ts';
import {cut} from '../lines.ts';
import {type Found, mostOfFile} from './found.ts';
import {type Certainty, isDrawn, isHash, passwordCertainty} from './values.ts';

/** Characters of a line that are read before a setting. */
const reach = 400;

/** A name that may say secret, what sets it, and its value in quotes or bare. */
const setting =
	/(?<![\w.-])(?=[\w.-]{0,70}?(?:pass|pwd|pw\b|secret|token|key|psk|credential|cookie))([A-Za-z_][\w.-]{0,80})(["'\])]{0,3})[ \t]{0,30}(=>|:=|[:=,])[ \t]{0,30}(?:"([^"\n]{0,300})"|'([^'\n]{0,300})'|([^\s"'<>][^\s"'<>]{0,300}))/gi;
/** `<password>secret</password>`. */
const element = /<(?:\w{1,20}:)?(?=[\w.-]{0,70}?(?:pass|pwd|secret|token|key|credential))([A-Za-z_][\w.-]{0,80})>([^<\n]{1,300})<\//gi;
/** `name="db.password" value="secret"`, `- name: DB_PASSWORD` and `value: secret` on the next line, `<entry key="password">secret<`. */
const pair =
	/\b(?:name|key|property)["']?[ \t]{0,5}[:=][ \t]{0,5}["']?(?=[\w.-]{0,70}?(?:pass|pwd|secret|token|key|credential))([A-Za-z_][\w.-]{0,80})["']?(?:>|,?\s{1,40}(?:-[ \t]{1,5})?["']?value["']?[ \t]{0,5}[:=][ \t]{0,5}["']?)([^\s"'<>]{1,300})/gi;
/** Directives whose value follows after a space. */
const directive =
	/^[ \t]*(?:user[ \t]+\S{1,60}[ \t]+)?(requirepass|masterauth|rootpw|olcRootPW:{1,2}|bindpw|rootbindpw|auth_pass|insecure-password|AuthPass|admin-secret|sentinel auth-pass \S{1,60}|createUser(?:[ \t]+-e[ \t]+\S{1,60})?[ \t]+\S{1,60}[ \t]+(?:MD5|SHA(?:-\d{3})?))[ \t]+["']?([^\s"']{1,200})/gim;
/** `postgres://user:secret@host`. */
const address = /\b([a-z][a-z0-9+.-]{1,20}):\/\/([^\s:@/"'<>]{0,80}):([^\s@/"'<>]{1,200})@(?=[\w[$%{])/gi;

/** Names beside those of templates that hold a secret. */
const moreSecrets = /(?:appkey|secretkeybase|blowfishsecret|cryptkey|authsalt|keysalt|noncesalt|loggedinkey|noncekey|hashkey|erlangcookie)$/;

/** Where `pass` of `settings` names a phase of Windows Setup: https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-configuration-passes */
const setupPhase = /^(?:windowsPE|offlineServicing|generalize|specialize|auditSystem|auditUser|oobeSystem)$/i;
const settingsTag = /<(?:\w{1,20}:)?settings\s[^<>]{0,200}$/i;

/** The secrets that settings of a text give. In a program bare words are variables. */
export function settingsIn(text: Text, isProgram = false): readonly Found[] {
	const comments = commentsOf(text.value);
	const found: Found[] = [];
	const add = (name: string, nameAt: number, value: string, valueAt: number, certainty: Certainty, what: string) => {
		if (certainty === 'none' || found.length >= mostOfFile || isCommented(text.value, nameAt, comments)) return;
		if (found.some(({place}) => place.range?.[0] === valueAt)) return;
		const doubt = certainty === 'known' ? {isDefault: true as const} : certainty === 'word' ? {doubt: 'it is a plain word, which may mean something else'} : {};
		const place = cut(text, valueAt, valueAt + value.length).place;
		found.push({kind: 'password', what, place, shown: cut(text, nameAt, nameAt + name.length).place, ...doubt});
	};
	for (const match of text.value.matchAll(setting)) {
		const {1: name = '', 2: close = '', 3: sign = '', 4: double, 5: single, 6: bare} = match;
		const quoted = double ?? single;
		if (bare !== undefined && (isProgram || isProse(text.value, match, sign))) continue;
		if (quoted === undefined && sign === ',') continue;
		if (setupPhase.test(quoted ?? '') && settingsTag.test(text.value.slice(Math.max(0, match.index - reach), match.index))) continue;
		// `env['PASSWORD'], 'host'` and `getenv('PASSWORD') : 'host'` look a value up; what follows is another one.
		if (/[\])]/.test(close) && (sign === ',' || sign === ':')) continue;
		const value = quoted ?? (bare ?? '').replace(/(?:[;&]|,[\w-]{1,20}=).*$/, '').replace(/[,)}\]]{1,50}$/, '');
		const valueAt = match.index + match[0].length - (quoted === undefined ? (bare ?? '').length : quoted.length + 1);
		add(name, match.index, value, valueAt, certaintyOf(name, value), whatOf(name, value));
	}
	for (const pattern of [element, pair]) {
		for (const match of text.value.matchAll(pattern)) {
			const {0: whole, 1: name = '', 2: value = ''} = match;
			add(name, match.index + whole.indexOf(name), value, match.index + whole.lastIndexOf(value), certaintyOf(name, value), whatOf(name, value));
		}
	}
	for (const match of text.value.matchAll(directive)) {
		const {0: whole, 1: name = '', 2: value = ''} = match;
		add(name, match.index + whole.indexOf(name), value, match.index + whole.length - value.length, passwordCertainty(value, name), whatOf(name, value));
	}
	for (const match of text.value.matchAll(address)) {
		const {0: whole, 1: scheme = '', 2: user = '', 3: value = ''} = match;
		const certainty = user === value && !/\d/.test(value) ? 'none' : passwordCertainty(value, 'password');
		const valueAt = match.index + whole.length - 1 - value.length;
		add(whole.slice(0, whole.length - value.length - 2), match.index, value, valueAt, certainty, `a password in an address (${scheme.toLowerCase()})`);
	}
	return found;
}

function whatOf(name: string, value: string): string {
	const isPassword = secretNamed(wordsOf(name.slice(name.lastIndexOf('.') + 1))) === 'password';
	return `${isHash(value) ? 'the hash of a password' : isPassword ? 'a password' : 'a secret'} in setting ${name}`;
}

/** How sure it is, by the name's last part and the value, that a setting gives a secret. */
function certaintyOf(name: string, value: string): Certainty {
	const own = name.slice(name.lastIndexOf('.') + 1);
	const words = wordsOf(own);
	// What says of itself that it is no secret is none.
	if (isSwitch(words) || /(?:not|non|no)(?:so)?(?:secret|password|private)|public/.test(words.join(''))) return 'none';
	const kind = secretNamed(words);
	if (kind === 'password') return passwordCertainty(value, own);
	// Keys of AWS accounts are looked for by their form.
	if (kind === 'aws-key') return 'none';
	return (kind === 'secret' || moreSecrets.test(words.join(''))) && isDrawn(value) ? 'sure' : 'none';
}

/** Whether what follows a name is a sentence, a type or a part of a program rather than its value. */
function isProse(value: string, match: RegExpExecArray, sign: string): boolean {
	const end = match.index + match[0].length;
	const before = value[match.index - 1] ?? '';
	const rest = value.slice(end, end + 40);
	// `PGPASSWORD=secret psql …` gives a command its environment.
	if (sign === '=' && /^[A-Z][A-Z0-9_]+=\S/.test(match[0])) return false;
	// A colon sets a value in YAML where a space follows it; in code a bare value is a variable.
	if (sign === '=>' || sign === ':=' || before === '$') return true;
	if (sign === ':' && !/:[ \t]/.test(match[0].slice((match[1] ?? '').length, (match[1] ?? '').length + 8))) return true;
	return /^[ \t]+(?![\w.-]{1,60}[=:])(?!(?:#|;|\/\/|--|\\))[A-Za-z]/.test(rest);
}

/** Stretches of XML comments. */
function commentsOf(value: string): readonly (readonly [number, number])[] {
	const comments: (readonly [number, number])[] = [];
	for (let start = value.indexOf('<!--'); start >= 0; ) {
		const end = value.indexOf('-->', start);
		comments.push([start, end < 0 ? value.length : end]);
		start = end < 0 ? -1 : value.indexOf('<!--', end);
	}
	return comments;
}

/** Whether an offset lies in one of sorted stretches. */
function isWithin(stretches: readonly (readonly [number, number])[], index: number): boolean {
	let [low, high] = [0, stretches.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((stretches[middle]?.[0] ?? 0) < index) low = middle + 1;
		else high = middle;
	}
	return (stretches[low - 1]?.[1] ?? -1) > index;
}

function isCommented(value: string, index: number, comments: readonly (readonly [number, number])[]): boolean {
	if (isWithin(comments, index)) return true;
	const before = value.slice(Math.max(value.lastIndexOf('\n', index) + 1, index - reach), index);
	return /^\s*(?:#|;|\/?\*|--(?!\w)|!|%|'|REM\b|dnl\b)|(?:^|\s)(?:#|\/\/(?![\w.-]+\/))/i.test(before);
}
