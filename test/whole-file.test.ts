import {existsSync} from 'node:fs';
import {type FileHandle, lstat, open, readdir, readFile, readlink, symlink} from 'node:fs/promises';
import {basename, join} from 'node:path';
import test from 'ava';
import {besideOf, isBeside, writeWhole} from '../src/whole-file.ts';
import {folderOf} from './helpers/command.ts';

test('a new file, and one that is replaced; nothing is left beside', async (t) => {
	const folder = await folderOf({'old.txt': 'old'});
	await writeWhole(join(folder, 'new.txt'), 'one');
	await writeWhole(join(folder, 'old.txt'), 'two');
	t.is(await readFile(join(folder, 'new.txt'), 'utf8'), 'one');
	t.is(await readFile(join(folder, 'old.txt'), 'utf8'), 'two');
	t.deepEqual((await readdir(folder)).toSorted(), ['new.txt', 'old.txt']);
});

test.serial('what is written is on the disk before it takes its name', async (t) => {
	const folder = await folderOf({'a.txt': ''});
	const file = join(folder, 'new.txt');
	const any = await open(join(folder, 'a.txt'));
	await any.close();
	// A power cut can't be had, but the order of the calls can be seen.
	const handles = Object.getPrototypeOf(any) as FileHandle;
	const datasync = Reflect.get(handles, 'datasync') as (this: FileHandle) => Promise<void>;
	const seen: boolean[] = [];
	handles.datasync = async function (this: FileHandle) {
		await datasync.call(this);
		seen.push(existsSync(file));
	};
	try {
		await writeWhole(file, 'text');
	} finally {
		handles.datasync = datasync;
	}
	t.deepEqual(seen, [false]);
	t.is(await readFile(file, 'utf8'), 'text');
});

test('a link stays a link, and what it names is written', async (t) => {
	const folder = await folderOf({'real.txt': 'old'});
	await symlink('real.txt', join(folder, 'link.txt'));
	await writeWhole(join(folder, 'link.txt'), 'new');
	t.true((await lstat(join(folder, 'link.txt'))).isSymbolicLink());
	t.is(await readFile(join(folder, 'real.txt'), 'utf8'), 'new');
});

test('a link to what is not there yet stays one, too; one that leads in a circle is refused', async (t) => {
	const folder = await folderOf({});
	await symlink('second', join(folder, 'first'));
	await symlink('new.txt', join(folder, 'second'));
	await writeWhole(join(folder, 'first'), 'new');
	t.is(await readlink(join(folder, 'first')), 'second');
	t.is(await readlink(join(folder, 'second')), 'new.txt');
	t.is(await readFile(join(folder, 'new.txt'), 'utf8'), 'new');
	await symlink('b', join(folder, 'a'));
	await symlink('a', join(folder, 'b'));
	await t.throwsAsync(writeWhole(join(folder, 'a'), 'x'), {message: `${join(folder, 'a')} can't be written: it is a link that leads in a circle`});
	t.is(await readlink(join(folder, 'a')), 'b');
	await symlink('none/x', join(folder, 'astray'));
	await t.throwsAsync(writeWhole(join(folder, 'astray'), 'x'), {message: `${join(folder, 'astray')} can't be written: its folder does not exist`});
});

test('a name as long as a file system takes is written; what is beside it meanwhile is known', async (t) => {
	const folder = await folderOf({});
	for (const name of ['a'.repeat(255), 'ü'.repeat(127)]) {
		await writeWhole(join(folder, name), 'x');
		t.is(await readFile(join(folder, name), 'utf8'), 'x');
		t.true(isBeside(basename(besideOf(join(folder, name)))));
	}
	t.is((await readdir(folder)).length, 2);
	t.true(isBeside(basename(besideOf('out/results.ndjson')), /^results\.ndjson$/));
});

test('what can not be written is told in words, by its own name alone', async (t) => {
	const folder = await folderOf({file: ''});
	const said = async (path: string) => (await t.throwsAsync(writeWhole(path, 'x'))).message.replace(folder, '');
	t.is(await said(join(folder, 'none', 'x')), "/none/x can't be written: its folder does not exist");
	t.is(await said(join(folder, 'file', 'x')), "/file/x can't be written: a file stands where a folder must be");
	t.is(await said(`${folder}/none/`), "/none/ can't be written: its folder does not exist");
	const long = 'a'.repeat(256);
	t.is(await said(join(folder, long)), `/${long} can't be written: its name or its path is too long`);
});

test('a folder is refused and stays as it was', async (t) => {
	const folder = await folderOf({'sub/a.txt': 'a'});
	await t.throwsAsync(writeWhole(join(folder, 'sub'), 'x'), {code: 'EISDIR', message: `${join(folder, 'sub')} can't be written: it is a folder`});
	t.deepEqual(await readdir(folder), ['sub']);
});

if (process.platform !== 'win32') {
	test('a device is written to, not replaced', async (t) => {
		await writeWhole('/dev/null', 'x');
		t.true((await lstat('/dev/null')).isCharacterDevice());
	});
}
if (existsSync('/dev/full')) {
	test('a full disk is told, and by a code', async (t) => {
		await t.throwsAsync(writeWhole('/dev/full', 'x'), {code: 'ENOSPC', message: "/dev/full can't be written: no room is left on the disk"});
	});
}
