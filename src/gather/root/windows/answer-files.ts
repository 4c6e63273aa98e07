/** Answer files of Windows Setup: XML by its namespace, whatever the file is called. */

import type {FileSystem} from '../../../filesystem.ts';
import {standingOf} from '../credentials/standing.ts';
import {filesLike} from './paths.ts';

/** Answer files of Windows Setup, where Setup, Sysprep and the agents look for them. */
const usual =
	/^(?:(?:auto)?unattend\.xml|Windows\/Panther\/(?:Unattend\/)?[^/]+\.xml|Windows\/System32\/Sysprep\/(?:Panther\/)?[^/]+\.xml|ProgramData\/Amazon\/EC2Launch\/sysprep\/[^/]+\.xml|ProgramData\/Amazon\/EC2-Windows\/Launch\/Sysprep\/[^/]+\.xml|Program Files\/Amazon\/Ec2ConfigService\/[^/]+\.xml)$/i;

/** Origin: https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-automation-overview */
const namespace = 'urn:schemas-microsoft-com:unattend';
/** The namespace in UTF-8 and in UTF-16, as Windows writes either. */
const marks = [Buffer.from(namespace), Buffer.from(namespace, 'utf16le')];
/** Bytes in which the first element stands: comments may come before it. */
const beginning = 16_384;

/** An answer file. `isRead` tells that Setup, Sysprep or an agent looks for it where it lies. */
export type AnswerFile = {readonly path: string; readonly isRead: boolean};

/** The answer files of a Windows: those in the usual places, and others that are the image's own. */
export function answerFilesOf(system: FileSystem): readonly AnswerFile[] {
	return filesLike(system, /\.xml$/i).flatMap((path): AnswerFile[] => {
		if (usual.test(path)) return [{path, isRead: true}];
		return isAnswerFile(system.contents.get(path)) && standingOf(path) === 'own' ? [{path, isRead: false}] : [];
	});
}

/** Whether a file's bytes are those of an answer file. */
export function isAnswerFile(bytes: Uint8Array | undefined): boolean {
	if (bytes === undefined) return false;
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, beginning));
	return marks.some((mark) => head.includes(mark));
}
