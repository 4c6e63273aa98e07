/** What the commands of instances do about passwords: give one that is written down, or let people log in by password. */

import type {Place, Text} from '../../contract.ts';
import type {PasswordCommand, Resource} from '../../evidence/template.ts';
import {spanOf} from '../../tree.ts';
import {cloudConfigPasswordsIn, fixedPasswordsIn, isWritten} from '../written-passwords.ts';
import {isComment, lineAround} from './scripts.ts';

/** A setting whose name says password or key, with a value: `"AdminPassword": "secret"`, `--admin_password=secret`, `API_KEY=secret`. */
const settings =
	/(?:password|passwd|passphrase|api[_-]?key|auth[_-]?token|secret[_-]?key)["']?[ \t]*[:=][ \t]*(?:"(?<double>[^"\s]{4,})"|'(?<single>[^'\s]{4,})'|(?<plain>[^\s"',;)&|]{4,}))/dgi;

/** The key of a VPN on network devices: `set psksecret secret`. It lets a network in, nobody log in. */
const sharedKeys = /\bset\s+psksecret\s+(?:ENC\s+)?["']?(?<plain>[^\s"'\\]{4,})/dgi;

/** Commands and calls that make long-lived keys of an AWS account. */
const keyCreation =
	/\baws\s[^|;&\n]{0,80}?\biam\s+create-access-key\b|\bNew-IAMAccessKey\b|\bcreate_access_key\s*\(|\bcreateAccessKey\s*\(|\bCreateAccessKeyCommand\s*\(/g;

const passwordLogin = /\bPasswordAuthentication[ \t"'=]{1,4}yes\b|\bssh_pwauth["']?\s*:\s*["']?(?:true|yes|1)\b/gi;

/** The password commands of a resource, in the order written. */
export function passwordCommandsOf(resource: Resource, scripts: readonly Text[]): readonly PasswordCommand[] {
	return scripts.flatMap((text) => {
		const sure = [...fixedIn(text, resource)];
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
	for (const written of [...fixedPasswordsIn(text), ...cloudConfigPasswordsIn(text)]) yield {kind: 'fixed-password', resource, ...written};
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
