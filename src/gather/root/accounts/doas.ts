/** The rules of doas, which stands in for sudo on Alpine and the BSDs, as doas.conf(5) has them (https://man.openbsd.org/doas.conf.5). */

import type {Place, Text} from '../../../contract.ts';
import {entriesIn, type FileSystem} from '../../../filesystem.ts';
import {linesOf} from '../lines.ts';
import {isUnread, readAt} from './files.ts';
import type {Rule} from './rules.ts';

/** What the files of doas say; `unknown` is why that is not known in full. */
export type Doas = {readonly rules: readonly Rule[]; readonly place?: Place; readonly unknown?: string};

/** Reads `doas.conf`, or Alpine's folder of such files. */
export function doasOf(system: FileSystem): Doas {
	const drops = entriesIn(system, 'etc/doas.d').flatMap(({path}) => (path.endsWith('.conf') ? [path] : []));
	const found = ['etc/doas.conf', ...drops, 'usr/local/etc/doas.conf'].flatMap((path) => readAt(system, path) ?? []);
	const texts = found.flatMap((one) => (isUnread(one) ? [] : [one]));
	const unknown = found.find(isUnread)?.unknown;
	return {
		rules: texts.flatMap((text) => linesOf(text).flatMap((line) => doasRule(line) ?? [])),
		...(texts[0] === undefined ? {} : {place: texts[0].place}),
		...(unknown === undefined ? {} : {unknown}),
	};
}

/** `permit nopass :wheel`, `permit persist keepenv alice as root cmd reboot`; nothing for other lines. */
export function doasRule(text: Text): Rule | undefined {
	const words = text.value
		.replace(/#.*$/, '')
		.replace(/\{[^{}]{0,1000}\}/, ' ')
		.split(/\s+/)
		.filter((word) => word !== '');
	const action = words[0];
	if (action !== 'permit' && action !== 'deny') return undefined;
	const options = new Set<string>();
	let at = 1;
	for (; ['nopass', 'nolog', 'persist', 'keepenv', 'setenv'].includes(words[at] ?? ''); at++) options.add(words[at] ?? '');
	const name = (words[at] ?? '').replace(/^"(.*)"$/, '$1');
	if (name === '') return undefined;
	const rest = words.slice(at + 1);
	const target = rest[0] === 'as' ? rest[1] : 'root';
	const isAll = target === 'root' && !rest.includes('cmd');
	const kind = action === 'deny' ? (isAll ? 'none' : undefined) : isAll ? 'all' : 'some';
	if (kind === undefined) return undefined;
	return {
		text,
		who: [{isNegated: false, kind: name.startsWith(':') ? 'group' : 'user', value: name.replace(/^:/, '')}],
		commands: [{kind, isPasswordless: options.has('nopass')}],
	};
}
