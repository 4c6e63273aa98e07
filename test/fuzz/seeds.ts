/** Sound inputs to begin with: the project's own files, read when they are asked for. */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {validators} from '../../validators/index.ts';
import {filesUnder, projectRoot} from '../helpers/project.ts';

/** Files of the example submissions, starter templates and releases that end so. */
export function exampleFiles(ending: string | RegExp, folders: readonly string[] = ['templates']): readonly Uint8Array[] {
	const isWanted = (file: string) => (typeof ending === 'string' ? file.endsWith(ending) : ending.test(file));
	return folders.flatMap((folder) =>
		filesUnder(folder, '')
			.filter((file) => isWanted(file) && !file.endsWith('.report.json'))
			.map((file) => readFileSync(join(projectRoot, file))),
	);
}

/** Files of the rules' examples that end so. */
export function ruleFiles(ending: string | RegExp): readonly Uint8Array[] {
	const texts = validators.flatMap(({examples}) => examples.flatMap(({files}) => Object.entries(files)));
	return [...new Set(texts.filter(([file]) => (typeof ending === 'string' ? file.endsWith(ending) : ending.test(file))).map(([, text]) => text))].map((text) =>
		Buffer.from(text),
	);
}

/** Texts as inputs. */
export function texts(...given: readonly string[]): readonly Uint8Array[] {
	return given.map((text) => Buffer.from(text));
}
