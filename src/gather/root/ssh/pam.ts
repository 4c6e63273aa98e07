/** Whether PAM asks for a password when somebody logs in over SSH. */

import type {SshServer} from '../../../evidence/ssh.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {passwordModules} from '../../../limits/openssh.ts';
import {linesOf} from '../lines.ts';

/** Files that are followed; a stack has some five. */
const mostFiles = 50;

/** Files of other kinds of lines by their names: Debian's have no `auth` line. */
const otherKinds = /^common-(?:account|password|session(?:-noninteractive)?)$/;
/** Modules that ask nobody anything, and turn nobody away who may log in. */
const silent = /(?:^|\/)pam_(?:permit|env|faildelay|nologin|sepermit|motd|echo|warn|debug|securetty|exec)(?:\.so)?$/;

/** Reads the `auth` lines of /etc/pam.d/sshd and of what it includes. */
export function pamOf(system: FileSystem): SshServer['pam'] {
	if (permitsAll(system)) return 'lets in';
	const open = ['sshd'];
	const seen = new Set<string>();
	for (let name = open.shift(); name !== undefined; name = open.shift()) {
		if (seen.has(name)) continue;
		seen.add(name);
		const text = name.includes('/') || seen.size > mostFiles ? undefined : textAt(system, `etc/pam.d/${name}`);
		if (text === undefined && otherKinds.test(name)) continue;
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

/** Whether `pam_permit` ends the stack well before another module asks or denies. What includes other files is not looked through. */
function permitsAll(system: FileSystem): boolean {
	const text = textAt(system, 'etc/pam.d/sshd');
	for (const {value} of text === undefined ? [] : linesOf(text)) {
		const included = /^\s*@include\s+(\S+)/.exec(value)?.[1];
		const [, control = '', module = ''] = /^\s*-?auth\s+(\[[^\]]{0,1000}\]|\S+)\s+(\S+)/i.exec(value) ?? [];
		if (/^sufficient$|\bsuccess=done\b/i.test(control) && /(?:^|\/)pam_permit(?:\.so)?$/.test(module)) return true;
		if ((module !== '' && !silent.test(module)) || (included !== undefined && !otherKinds.test(included))) return false;
	}
	return false;
}
