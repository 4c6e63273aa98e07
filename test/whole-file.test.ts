import {existsSync} from 'node:fs';
import {type FileHandle, lstat, open, readdir, readFile, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {writeWhole} from '../src/whole-file.ts';
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

test('a folder is refused and stays as it was', async (t) => {
	const folder = await folderOf({'sub/a.txt': 'a'});
	await t.throwsAsync(writeWhole(join(folder, 'sub'), 'x'), {code: 'EISDIR'});
	t.deepEqual(await readdir(folder), ['sub']);
});

if (process.platform !== 'win32') {
	test('a device is written to, not replaced', async (t) => {
		await writeWhole('/dev/null', 'x');
		t.true((await lstat('/dev/null')).isCharacterDevice());
	});
}
