/** One file read: recognised by what it holds, never by its name alone. */

import {createHash} from 'node:crypto';
import type {ArtifactKind, Input, Read} from '../artifact.ts';
import {quoted} from '../paths.ts';
import {reasonOf} from '../reason.ts';
import {type Base, plain, problem, unknownScan} from './base.ts';
import {maxDocumentBytes, maxScanBytes, maxTextBytes, megabytes} from './bounds.ts';
import {readBinaryDocument} from './documents/document.ts';
import {extensionOf} from './documents/format.ts';
import {decode, isBinary} from './encoding.ts';
import {howToConvert, howToPack, isRootFileSystem} from './filesystem/recognise.ts';
import {seemsScan} from './scan/recognise.ts';
import {type Signature, signatureOf} from './signature.ts';
import {isTextName, readText} from './text.ts';

/** Kinds whose content must be readable text. */
const textKinds: readonly (ArtifactKind | undefined)[] = ['template', 'listing', 'image'];

/** Reads one file. `kind` is what configuration says that it is. Never throws: what can't be read ends in `problems`. */
export async function readArtifact(input: Input, kind?: ArtifactKind): Promise<Read> {
	const {file, bytes, whole} = input;
	const base: Base = {file, sha256: whole?.sha256 ?? createHash('sha256').update(bytes).digest('hex'), marks: []};
	const said = input.asRoot === true ? 'root' : kind;
	if (said === 'unknown') return plain(base, 'unknown', 'left alone, as the configuration says');
	try {
		return (await readRoot(base, input, said)) ?? (await readBytes(base, input, said));
	} catch (error) {
		// A reader that breaks on a file is our fault, but the other files still count.
		return problem(base, `could not be read: ${reasonOf(error)}`);
	}
}

/** Names of tar archives that are packed in ways which Node has no reader for. */
const packedOtherwise = /\.(?:tar\.(?:xz|bz2)|txz|tbz2?)$/i;

/** What is a root file system, or was meant to be one; nothing for other files. What was gathered is judged, also where the rest could not be read. */
async function readRoot(base: Base, {bytes, system, fault, leftOut, instead, noRoot}: Input, kind: ArtifactKind | undefined): Promise<Read | undefined> {
	const signature = signatureOf(bytes);
	if (instead !== undefined && instead !== 'unknown') return nearRoot(base, instead, howToPack, kind);
	if (signature?.kind === 'disk' && system === undefined) return nearRoot(base, signature.detail, howToConvert, kind);
	if (signature !== undefined && /^(?:xz|bzip2) /.test(signature.detail) && (kind === 'root' || packedOtherwise.test(base.file)))
		return nearRoot(base, signature.detail, 'unpack it, or pack it with gzip or zstd', kind);
	if (system !== undefined && instead === undefined && (system.form === 'folder' || kind === 'root' || isRootFileSystem(system))) {
		if (system.count === 0) return problem(base, `is not a root file system: nothing is in it${fault === undefined ? '' : ` (${fault})`}; ${howToPack}`);
		if (noRoot !== undefined) return problem(base, notRoot(noRoot, [fault, leftOut]));
		const {documents, left, problems} = await (await import('./filesystem/documents.ts')).readRootDocuments(system);
		const {windowsDamageOf} = await import('./filesystem/windows-damage.ts');
		const detail = system.form === 'folder' ? 'root file system folder' : (signature?.detail ?? 'tar archive');
		const texts = documents.length === 0 ? '' : `, ${documents.length} texts read${left === 0 ? '' : `, ${left} more left out`}`;
		const lacking = [fault, leftOut].filter((reason) => reason !== undefined);
		return {
			artifact: {...base, kind: 'root', detail: `${detail} of ${system.count} ${system.count === 1 ? 'entry' : 'entries'}${texts}`, system, documents},
			problems: [
				...(lacking.length === 0 ? [] : [{file: base.file, message: `not read in full: ${lacking.join('; ')}`}]),
				...windowsDamageOf(system),
				...problems,
			],
		};
	}
	if (kind !== 'root') return undefined;
	const reason = signature === undefined || fault !== undefined ? (fault ?? 'this is neither') : `this is: ${signature.detail}`;
	return problem(base, `is not a root file system, which is a folder or a tar archive, also packed with gzip or zstd (${reason}); ${howToPack}`);
}

/** Names that are told of what has no folder of a root. */
const mostNames = 5;

function notRoot(names: readonly string[], lacking: readonly (string | undefined)[]): string {
	const there = names.slice(0, mostNames).map(quoted);
	const more = names.length > there.length ? ' and more' : '';
	const why = lacking.flatMap((reason) => reason ?? []).map((reason) => ` (${reason})`);
	return `is not a root file system: none of etc, usr, var, home, opt and the like (Windows: Windows, Users) lies right in it and holds something, but ${there.join(', ')}${more}${why.join('')}; give the folder of the root itself, or an archive of it: ${howToPack}`;
}

/** What a user may have meant to be the AMI's root file system, and can't be read as one. */
function nearRoot(base: Base, what: string, advice: string, kind: ArtifactKind | undefined): Read {
	const named = `${/^[aeiox]/i.test(what) ? 'an' : 'a'} ${what}`;
	if (kind === 'root') return problem(base, `is not a root file system, but ${named}; ${advice}`);
	return {artifact: {...base, kind: 'unknown', detail: `${what}, which is not read; ${advice}`, nearRoot: named}, problems: []};
}

async function readBytes(base: Base, {file, bytes, whole, system, fault, instead}: Input, kind: ArtifactKind | undefined): Promise<Read> {
	const size = whole?.size ?? bytes.length;
	const extension = extensionOf(file);
	if (size === 0) return isExpected(file, kind) ? problem(base, 'the file is empty') : plain(base, 'unknown', 'empty file');
	const signature = signatureOf(bytes);
	if (signature !== undefined && textKinds.includes(kind)) return problem(base, `does not hold a text that could be read as ${kind}: ${signature.detail}`);
	if (signature !== undefined && kind === 'scan') return unknownScan(base);
	if (signature?.kind === 'pdf' || signature?.kind === 'zip') {
		if (whole !== undefined || size > maxDocumentBytes) return tooBig(base, size, maxDocumentBytes, signature);
		return readBinaryDocument(base, bytes, signature.kind, kind);
	}
	if (extension === 'pdf' || extension === 'docx')
		return problem(base, `is not a ${extension.toUpperCase()} file: ${signature?.detail ?? 'its beginning is not that of one'}`);
	if (system !== undefined && fault !== undefined && instead === undefined)
		return problem(base, `a ${signature?.detail ?? 'tar archive'} that can't be read: ${fault}`);
	if (signature !== undefined) return kind === 'docs' ? problem(base, `is not a document: ${signature.detail}`) : plain(base, 'unknown', signature.detail);
	// Archives older than the mark that others have.
	if (system !== undefined && instead === undefined) return plain(base, 'unknown', 'tar archive');
	const limit = size > maxTextBytes && seemsScan(bytes) ? maxScanBytes : maxTextBytes;
	if (size > limit) {
		if (isBinary(bytes)) return plain(base, 'unknown', `binary, ${megabytes(size)}`);
		return problem(base, `text of ${megabytes(size)} is not read: the limit is ${megabytes(limit)}`);
	}
	const decoded = decode(bytes);
	if ('text' in decoded) return readText(base, decoded.text, size, kind);
	if ('fault' in decoded) return problem(base, decoded.fault);
	return isExpected(file, kind) ? problem(base, 'should be text but holds binary data') : plain(base, 'unknown', 'binary');
}

/** Whether the name or the configuration says that there must be something to read, so that nothing to read is a problem. */
function isExpected(file: string, kind: ArtifactKind | undefined): boolean {
	return kind !== undefined || isTextName(file) || ['pdf', 'docx'].includes(extensionOf(file));
}

function tooBig(base: Base, size: number, limit: number, {kind, detail}: Signature): Read {
	if (kind === 'zip' && extensionOf(base.file) !== 'docx') return plain(base, 'unknown', `${detail}, ${megabytes(size)}`);
	return problem(base, `a ${detail} of ${megabytes(size)} is not read: the limit is ${megabytes(limit)}`);
}
