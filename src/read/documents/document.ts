/** A document file read with the reader of its format. Each reader and its library are loaded only when a file needs them. */

import type {ArtifactKind, Problem, Read} from '../../artifact.ts';
import type {DocumentFormat} from '../../evidence/document.ts';
import {type Base, plain} from '../base.ts';
import {maxQuickText} from '../bounds.ts';
import {readAside} from './aside.ts';
import type {DocumentRead} from './block-list.ts';
import {extensionOf, type TextFormat} from './format.ts';

const names: Readonly<Record<DocumentFormat, string>> = {
	markdown: 'Markdown document',
	html: 'HTML document',
	text: 'plain-text document',
	restructuredtext: 'reStructuredText document',
	asciidoc: 'AsciiDoc document',
	pdf: 'PDF document',
	docx: 'Word document (DOCX)',
};

/** Reads a document that is text. */
export async function readTextDocument(base: Base, text: string, format: TextFormat): Promise<Read> {
	const {file} = base;
	return answer(base, {text, ...(await (text.length > maxQuickText ? readAside({format, text, file}) : readBlocks(text, file, format)))});
}

/** The blocks of a document that is text. */
export async function readBlocks(text: string, file: string, format: TextFormat): Promise<DocumentRead> {
	switch (format) {
		case 'markdown':
			return (await import('./markdown.ts')).readMarkdown(text, file);
		case 'html':
			return (await import('./html.ts')).readHtml(text, file);
		case 'restructuredtext':
			return (await import('./restructured-text.ts')).readRestructuredText(text, file);
		case 'asciidoc':
			return (await import('./asciidoc.ts')).readAsciidoc(text, file);
		case 'text':
			return (await import('./plain-text.ts')).readPlainText(text, file);
	}
}

/** Reads a PDF, or a ZIP that may be a DOCX. */
export async function readBinaryDocument(base: Base, bytes: Uint8Array, signature: 'pdf' | 'zip', kind: ArtifactKind | undefined): Promise<Read> {
	if (signature === 'pdf') return answer(base, await readAside({format: 'pdf', bytes, file: base.file}));
	const {contentOf} = await import('./docx.ts');
	const content = contentOf(bytes);
	const isClaimed = kind === 'docs' || extensionOf(base.file) === 'docx';
	if (content === 'DOCX') return answer(base, await readAside({format: 'docx', bytes, file: base.file}));
	if (isClaimed) return answer(base, {faults: [{message: `is not a DOCX file that can be opened: ${content}`, range: [0, 0]}]});
	return plain(base, 'unknown', content);
}

function answer(base: Base, {document, text, faults}: DocumentRead): Read {
	const {file} = base;
	const problems = faults.map(({message, range}): Problem => ({file, message, ...(range[1] > range[0] ? {place: {file, range}} : {})}));
	if (document === undefined) return {artifact: {...base, kind: 'unknown', detail: 'could not be read'}, problems};
	const pages = document.pages === undefined ? '' : `, ${document.pages} ${document.pages === 1 ? 'page' : 'pages'}`;
	return {artifact: {...base, ...(text === undefined ? {} : {text}), kind: 'docs', detail: `${names[document.format]}${pages}`, document}, problems};
}
