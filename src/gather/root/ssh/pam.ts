/** Whether PAM asks for a password when somebody logs in over SSH. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {passwordModules} from '../../../limits/openssh.ts';
import {linesOf} from '../lines.ts';

/** Files that are followed; a stack has some five. */
const mostFiles = 50;

/** Reads the `auth` lines of /etc/pam.d/sshd and of what it includes. */
export function pamOf(system: FileSystem): 'asks' | 'does not ask' | 'unknown' {
	const open = ['sshd'];
	const seen = new Set<string>();
	for (let name = open.shift(); name !== undefined; name = open.shift()) {
		if (seen.has(name)) continue;
		seen.add(name);
		const text = name.includes('/') || seen.size > mostFiles ? undefined : textAt(system, `etc/pam.d/${name}`);
		if (text === undefined) return 'unknown';
		for (const {value} of linesOf(text)) {
			const include = /^\s*@include\s+(\S+)/.exec(value)?.[1];
			if (include !== undefined) open.push(include);
			const [, control = '', module = ''] = /^\s*-?auth\s+(\[[^\]]{0,1000}\]|\S+)\s+(\S+)/i.exec(value) ?? [];
			if (/^(?:include|substack)$/i.test(control)) open.push(module);
			else if (passwordModules.names.test(module)) return 'asks';
		}
	}
	return 'does not ask';
}
