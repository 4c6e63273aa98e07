/** How much any reader takes on. Ours, not AWS's: each is far above a real submission, and reaching one is said aloud. */

const mebibyte = 1024 * 1024;

/** Bytes of a text file (JSON, YAML, Markdown, HTML and the like). */
export const maxTextBytes = 5 * mebibyte;

/**
 * Bytes of scanner results, which are told by their beginning (`scan/recognise.ts`): results on one AMI come to tens of megabytes, of which
 * all but a few are skipped unread.
 */
export const maxScanBytes = 100 * mebibyte;

/** Bytes of a PDF or DOCX file. */
export const maxDocumentBytes = 50 * mebibyte;

/** Bytes that one part of a DOCX may unpack to; a zip bomb stops here. */
export const maxUnpackedBytes = 50 * mebibyte;

/** Milliseconds that a document (PDF, DOCX, a long text) may take to be read; real ones take a fiftieth of it. */
export const maxReadingTime = 20_000;

/** Milliseconds that it may take where others keep the machine so busy that hardly any of them were its own. */
export const maxWaitingTime = 120_000;

/** Bytes of JavaScript's memory that reading one document may take. */
export const maxReadingMemory = 768 * mebibyte;

/** Bytes by which the whole process may grow meanwhile, what others in it do included: buffers count in no thread's memory. */
export const maxGrowth = 2048 * mebibyte;

/** UTF-16 units of a document of text that is read at once: up to here no reader takes long, whatever it holds. */
export const maxQuickText = 20_000;

/** Pages of a PDF. */
export const maxPages = 2000;

/** Blocks (paragraphs, cells, items) of a document. */
export const maxBlocks = 50_000;

/** UTF-16 units of one block. */
export const maxBlockLength = 100_000;

/** Levels of lists, tables and quotations inside each other. */
export const maxNesting = 200;

/** Files of a submission. */
export const maxFiles = 20_000;

/** Bytes of all files together that are held in memory. */
export const maxHeldBytes = 512 * mebibyte;

/** Bytes kept of a file that is too big to hold: enough to say what it is. */
export const headBytes = 64 * 1024;

/** A number of bytes as a limit is worded, for example `5 MB`. */
export function megabytes(bytes: number): string {
	return `${Math.round((bytes / mebibyte) * 10) / 10} MB`;
}
