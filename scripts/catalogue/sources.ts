/** What catalogues are made of: the corpora's listings and sentences, and the templates of the example submissions. Nothing of a test split is read. */

import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import * as z from 'zod';
import {parseJsonOrYaml} from '../../src/read/notation.ts';
import {toPlain} from '../../src/tree.ts';
import {withoutMarks} from '../language/corpus.ts';

/** A listing with its documents; the texts by their place (`highlights`, `usage-instructions`, …), as written and without what policies forbid. */
export type Theme = {
	readonly product: string;
	readonly licensing: 'paid' | 'byol' | 'free';
	readonly texts: Readonly<Record<string, string>>;
	readonly cleaned: Readonly<Record<string, string>>;
};
/** The templates of one product, each as JSON; one may nest another. `brand` is the word that names the product in them. */
export type Deployment = {readonly brand: string; readonly templates: readonly {readonly name: string; readonly json: string}[]};
/** All of it. `sound` and `faulty` are sentences: those of which nothing is to be said, and those that policies forbid. */
export type Sources = {
	readonly themes: readonly Theme[];
	readonly sound: readonly string[];
	readonly faulty: readonly string[];
	readonly instructions: readonly string[];
	readonly deployments: readonly Deployment[];
};

const jsonLine = z.object({text: z.string()});

/** Reads them from the project's folder. */
export async function readSources(project: string): Promise<Sources> {
	const hands = ['train', 'dev'].flatMap((split) => filesBelow(join(project, 'corpora', 'language', split)));
	const lines = hands.filter((file) => file.endsWith('.tsv')).flatMap((file) => readFileSync(file, 'utf8').trimEnd().split('\n'));
	const sentences = lines.map((line) => line.split('\t')).map(([labels = '-', , , text = '']) => ({labels, text: withoutMarks(text).text}));
	return {
		themes: hands.filter((file) => file.endsWith('.md')).map((file) => themeOf(readFileSync(file, 'utf8'))),
		sound: sentences.filter(({labels}) => labels === '-').map(({text}) => text),
		faulty: sentences.filter(({labels}) => /^[^-~]/.test(labels)).map(({text}) => text),
		instructions: readFileSync(join(project, 'corpora', 'usage-instructions', 'dev.jsonl'), 'utf8')
			.trimEnd()
			.split('\n')
			.map((line) => jsonLine.parse(JSON.parse(line)).text),
		deployments: await deploymentsOf(project),
	};
}

function themeOf(text: string): Theme {
	const sections = text.split(/^# @/m).slice(1);
	const texts = (clean: (marked: string) => string) =>
		Object.fromEntries(
			sections.map((section) => [section.slice(0, section.indexOf('\n')), withoutMarks(clean(section.slice(section.indexOf('\n')))).text.trim()]),
		);
	return {
		product: /^product: (.+)$/m.exec(text)?.[1] ?? 'Product',
		licensing: z.enum(['paid', 'byol', 'free']).parse(/^licensing: (\w+)$/m.exec(text)?.[1]),
		texts: texts((marked) => marked),
		// A look-alike has a `~` before its label.
		cleaned: texts((marked) => marked.replace(/\{\{[a-z][a-z+-]*: .*?\}\} ?/g, '')),
	};
}

async function deploymentsOf(project: string): Promise<readonly Deployment[]> {
	const folders = [join('corpora', 'submissions'), join('templates', 'submissions')].flatMap((folder) =>
		foldersOf(join(project, folder)).map((name) => ({brand: name.split('-')[0] ?? name, files: filesBelow(join(project, folder, name))})),
	);
	// Each starter template is a product of its own.
	const starters = filesBelow(join(project, 'templates', 'guidance')).map((file) => ({brand: 'example', files: [file]}));
	const all: Deployment[] = [];
	for (const {brand, files} of [...folders, ...starters]) {
		const templates: {readonly name: string; readonly json: string}[] = [];
		for (const file of files.filter((name) => /\.(?:json|ya?ml|template)$/.test(name))) {
			const {root} = await parseJsonOrYaml(readFileSync(file, 'utf8'));
			const value = root === undefined ? undefined : toPlain(root);
			if (typeof value === 'object' && value !== null && 'Resources' in value) templates.push({name: basename(file), json: JSON.stringify(value)});
		}
		if (templates.length > 0) all.push({brand, templates});
	}
	return all;
}

function foldersOf(folder: string): readonly string[] {
	return readdirSync(folder, {withFileTypes: true})
		.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
		.toSorted();
}

/** All files in a folder and its sub-folders, in an order that no file system changes. */
function filesBelow(folder: string): readonly string[] {
	return readdirSync(folder, {withFileTypes: true, recursive: true})
		.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
		.toSorted();
}
