/** One file read: recognised by what it holds, never by its name alone. */

import {createHash} from 'node:crypto';
import type {ArtifactKind, Input, Read} from '../artifact.ts';
import type {FileSystem} from '../filesystem.ts';
import {type Base, plain, problem} from './base.ts';
import {maxDocumentBytes, maxTextBytes, megabytes} from './bounds.ts';
import {readBinaryDocument} from './documents/document.ts';
import {extensionOf} from './documents/format.ts';
import {decode, isBinary} from './encoding.ts';
import {isRootFileSystem} from './filesystem/recognise.ts';
import {notJudged} from './shape.ts';
import {type Signature, signatureOf} from './signature.ts';
import {isTextName, readText} from './text.ts';

/** Kinds whose content must be readable text. */
const textKinds: readonly (ArtifactKind | undefined)[] = ['template', 'listing', 'image'];

/** Reads one file. `kind` is what configuration says that it is. Never throws: what can't be read ends in `problems`. */
export async function readArtifact(input: Input, kind?: ArtifactKind): Promise<Read> {
	const {file, bytes, whole} = input;
	const base: Base = {file, sha256: whole?.sha256 ?? createHash('sha256').update(bytes).digest('hex'), marks: []};
	if (input.system !== undefined && input.system.form === 'folder') return root(base, input.system, 'root file system folder', input.fault);
	if (kind === 'unknown') return plain(base, 'unknown', 'left alone, as the configuration says');
	if (kind === 'scan') return plain(base, 'scan', `scanner results ${notJudged}`);
	try {
		return await readBytes(base, input, kind);
	} catch (error) {
		// A reader that breaks on a file is our fault, but the other files still count.
		return problem(base, `could not be read: ${error instanceof Error ? error.message : String(error)}`);
	}
}

async function readBytes(base: Base, {file, bytes, whole, system, fault}: Input, kind: ArtifactKind | undefined): Promise<Read> {
	const size = whole?.size ?? bytes.length;
	const extension = extensionOf(file);
	if (size === 0) return isExpected(file, kind) ? problem(base, 'the file is empty') : plain(base, 'unknown', 'empty file');
	const signature = signatureOf(bytes);
	if (system !== undefined && (kind === 'root' || isRootFileSystem(system))) return root(base, system, signature?.detail ?? 'archive', fault);
	if (kind === 'root') return problem(base, `is not a root file system: a folder or a tar archive is${fault === undefined ? '' : `; ${fault}`}`);
	if (signature !== undefined && textKinds.includes(kind)) return problem(base, `does not hold a text that could be read as ${kind}: ${signature.detail}`);
	if (signature?.kind === 'pdf' || signature?.kind === 'zip') {
		if (whole !== undefined || size > maxDocumentBytes) return tooBig(base, size, maxDocumentBytes, signature);
		return readBinaryDocument(base, bytes, signature.kind, kind);
	}
	if (extension === 'pdf' || extension === 'docx')
		return problem(base, `is not a ${extension.toUpperCase()} file: ${signature?.detail ?? 'its beginning is not that of one'}`);
	if (system !== undefined && fault !== undefined) return problem(base, `a ${signature?.detail ?? 'archive'} that can't be read: ${fault}`);
	if (signature !== undefined) return kind === 'docs' ? problem(base, `is not a document: ${signature.detail}`) : plain(base, 'unknown', signature.detail);
	if (size > maxTextBytes) {
		if (isBinary(bytes)) return plain(base, 'unknown', `binary, ${megabytes(size)}`);
		return problem(base, `text of ${megabytes(size)} is not read: the limit is ${megabytes(maxTextBytes)}`);
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

/** What was gathered of a root file system is judged, also where the rest could not be read. */
async function root(base: Base, system: FileSystem, detail: string, fault: string | undefined): Promise<Read> {
	const {documents, left, problems} = await (await import('./filesystem/documents.ts')).readRootDocuments(system);
	const texts = documents.length === 0 ? '' : `, ${documents.length} texts read${left === 0 ? '' : `, ${left} more left out`}`;
	return {
		artifact: {...base, kind: 'root', detail: `${detail} of ${system.count} entries${texts}`, system, documents},
		problems: [...(fault === undefined ? [] : [{file: base.file, message: `not read in full: ${fault}`}]), ...problems],
	};
}

function tooBig(base: Base, size: number, limit: number, {kind, detail}: Signature): Read {
	if (kind === 'zip' && extensionOf(base.file) !== 'docx') return plain(base, 'unknown', `${detail}, ${megabytes(size)}`);
	return problem(base, `a ${detail} of ${megabytes(size)} is not read: the limit is ${megabytes(limit)}`);
}
