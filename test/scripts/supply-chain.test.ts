import {spawnSync} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {folderOf} from '../helpers/command.ts';

const script = fileURLToPath(new URL('../../scripts/supply-chain.js', import.meta.url));

/** What is said of a bill with one component of the licence. */
async function judged(licenses: unknown): Promise<{readonly status: number | null; readonly stderr: string}> {
	const folder = await folderOf({
		'bill.json': JSON.stringify({components: [{name: 'planted', version: '1.0.0', ...(licenses === undefined ? {} : {licenses})}]}),
	});
	try {
		return spawnSync(process.execPath, [script, '--sbom', join(folder, 'bill.json')], {encoding: 'utf8'});
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

for (const [name, licenses] of [
	['GPL', [{license: {id: 'GPL-3.0-only'}}]],
	['AGPL', [{license: {id: 'AGPL-3.0-or-later'}}]],
	['AGPL together with MIT', [{expression: 'MIT AND AGPL-3.0-only'}]],
	['alternatives together with GPL', [{expression: '(MIT OR GPL-3.0-only) AND GPL-3.0-only'}]],
	['what is no expression', [{expression: 'MIT OR'}]],
	['an unknown name', [{license: {name: 'see licence file'}}]],
	['nothing', undefined],
] as const) {
	test(`a component under ${name} is refused by its name`, async (t) => {
		const {status, stderr} = await judged(licenses);
		t.is(status, 1);
		t.regex(stderr, /licence not taken: planted@1\.0\.0/);
	});
}

test('licences that we take pass, alternatives too', async (t) => {
	t.is((await judged([{license: {id: 'MIT'}}])).status, 0);
	t.is((await judged([{expression: '(GPL-2.0-only OR MIT)'}])).status, 0);
});
