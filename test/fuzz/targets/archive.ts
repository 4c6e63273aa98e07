import {open, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {loadFile} from '../../../src/read/load.ts';
import {archive, file, header, linux, pax} from '../../helpers/archive.ts';
import type {Target} from '../engine/target.ts';
import {checked} from '../oracles.ts';
import {scratchFolder} from '../scratch.ts';

const root = archive(
	...linux,
	pax([['path', 'etc/ssh/sshd_config']]),
	file('x', 'PermitRootLogin yes\n'),
	header('etc/link', {flag: '2', linkName: '../../etc/passwd'}),
);
/** A frame of zstd with a raw and a run-length block, as RFC 8878 lays them out. */
const zstd = Buffer.from('28b52ffd0058110000414243060000020000', 'hex');

const target: Target = {
	about: 'a file that may be an archive: tar, gzip, zstd',
	longest: 20_000,
	seeds: () => [root, gzipSync(root), zstd],
	words: [
		'ustar\u000000',
		'ustar  \u0000',
		'\u001f\u008b\u0008\u0000',
		'(\u00b5/\u00fd',
		'etc/passwd',
		'usr/',
		'var/',
		'../',
		'30 path=../../x\n',
		'22 GNU.sparse.major=1\n',
		'manifest.json',
		'oci-layout',
	],
	async run(bytes, thorough) {
		const path = join(scratchFolder(), 'root.tar');
		await writeFile(path, bytes);
		const handle = await open(path, 'r');
		try {
			await checked([await loadFile(handle, 'root.tar', bytes.length)], thorough);
		} finally {
			await handle.close();
		}
	},
};
export default target;
