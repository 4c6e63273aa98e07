import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {openCatalogue} from '../../../src/audit/open-catalogue.ts';
import {archive, file, header, withSum} from '../../helpers/archive.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken} from '../oracles.ts';
import {assertNothingElseIn, scratchFolder} from '../scratch.ts';

const lines = [
	{id: 'a', files: {'README.md': '# A', 'docs/x.md': 'x'}},
	{id: 'b', path: 'b'},
	{id: 3, files: {'x.bin': {base64: 'AAEC'}}},
];
const tar = archive(
	header('all/', {flag: '5'}),
	file('all/a/README.md', '# A'),
	file('all/b/x', 'y'),
	header('all/b/l', {flag: '2', linkName: 'x'}),
	header('all/b/h', {flag: '1', linkName: 'all/b/x'}),
);

const target: Target = {
	about: 'a catalogue: NDJSON, or a tar archive whose sums are right',
	longest: 16_000,
	seeds: () => [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')), tar, gzipSync(tar)],
	words: [
		'"id":',
		'"files":',
		'"path":',
		'"base64":',
		'"../x"',
		'"__proto__"',
		'"a/../../b"',
		'"/etc/x"',
		'\n{',
		'all/a/',
		'../',
		'\u0000',
		'ustar',
		'"a\\u0000b"',
		'"line 1"',
		'"C:\\\\x"',
		'"con"',
	],
	async run(bytes) {
		const given = Buffer.from(bytes);
		for (let at = 0; at + 512 <= given.length; at += 512) if (given.toString('latin1', at + 257, at + 262) === 'ustar') withSum(given.subarray(at, at + 512));
		const home = join(scratchFolder(), 'catalogue');
		rmSync(home, {recursive: true, force: true});
		mkdirSync(join(home, 'out', 'unpacked'), {recursive: true});
		writeFileSync(join(home, 'given'), given);
		const keys = new Set<string>();
		try {
			for await (const item of (await openCatalogue(join(home, 'given'), join(home, 'out'))).items(() => false, join(home, 'out', 'unpacked'))) {
				if (keys.has(item.key)) throw new Broken(`${JSON.stringify(item.key)} comes twice`);
				keys.add(item.key);
				if ('isOurs' in item && item.isOurs && !item.folder.startsWith(join(home, 'out', 'unpacked'))) throw new Broken(`${item.folder} lies elsewhere`);
			}
		} catch (error) {
			// What can't be read on is said so; anything of the language itself is a fault.
			if (error instanceof Broken || error instanceof TypeError || error instanceof RangeError) throw error;
		}
		assertUnpolluted();
		assertNothingElseIn(home, ['given', 'out']);
		assertNothingElseIn(join(home, 'out'), ['unpacked']);
	},
};
export default target;
