/** The documents that the submission brings along, and the texts for people in its root file systems. */

import type {Artifact} from '../artifact.ts';
import type {Document} from '../evidence/document.ts';
import type {Absent} from '../evidence.ts';

export function gatherDocuments(artifacts: readonly Artifact[]): readonly Document[] | Absent {
	const own = artifacts.flatMap((artifact) => (artifact.kind === 'docs' ? [artifact.document] : []));
	const documents = [...own, ...artifacts.flatMap((artifact) => (artifact.kind === 'root' ? artifact.documents : []))];
	return documents.length > 0 ? documents : {absent: 'no document was given: a guide or README (Markdown, HTML, PDF, DOCX or plain text) would show it'};
}
