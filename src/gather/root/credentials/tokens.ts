/** Tokens of services, by the form that each service gives its own. */

import {crc32} from 'node:zlib';
import {publicKeys, type TokenFormat, tokenFormats} from '../../../limits/tokens.ts';
import {cut} from '../lines.ts';
import {beginningOf, type Found, isSample, mostOfFile, type RootText} from './found.ts';

/** Characters of a mark that the search over all files knows. */
const shortMark = 4;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The tokens that stand in a text. Where it has no mark, only those are looked for that have too short a mark. */
export function tokensIn({text, standing}: RootText, isMarked: boolean): readonly Found[] {
	const found: Found[] = [];
	for (const format of tokenFormats) {
		if ((!isMarked && format.mark.length >= shortMark) || !text.value.includes(format.mark)) continue;
		for (const match of text.value.matchAll(format.pattern)) {
			const token = match[1] ?? match[0];
			const start = match.index + match[0].length - token.length;
			const doubt = doubtOf(format, token, standing);
			if (doubt === 'none' || publicKeys.includes(token)) continue;
			if (found.length >= mostOfFile) return found;
			const end = start + token.length;
			found.push({
				kind: 'token',
				what: format.label,
				place: cut(text, start, end).place,
				shown: match[1] === undefined ? beginningOf(text, start, end) : cut(text, match.index, start).place,
				...(doubt === undefined ? {} : {doubt}),
			});
		}
	}
	return found;
}

/** Why a token may be none; `none` where it is none. */
function doubtOf({checksum, doubt}: TokenFormat, token: string, standing: RootText['standing']): string | undefined {
	if (isSample(token.slice(token.indexOf('_') + 1))) return 'none';
	// Made up ones have no right checksum.
	if (checksum !== undefined && !isWhole(token)) return 'none';
	if (standing === 'own') return doubt;
	// Packages hold made up tokens in their tests and manuals: without a checksum they can't be told from real ones.
	if (standing === 'sample') return 'its path is that of a test or an example';
	return checksum === undefined ? 'none' : 'it lies in a package';
}

/** Whether the last six characters are the checksum of those before them. */
function isWhole(token: string): boolean {
	const body = token.slice(token.indexOf('_') + 1);
	let sum = 0;
	for (const digit of body.slice(-6)) sum = sum * 62 + digits.indexOf(digit);
	return crc32(Buffer.from(body.slice(0, -6))) === sum;
}
