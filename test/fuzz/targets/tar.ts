import {archive, file, header, linux, pax, readInPieces, withSum} from '../../helpers/archive.ts';
import type {Target} from '../engine/target.ts';
import {Broken, checked} from '../oracles.ts';

const blockBytes = 512;
const sparse = pax([
	['GNU.sparse.major', '1'],
	['GNU.sparse.minor', '0'],
	['GNU.sparse.name', 'etc/sparse'],
	['GNU.sparse.realsize', '4000'],
]);

const target: Target = {
	about: "a tar archive whose headers' sums are right, read in pieces of two sizes",
	longest: 20_000,
	seeds: () => [
		archive(...linux, file('etc/ssh/sshd_config', 'PermitRootLogin yes\n'), header('etc/hard', {flag: '1', linkName: 'etc/passwd'})),
		archive(
			...linux,
			pax([
				['path', 'etc/shadow'],
				['size', '9'],
				['uid', '7'],
			]),
			file('x', 'root:x:::\n'),
			header('dev/sda', {flag: '3'}),
		),
		archive(...linux, sparse, file('x', '1\n0\n4\nabcd'), file('././@LongLink', 'etc/long\0', {flag: 'L'}), file('y', 'z')),
		archive(
			...linux.map((block) => Buffer.from(block)),
			header('etc/gnu', {flag: 'S', size: 512, patch: (block) => block.write('00000000000\0' + '00000001000\0', 386, 'latin1')}),
			Buffer.alloc(512, 65),
		),
	],
	words: [
		'etc/passwd',
		'usr/',
		'var/',
		'../',
		'30 path=../../x\n',
		'22 GNU.sparse.major=1\n',
		'19 size=99999999999\n',
		'0',
		'1',
		'2',
		'5',
		'x',
		'g',
		'L',
		'K',
		'S',
		'V',
		'M',
		'77777777777',
		'\u0080\u0000\u0000',
	],
	async run(bytes, thorough) {
		const tar = Buffer.from(bytes);
		for (let at = 0; at + blockBytes <= tar.length; at += blockBytes)
			if (tar.toString('latin1', at + 257, at + 262) === 'ustar') withSum(tar.subarray(at, at + blockBytes));
		const [whole, small] = [readInPieces(tar, 1 << 20), readInPieces(tar, 333)];
		const told = ({system, fault, tar: {strays}}: typeof whole) =>
			JSON.stringify([[...system.entries], [...system.contents].map(([path, held]) => [path, Buffer.from(held).toString('latin1')]), fault, strays]);
		if (told(whole) !== told(small)) throw new Broken('what an archive holds depends on where its pieces end');
		for (const path of whole.system.entries.keys())
			if (path.startsWith('/') || path.split('/').includes('..')) throw new Broken(`${path} leads out of the root`);
		await checked(
			[{file: 'root.tar', bytes: tar.subarray(0, 512), whole: {size: tar.length, sha256: '0'.repeat(64)}, system: whole.system, asRoot: true}],
			thorough,
		);
	},
};
export default target;
