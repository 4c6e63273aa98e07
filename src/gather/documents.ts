/** The documents that the submission brings along. */

import type {Artifact} from '../artifact.ts';
import type {Document} from '../evidence/document.ts';
import type {Absent} from '../evidence.ts';

export function gatherDocuments(artifacts: readonly Artifact[]): readonly Document[] | Absent {
	const documents = artifacts.flatMap((artifact) => (artifact.kind === 'docs' ? [artifact.document] : []));
	return documents.length > 0 ? documents : {absent: 'no document was given: a guide or README (Markdown, HTML, PDF, DOCX or plain text) would show it'};
}
