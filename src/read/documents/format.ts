/** Which kind of document a text is. The name helps only where the text allows it: `.md` can't make a script prose. */

import type {DocumentFormat} from '../../evidence/document.ts';

export type TextFormat = Exclude<DocumentFormat, 'pdf' | 'docx'>;

const byExtension: ReadonlyMap<string, TextFormat> = new Map([
	['md', 'markdown'],
	['markdown', 'markdown'],
	['mdown', 'markdown'],
	['mkd', 'markdown'],
	['mdx', 'markdown'],
	['html', 'html'],
	['htm', 'html'],
	['xhtml', 'html'],
	['txt', 'text'],
	['text', 'text'],
	['rst', 'restructuredtext'],
	['rest', 'restructuredtext'],
	['adoc', 'asciidoc'],
	['asciidoc', 'asciidoc'],
	['asc', 'asciidoc'],
]);

/** Extensions of what is text and no document: programs, settings, data. */
const notDocuments = new Set(
	(
		'sh bash zsh ps1 bat cmd py pyi js mjs cjs ts tsx jsx rb pl php go rs java kt scala c h cc cpp hpp cs swift lua r sql css scss less xml xsl svg csv tsv ini cfg conf ' +
		'toml env properties tf tfvars hcl lock log pem crt key pub map wsdl proto graphql vue service unit patch diff tex ipynb json jsonl ndjson yaml yml template dockerfile makefile'
	).split(' '),
);

/** The format that a file name claims. */
export function claimedFormat(file: string): TextFormat | undefined {
	return byExtension.get(extensionOf(file));
}

/** The last extension of a path, in lower case; empty without one. */
export function extensionOf(file: string): string {
	return /[^/]\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
}

/** The format of a text, or nothing where it is no document. */
export function formatOf(file: string, text: string): TextFormat | undefined {
	if (isHtml(text)) return 'html';
	const claimed = claimedFormat(file);
	if (claimed !== undefined && claimed !== 'text') return claimed;
	if (claimed === undefined && (notDocuments.has(extensionOf(file)) || notDocuments.has(baseName(file)) || text.startsWith('#!') || /^\s*<\?xml/.test(text)))
		return undefined;
	const seen = markupOf(text);
	if (seen !== undefined) return seen;
	return claimed === 'text' || isProse(text) ? 'text' : undefined;
}

function baseName(file: string): string {
	return file.slice(file.lastIndexOf('/') + 1).toLowerCase();
}

/** Whether a text starts as an HTML page does, comments aside. */
function isHtml(text: string): boolean {
	return /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,5000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 30_000));
}

/** Markup whose marks stand in the text, counted line by line; plain text where it is not plain. */
function markupOf(text: string): TextFormat | undefined {
	const head = text.slice(0, 200_000);
	const count = (pattern: RegExp) => head.match(pattern)?.length ?? 0;
	const markdown = count(/^#{1,6} \S/gm) + count(/^(?:```|~~~)/gm) + count(/\]\(https?:\/\//g) + count(/^\|.{0,500}\|[ \t]*$/gm);
	const asciidoc = count(/^={1,5} \S/gm) * 2 + count(/^(?:----|\|===|====)[ \t]*$/gm) + count(/^:[\w-]+:/gm) + count(/^\[(?:source|NOTE|TIP|quote)/gm) * 2;
	const restructured = count(/^\.\. [\w-]+::/gm) * 3 + count(/^.{1,200}::$/gm) + count(/:\w+:`/g) * 2 + count(/`[^`\n]{1,200}`_/g) * 2;
	const most = Math.max(markdown, asciidoc, restructured);
	if (most < 3) return undefined;
	return most === markdown ? 'markdown' : most === restructured ? 'restructuredtext' : 'asciidoc';
}

/** Words in sentences: most lines hold several words, and few the marks of programs. */
export function isProse(text: string): boolean {
	const lines = text
		.slice(0, 50_000)
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '');
	const wordy = lines.filter(
		(line) => /[a-z]{2}[,;:]? [a-zA-Z]{2,}[,;:.]? ?[a-zA-Z]/.test(line) && !/[{};]\s*$|^\s*(?:#|\/\/|export |import |[\w.]+\s*=)/.test(line),
	);
	return lines.length > 0 && wordy.length >= lines.length / 2;
}
