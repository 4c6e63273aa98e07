/**
 * `npm run make-catalogue -- N [--out DIR] [--seed S] [--format folder|tar|ndjson] [--paragraphs P]`: writes a synthetic catalogue of N submissions for `audit`.
 * The same seed gives the same bytes on every machine, and the first submissions of a longer catalogue are those of a shorter one. It is made for load:
 * what is found in it says nothing of how well anything is found. With `--paragraphs` its texts keep their first ones alone, since judging sentences is
 * what takes the time.
 */

import {closeSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parseArgs} from 'node:util';
import * as z from 'zod';
import {readSources} from './catalogue/sources.ts';
import {type Submission, submissionAt} from './catalogue/submission.ts';
import {tarEnd, tarOf} from './catalogue/tar.ts';

/** The forms that `audit` reads. */
export const catalogueFormats = ['folder', 'tar', 'ndjson'] as const;
type CatalogueFormat = (typeof catalogueFormats)[number];

/** The submissions of a seed, one by one. */
export async function* submissionsOf(count: number, seed: string, paragraphs?: number): AsyncGenerator<Submission, void, void> {
	const sources = await readSources(join(import.meta.dirname, '..', '..'));
	for (let index = 0; index < count; index++) yield await submissionAt(sources, seed, index, paragraphs);
}

/** A catalogue being written: at `path` in the end. */
type Writer = {readonly path: string; add(submission: Submission): Promise<void> | void; end(): void};

/** Begins a catalogue in a folder. Throws where there is one. */
export function newCatalogue(format: CatalogueFormat, out: string): Writer {
	if (format === 'folder') return newFolder(out);
	mkdirSync(out, {recursive: true});
	const path = join(out, `catalogue.${format}`);
	const file = openSync(path, 'wx');
	const end = () => closeSync(file);
	if (format === 'ndjson') return {path, add: (submission) => void writeSync(file, lineOf(submission)), end};
	return {
		path,
		async add({name, files}) {
			const entries = files.map(([inner, content]) => ({name: `catalogue/${name}/${inner}`, content}));
			writeSync(file, await tarOf([{name: `catalogue/${name}/`, type: 'directory'}, ...entries]));
		},
		end() {
			writeSync(file, tarEnd);
			end();
		},
	};
}

function newFolder(path: string): Writer {
	mkdirSync(path, {recursive: true});
	if (readdirSync(path).length > 0) throw new Error(`${path} is not empty`);
	return {
		path,
		add({name, files}) {
			mkdirSync(join(path, name));
			for (const [inner, content] of files) {
				const place = join(path, name, inner);
				mkdirSync(dirname(place), {recursive: true});
				writeFileSync(place, content);
			}
		},
		end: () => {},
	};
}

function lineOf({name, files}: Submission): string {
	const entries = files.map(([path, content]) => [path, typeof content === 'string' ? content : {base64: Buffer.from(content).toString('base64')}]);
	return `${JSON.stringify({id: name, files: Object.fromEntries(entries)})}\n`;
}

const flags = z.object({
	count: z.coerce.number().int().min(1).max(1_000_000),
	out: z.string().default('catalogue'),
	seed: z.string().default('1'),
	format: z.enum(catalogueFormats).default('folder'),
	paragraphs: z.coerce.number().int().min(1).optional(),
});

async function main(): Promise<void> {
	const text = {type: 'string'} as const;
	const {values, positionals} = parseArgs({options: {out: text, seed: text, format: text, paragraphs: text}, allowPositionals: true});
	const {count, out, seed, format, paragraphs} = flags.parse({...values, count: positionals[0]});
	const begun = performance.now();
	const catalogue = newCatalogue(format, out);
	const seen = {products: new Set<string>(), vendors: new Set<string>(), files: 0, bytes: 0, broken: 0};
	for await (const submission of submissionsOf(count, seed, paragraphs)) {
		await catalogue.add(submission);
		seen.products.add(submission.productId);
		seen.vendors.add(submission.vendor);
		seen.files += submission.files.length;
		for (const [, content] of submission.files) seen.bytes += Buffer.byteLength(content);
		if (submission.broken !== undefined) seen.broken++;
	}
	catalogue.end();
	const seconds = (performance.now() - begun) / 1000;
	console.log(
		`${catalogue.path}: ${count} submissions (${seen.broken} broken) of ${seen.products.size} products by ${seen.vendors.size} vendors, ` +
			`${seen.files} files, ${(seen.bytes / 1e6).toFixed(1)} MB, seed ${seed}; ${seconds.toFixed(1)} s`,
	);
}

if (process.argv[1] === import.meta.filename) await main();
