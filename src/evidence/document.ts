import type {Text} from '../contract.ts';

/** What a stretch of a document is. `code` and `quotation` are not the author's own prose. */
export type BlockRole = 'title' | 'heading' | 'paragraph' | 'list-item' | 'table-header' | 'table-cell' | 'code' | 'quotation' | 'caption';

/** One block of a document: its plain text (markup removed), mapped back to the file. */
export type Block = Text & {
	readonly role: BlockRole;
	/** Heading level from 1; nesting depth of a list item from 1. */
	readonly level?: number;
};

/** What a document is written in. */
export type DocumentFormat = 'markdown' | 'html' | 'text' | 'restructuredtext' | 'asciidoc' | 'pdf' | 'docx';

/** A bundled document, in reading order. */
export type Document = {
	readonly file: string;
	readonly format: DocumentFormat;
	readonly blocks: readonly Block[];
	/** The root file system that it lies in, as the submission names it. Only documents without one are the submission's own: a README in the image is no guide for buyers. */
	readonly root?: string;
	/** PDF only. */
	readonly pages?: number;
};
