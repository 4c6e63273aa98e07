/** A password as a command gives it, and what the readers of commands have in common. */

import type {Act} from '../shell/acts.ts';
import {flat, sliceOf, type Value, textOf as writtenText} from '../shell/values.ts';
import {accountOf} from './account-commands.ts';
import {shown} from './job.ts';

/** A password, and whose it is: `account admin`, `MySQL`. `sure` where it can be nothing else. */
export type Given = {readonly of: string; readonly value: Value; readonly sure: boolean; readonly empty?: true};

/** What one program's command gives. */
export type Reader = (act: Act) => Iterable<Given>;

/** Whose password a command sets: `account admin`, `a web user` where it does not tell. */
export function ownerOf(act: Act, kind: 'account' | 'web user' | 'Samba user' | 'RabbitMQ user'): string {
	const account = accountOf(act);
	return account === undefined ? `${kind === 'account' ? 'an' : 'a'} ${kind}` : `${kind} ${shown(account)}`;
}

/** Lines `account:password`. */
export function* pairs(input: Value | undefined): Generator<Given> {
	if (input === undefined) return;
	for (const match of flat(input).matchAll(/^([^:\n]{1,200}):([^\n]{1,1000})$/gm)) {
		const [line, account = '', password = ''] = match;
		const end = match.index + line.length;
		yield {of: `account ${shown(sliceOf(input, match.index, match.index + account.length))}`, value: sliceOf(input, end - password.length, end), sure: true};
	}
}

/** The first line of an input. */
export function* firstLine(input: Value | undefined, of: string): Generator<Given> {
	const line = input === undefined ? null : /^[^\n]{1,1000}/.exec(flat(input));
	// What `echo -e` makes of a backslash is the end of the line too.
	const end = line?.[0].split('\\n')[0]?.length ?? 0;
	if (input !== undefined && end > 0) yield {of, value: sliceOf(input, 0, end), sure: true};
}

/** Whether a value is a password that stands there rather than a path, a switch or a blank to be filled in. */
export function isLikely(value: Value): boolean {
	const text = writtenText(value);
	return text !== undefined && text.length >= 3 && !/^[/~.<{[(@%*]|^__|^(?:true|false|yes|no|none|null|required|optional)$/i.test(text);
}
