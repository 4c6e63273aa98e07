/** Passwords in what set the machine up: answers of installers, and user data of cloud-init. */

import {installerAnswers} from '../../../limits/left-behind.ts';
import {cloudConfigPasswordsIn} from '../../written-passwords.ts';
import {cut} from '../lines.ts';
import {type Found, mostOfFile, type RootText} from './found.ts';
import {isHash, isOpen} from './values.ts';

type Answer = {readonly path: RegExp; readonly pattern: RegExp; readonly what: string};

/** Answers that set passwords; the group `shown` names one, `value` is the password or its hash. Each reads one line or element. */
const answers: readonly Answer[] = [
	{
		path: installerAnswers.kickstart,
		pattern: /^[ \t]*(?<shown>rootpw)(?![^\n]{0,200}--lock)(?:[ \t]+--(?:iscrypted|plaintext|allow-ssh))*[ \t]+["']?(?<value>[^\s"'#-][^\s"'#]{0,200})/dgm,
		what: 'the password of root in a Kickstart file',
	},
	{
		path: installerAnswers.kickstart,
		pattern: /^[ \t]*(?<shown>user|sshpw|bootloader)[ \t][^\n#]{0,300}?--password[= ]["']?(?<value>[^\s"'#]{1,200})/dgm,
		what: 'a password in a Kickstart file',
	},
	{
		path: installerAnswers.preseed,
		pattern: /^[ \t]*[\w-]{1,40}[ \t]+(?<shown>[\w/-]{1,60}password(?:-crypted|-again)?)[ \t]+password[ \t]+(?<value>[^\s#]{1,200})/dgm,
		what: 'a password in a preseed file',
	},
	{
		path: installerAnswers.autoYast,
		pattern: /<(?<shown>user_password)[^>]{0,40}>\s{0,40}(?<value>[^<\s]{1,400})\s{0,40}</dg,
		what: 'a password in an AutoYaST profile',
	},
];

/** The passwords that a file of answers gives. */
export function answersIn({path, text, standing}: RootText): readonly Found[] {
	if (standing !== 'own') return [];
	const found: Found[] = [];
	for (const {path: where, pattern, what} of answers) {
		if (!where.test(path)) continue;
		for (const match of text.value.matchAll(pattern)) {
			const {shown = '', value = ''} = match.groups ?? {};
			const [shownAt] = match.indices?.groups?.['shown'] ?? [0];
			const [valueAt] = match.indices?.groups?.['value'] ?? [0];
			if (isSet(value) && found.length < mostOfFile)
				found.push({kind: 'answer', what, place: cut(text, valueAt, valueAt + value.length).place, shown: cut(text, shownAt, shownAt + shown.length).place});
		}
	}
	if (!installerAnswers.cloudInit.test(path)) return found;
	const located = {...text, runs: [[0, 0, text.value.length] as const]};
	for (const {place, account} of cloudConfigPasswordsIn(located)) {
		const [start, end] = place.range ?? [0, 0];
		if (found.length >= mostOfFile || !isSet(text.value.slice(start, end))) continue;
		const lineAt = text.value.lastIndexOf('\n', start) + 1;
		const what = account === undefined ? 'a password in cloud-config' : `the password of ${account} in cloud-config`;
		found.push({kind: 'answer', what, place: cut(text, start, end).place, shown: cut(text, lineAt, start).place});
	}
	return found;
}

/** A locked account's password is none. */
function isSet(value: string): boolean {
	return isHash(value) || !(/^(?:!+|\*+|x|locked?|!locked|\*SENSITIVE\*DATA\*DELETED\*|\(password|RANDOM|R)$/i.test(value) || isOpen(value));
}
