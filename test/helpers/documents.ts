import type {Block} from '../../src/evidence/document.ts';
import type {DocumentRead} from '../../src/read/documents/block-list.ts';

/** A document's blocks as tests name them: role, with its level, and text. */
export function outline({document}: DocumentRead): readonly (readonly [role: string, text: string])[] {
	return (document?.blocks ?? []).map(({role, level, value}) => [level === undefined ? role : `${role} ${level}`, value]);
}

/** The stretches of a block that claim to map one to one and do not: the source differs from the text. White space counts as one. */
function mismapped({value, runs = []}: Block, source: string): readonly string[] {
	const plain = (text: string) => text.replace(/\s/g, ' ');
	return runs.flatMap(([start, from, to], index) => {
		const decoded = value.slice(start, runs[index + 1]?.[0] ?? value.length);
		const isWrong = to <= from || decoded === '' || (decoded.length === to - from && plain(decoded) !== plain(source.slice(from, to)));
		return isWrong ? [`${JSON.stringify(decoded)} is not ${JSON.stringify(source.slice(from, to))}`] : [];
	});
}

/** All stretches of a document that are mapped wrongly. */
export function allMismapped({document}: DocumentRead, source: string): readonly string[] {
	return (document?.blocks ?? []).flatMap((block) => mismapped(block, source));
}
