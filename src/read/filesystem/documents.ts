/** The texts for people in a root file system, read as documents: each in its place inside of it. */

import {append} from '../../append.ts';
import type {Problem} from '../../artifact.ts';
import type {Document} from '../../evidence/document.ts';
import {type FileSystem, fileOf} from '../../filesystem.ts';
import {reasonOf} from '../../reason.ts';
import {maxQuickText} from '../bounds.ts';
import {readAside} from '../documents/aside.ts';
import {readBlocks} from '../documents/document.ts';
import {textsOf} from './texts.ts';

/** The documents of a root file system, how many texts were left out since a bound was reached, and what could not be read of one. */
export type RootDocuments = {readonly documents: readonly Document[]; readonly left: number; readonly problems: readonly Problem[]};

/** Never throws: a text that breaks its reader is a problem of its own. */
export async function readRootDocuments(system: FileSystem): Promise<RootDocuments> {
	const {texts, left} = textsOf(system);
	const documents: Document[] = [];
	const problems: Problem[] = [];
	for (const {path, text, format} of texts) {
		const file = fileOf(system, path);
		try {
			const {document, faults} =
				format === 'printed'
					? (await import('../documents/printed.ts')).readPrinted(text, file)
					: await (text.length > maxQuickText ? readAside({format, text, file}) : readBlocks(text, file, format));
			if (document !== undefined && document.blocks.length > 0) documents.push({...document, root: system.file});
			append(
				problems,
				faults.map(({message, range}): Problem => ({file, message, place: {file, range}})),
			);
		} catch (error) {
			problems.push({file, message: `could not be read as a text: ${reasonOf(error)}`});
		}
	}
	return {documents, left, problems};
}
