/** Real documentation on the machine, by other hands: package READMEs, and Debian's `/usr/share/doc`. Read where it lies, never copied. */

import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import type {Sentence} from '../../src/evidence/sentence.ts';
import {sentencesOfDocument} from '../../src/gather/sentences.ts';
import {readTextDocument} from '../../src/read/documents/document.ts';
import {formatOf} from '../../src/read/documents/format.ts';

/** A real document's sentences. `half` is told by its package's name: what is learned from never is what is measured on. */
export type RealDocument = {readonly file: string; readonly half: 'learn' | 'measure'; readonly sentences: readonly Sentence[]};

const largest = 200_000;
const readme =
	/^(?:readme|news|guide|usage|faq|install|tutorial|changelog|changes|history|contributing|getting-started)[^/]*?(?:\.(?:md|markdown|txt|rst|html|adoc)|\.Debian)?(?:\.gz)?$/i;

/** READMEs and manuals of npm packages below `nodeModules`, in order of their path. */
export async function packageDocuments(nodeModules: string): Promise<readonly RealDocument[]> {
	const packages = readdirSync(nodeModules)
		.filter((name) => !name.startsWith('.'))
		.flatMap((name) => (name.startsWith('@') ? readdirSync(join(nodeModules, name)).map((inner) => `${name}/${inner}`) : [name]))
		.toSorted();
	const all: RealDocument[] = [];
	for (const name of packages) {
		const half = createHash('sha256').update(name).digest()[0] ?? 0;
		all.push(...(await documentsIn(join(nodeModules, name), half % 2 === 0 ? 'learn' : 'measure')));
	}
	return all;
}

/** Debian's package documentation; nothing where there is none. All of it is for measuring. */
export async function debianDocuments(folder = '/usr/share/doc'): Promise<readonly RealDocument[]> {
	if (!existsSync(folder)) return [];
	const all: RealDocument[] = [];
	for (const name of readdirSync(folder).toSorted()) all.push(...(await documentsIn(join(folder, name), 'measure')));
	return all;
}

async function documentsIn(folder: string, half: RealDocument['half']): Promise<readonly RealDocument[]> {
	if (!statSync(folder, {throwIfNoEntry: false})?.isDirectory()) return [];
	const all: RealDocument[] = [];
	for (const name of readdirSync(folder)
		.filter((one) => readme.test(one))
		.toSorted()) {
		const file = join(folder, name);
		const stat = statSync(file, {throwIfNoEntry: false});
		if (stat === undefined || !stat.isFile() || stat.size > largest) continue;
		const bytes = readFileSync(file);
		const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
		const plain = name.replace(/\.(?:gz|Debian)$/, '');
		const format = formatOf(plain, text);
		if (format === undefined || text.length > largest * 4) continue;
		const {artifact} = await readTextDocument({file: plain, bytes: bytes.length, sha256: ''} as never, text, format);
		if (artifact?.kind === 'docs') all.push({file, half, sentences: sentencesOfDocument(artifact.document)});
	}
	return all;
}
