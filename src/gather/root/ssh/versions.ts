/** Versions of programs in a root file system: by the program's own words, else by the package manager's record. */

import {type FileSystem, resolve, textAt} from '../../../filesystem.ts';

/** A version's first two numbers. */
export type Version = readonly [major: number, minor: number];

const programs = ['usr/sbin/sshd', 'sbin/sshd', 'usr/bin/sshd', 'usr/local/sbin/sshd'];

/** The version of OpenSSH's server; nothing where neither its program nor a package tells. */
export function sshVersionOf(system: FileSystem): Version | undefined {
	for (const path of programs) {
		const real = resolve(system, path);
		const bytes = real === undefined ? undefined : system.contents.get(real);
		const version = bytes === undefined ? undefined : programVersion(bytes);
		if (version !== undefined) return version;
	}
	return packageVersion(system, 'openssh-server') ?? packageVersion(system, 'openssh');
}

/** The newest `OpenSSH_9.2p1` of a program: it also names old versions whose faults it works around. */
function programVersion(bytes: Uint8Array): Version | undefined {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let newest: Version | undefined;
	for (let at = buffer.indexOf('OpenSSH_'); at >= 0; at = buffer.indexOf('OpenSSH_', at + 8)) {
		const [, major, minor] = /^OpenSSH_(\d{1,3})\.(\d{1,3})(?:\.\d{1,3})?p\d/.exec(buffer.toString('latin1', at, at + 24)) ?? [];
		const version: Version = [Number(major ?? 0), Number(minor ?? 0)];
		if (version[0] > 0 && (newest === undefined || isSince(version, newest))) newest = version;
	}
	return newest;
}

/** The version of an installed package of Debian's or Alpine's. */
export function packageVersion(system: FileSystem, name: string): Version | undefined {
	const debian = stanza(textAt(system, 'var/lib/dpkg/status')?.value, `Package: ${name}`);
	const installed = debian !== undefined && /^Status: (?:install|hold) ok installed$/m.test(debian) ? debian : undefined;
	const written =
		/^Version: (.{1,200})$/m.exec(installed ?? '')?.[1] ??
		/^V:(.{1,200})$/m.exec(stanza(textAt(system, 'lib/apk/db/installed')?.value, `P:${name}`) ?? '')?.[1];
	const [, major, minor] = /^(?:\d+:)?(\d{1,3})\.(\d{1,3})/.exec(written ?? '') ?? [];
	return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** The paragraph of a record in which a line stands. */
function stanza(text: string | undefined, line: string): string | undefined {
	if (text === undefined) return undefined;
	const at = text.startsWith(`${line}\n`) ? 0 : text.indexOf(`\n${line}\n`);
	if (at < 0) return undefined;
	const start = text.lastIndexOf('\n\n', at) + 1;
	const end = text.indexOf('\n\n', at + 1);
	return text.slice(start, end < 0 ? undefined : end);
}

/** Whether a version is another or a later one. */
export function isSince([major, minor]: Version, [otherMajor, otherMinor]: Version): boolean {
	return major > otherMajor || (major === otherMajor && minor >= otherMinor);
}
