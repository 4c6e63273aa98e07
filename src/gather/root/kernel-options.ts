/** The kernel's command line, as the boot loader's configuration gives it. */

import type {Text} from '../../contract.ts';
import {entriesUnder, type FileSystem, textAt} from '../../filesystem.ts';
import {fieldsOf} from './fields.ts';
import {cut, linesOf} from './lines.ts';
import {firstOfRoot} from './unread.ts';

/** An option of a kernel's command line: `rd.luks.uuid=…`. */
export type KernelOption = {readonly option: Text; readonly from: string};

/** The options that the kernels of an image start with. `inEffect` is false where only what the next configuration will be made of was there. */
export type KernelOptions = {readonly options: readonly KernelOption[]; readonly inEffect: boolean};

const loaderFile = /^boot\/(?:grub2?\/(?:grub\.cfg|grubenv|custom\.cfg)|loader\/entries\/[^/]+\.conf)$/;
/** What follows is a command line, up to the end of the line. */
const loaderLine = /^[ \t]*(?:linux(?:16|efi)?[ \t]|options[ \t]|(?:set[ \t]+)?(?:default_)?kernelopts=)/;
const sourceLine = /^[ \t]*GRUB_CMDLINE_LINUX(?:_DEFAULT|_RECOVERY)?\+?=/;

/** Options of one image; each kernel has its own line, and few have 50. */
const most = {line: 200, all: 5000};

export function kernelOptionsOf(system: FileSystem): KernelOptions {
	const loaders = entriesUnder(system, 'boot').flatMap(({path}) => (loaderFile.test(path) ? [path] : []));
	const inEffect = optionsIn(system, loaders, loaderLine);
	if (inEffect.length > 0) return {options: inEffect, inEffect: true};
	const parts = entriesUnder(system, 'etc/default/grub.d').flatMap(({path}) => (path.endsWith('.cfg') ? [path] : []));
	return {options: [...optionsIn(system, ['etc/default/grub', ...parts], sourceLine), ...optionsIn(system, ['etc/kernel/cmdline'], /^/)], inEffect: false};
}

function optionsIn(system: FileSystem, paths: readonly string[], line: RegExp): readonly KernelOption[] {
	const options = paths.flatMap((from) => {
		const text = textAt(system, from);
		if (text === undefined) return [];
		return linesOf(text).flatMap((whole) => {
			const start = line.exec(whole.value)?.[0].length;
			if (start === undefined) return [];
			return fieldsOf(cut(whole, start, whole.value.length), most.line, /[^\s"']+/g).map((option) => ({option, from}));
		});
	});
	return firstOfRoot(
		system,
		options,
		most.all,
		({option}) => option.place,
		`the files of the boot loader have more than ${most.all} options of the kernel; those from here on were not looked at`,
	);
}
