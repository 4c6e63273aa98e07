/** What in a root file system shows that a volume or folder of the image is encrypted. */

import type {Text} from '../../contract.ts';
import type {Encryption, Mount} from '../../evidence/disks.ts';
import {entriesIn, entriesUnder, type FileSystem, fileOf, textAt} from '../../filesystem.ts';
import {encryptedFileSystems} from '../../limits/file-systems.ts';
import {tableOf} from './fields.ts';
import type {KernelOptions} from './kernel-options.ts';
import {cut, linesOf} from './lines.ts';

/** Signs of one image; no real one has more. */
const most = 1000;

export function encryptionsOf(system: FileSystem, mounts: readonly Mount[], options: KernelOptions): readonly Encryption[] {
	return [
		...volumes(system),
		...kernel(options),
		...mounts.flatMap(encryptedMount),
		...dataSets(system),
		...physicalVolumes(system),
		...folders(system),
		...scripts(system),
		...preparations(system),
	].slice(0, most);
}

/** Volumes that are opened at boot. One with a random key, for swap or for `/tmp`, is made anew each time: nothing of it is shipped. */
function volumes(system: FileSystem): readonly Encryption[] {
	return tableOf(system, 'etc/crypttab', 4).flatMap(([name, device, key, options]): readonly Encryption[] => {
		if (name === undefined || device === undefined) return [];
		const set = (options?.value ?? '').split(',');
		if (/^\/dev\/(?:u?random|hw_?random|hwrng)$/.test(key?.value ?? '') || set.some((option) => /^(?:swap|tmp(?:=\w+)?)$/.test(option))) return [];
		const certainty = set.some((option) => option === 'noauto' || option === 'nofail') ? 'likely' : 'sure';
		return [{sign: 'volume', shown: device, name: name.value, from: 'etc/crypttab', certainty}];
	});
}

const luksOption = /^(?:rd\.)?luks\.(?:uuid|name|data|partuuid|serial)=.|^(?:cryptdevice|cryptopts)=.|^root=\/dev\/mapper\/(?:luks-|crypt)/;

/** Each option once, however many kernels have it. */
function kernel({options, inEffect}: KernelOptions): readonly Encryption[] {
	if (options.some(({option}) => /^(?:rd\.)?luks=(?:0|no|off|false)$/.test(option.value))) return [];
	const found = new Map<string, Encryption>();
	for (const {option, from} of options) {
		if (!luksOption.test(option.value) || found.has(option.value)) continue;
		found.set(option.value, {sign: 'kernel', shown: option, name: option.value.slice(0, 100), from, certainty: inEffect ? 'sure' : 'likely'});
	}
	return [...found.values()];
}

function encryptedMount({fileSystem, on, from, optional}: Mount): readonly Encryption[] {
	if (!encryptedFileSystems.names.has(fileSystem.value)) return [];
	return [{sign: 'mount', shown: fileSystem, name: on, from, certainty: optional ? 'likely' : 'sure'}];
}

/** Data sets of ZFS with a key; the eleventh column names the data set that holds it. */
function dataSets(system: FileSystem): readonly Encryption[] {
	return entriesIn(system, 'etc/zfs/zfs-list.cache').flatMap(({path}) =>
		tableOf(system, path, 11).flatMap((columns): readonly Encryption[] => {
			const [name, root] = [columns[0], columns[10]];
			if (name === undefined || root === undefined || root.value === '-') return [];
			return [{sign: 'dataset', shown: root, name: name.value, from: path, certainty: 'sure'}];
		}),
	);
}

/** Volumes that LVM saw below it when its layout last changed. */
function physicalVolumes(system: FileSystem): readonly Encryption[] {
	return entriesIn(system, 'etc/lvm/backup').flatMap(({path}) =>
		matchesIn(system, path, /^\s{0,100}device = "(\/dev\/mapper\/(?:luks-|crypt|[\w.-]{1,100}_crypt\b)[^"\n]{0,200})"/).map(
			(shown): Encryption => ({sign: 'volume', shown, name: shown.value, from: path, certainty: 'likely'}),
		),
	);
}

/** Files by which eCryptfs, fscrypt, gocryptfs, EncFS, CryFS and BitLocker are known, and what each is a sign of. */
const marks: readonly (readonly [path: RegExp, name: string])[] = [
	[/^(?:root|home\/[^/]+|home\/\.ecryptfs\/[^/]+)\/\.ecryptfs\/(?:wrapped-passphrase|Private\.sig)$/, 'eCryptfs'],
	[/^\.fscrypt\/policies\/./, 'fscrypt'],
	[/(?:^|\/)gocryptfs\.conf$/, 'gocryptfs'],
	[/(?:^|\/)\.encfs6\.xml$/, 'EncFS'],
	[/(?:^|\/)cryfs\.config$/, 'CryFS'],
	// Documented by libbde: the numbered files cover the blocks of the volume's keys.
	[/^System Volume Information\/FVE2?\.\{[\w-]+\}\.\d$/i, 'BitLocker'],
];

/** One sign for each way of encrypting in each folder. */
function folders(system: FileSystem): readonly Encryption[] {
	const found = new Map<string, Encryption>();
	for (const path of system.entries.keys()) {
		const name = marks.find(([mark]) => mark.test(path))?.[1];
		const key = `${name} ${path.slice(0, path.lastIndexOf('/'))}`;
		if (name === undefined || found.has(key)) continue;
		found.set(key, {sign: 'folder', shown: {value: path, place: {file: fileOf(system, path)}}, name, from: path, certainty: 'likely'});
	}
	return [...found.values()];
}

/** Where scripts and units of the product's own lie. */
const ownFolders = ['etc/systemd/system', 'etc/cron.d', 'opt', 'srv', 'usr/local', 'root', 'home', 'var/lib/cloud/scripts'];
const opens = /\bcryptsetup\s{1,20}(?:-\S{1,60}\s{1,20}){0,6}(?:luksOpen|open)\b/;

/** Scripts that open an encrypted volume. One that also makes it does so on the instance: it is not shipped. */
function scripts(system: FileSystem): readonly Encryption[] {
	const paths = ['etc/rc.local', ...ownFolders.flatMap((folder) => entriesUnder(system, folder).map(({path}) => path))];
	return paths.flatMap((path) => {
		const bytes = system.contents.get(path);
		if (bytes === undefined || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('cryptsetup') < 0) return [];
		if (/\bluksFormat\b/.test(textAt(system, path)?.value ?? '') || /\.(?:md|txt|html?|rst|adoc)$/i.test(path)) return [];
		return matchesIn(system, path, opens)
			.slice(0, 1)
			.map((shown): Encryption => ({sign: 'script', shown, name: path, from: path, certainty: 'hint'}));
	});
}

/** Settings that make the initial RAM disk or the boot loader ready to open volumes. */
const prepared: readonly (readonly [files: RegExp, line: RegExp])[] = [
	[/^etc\/cryptsetup-initramfs\/conf-hook$/, /^\s{0,100}(CRYPTSETUP=["']?[yY]\w{0,2})/],
	[/^etc\/dracut\.conf(?:\.d\/[^/]+\.conf)?$/, /^\s{0,100}(?:add|force_add)_dracutmodules\+?=["'][^"'#\n]{0,500}\b(crypt)\b/],
	[/^etc\/dracut\.conf(?:\.d\/[^/]+\.conf)?$/, /^\s{0,100}install_items\+?=["'][^"'#\n]{0,500}(\/etc\/crypttab)\b/],
	[/^etc\/mkinitcpio\.conf(?:\.d\/[^/]+\.conf)?$/, /^\s{0,100}HOOKS=[("'][^#\n]{0,500}[\s("'](encrypt|sd-encrypt)\b/],
	[/^etc\/default\/grub(?:\.d\/[^/]+\.cfg)?$/, /^\s{0,100}(GRUB_ENABLE_CRYPTODISK=["']?(?:y|true|1)\w{0,2})/],
	[/^boot\/grub2?\/grub\.cfg$/, /^\s{0,100}(cryptomount\s{1,20}-u\s{1,20}\S{1,100})/],
];

function preparations(system: FileSystem): readonly Encryption[] {
	const paths = ['etc', 'boot'].flatMap((folder) => entriesUnder(system, folder).map(({path}) => path));
	return paths.flatMap((path) =>
		prepared.flatMap(([files, line]) =>
			files.test(path)
				? matchesIn(system, path, line)
						.slice(0, 1)
						.map((shown): Encryption => ({sign: 'initramfs', shown, name: path, from: path, certainty: 'hint'}))
				: [],
		),
	);
}

/** The first stretch of each line that is no comment which a pattern matches: its group, or all of it. */
function matchesIn(system: FileSystem, path: string, pattern: RegExp): readonly Text[] {
	const text = textAt(system, path);
	return (text === undefined ? [] : linesOf(text)).flatMap((line) => {
		const match = /^\s*#/.test(line.value) ? null : pattern.exec(line.value);
		if (match === null) return [];
		const found = match[1] ?? match[0];
		const start = match.index + match[0].lastIndexOf(found);
		return [cut(line, start, start + found.length)];
	});
}
