/** Where what is never closed opens: a parser notices at the end of the file, or a line later, and the slip is where it began. */

import type {CST} from 'yaml';
import type {Fault} from '../parsed.ts';

/** A quote, brace or bracket without its other half. */
type Opening = {readonly mark: string; readonly at: number};

const closes: Readonly<Record<string, string>> = {'{': '}', '[': ']'};

/** All of them, in the text's order. */
export function unclosedOf(tokens: readonly CST.Token[]): readonly Opening[] {
	return tokens.flatMap((token) => (token.type === 'document' ? [...openingsIn(token.value)] : [])).toSorted((a, b) => a.at - b.at);
}

function* openingsIn(token: CST.Token | null | undefined): Generator<Opening, void, void> {
	if (token?.type === 'single-quoted-scalar' || token?.type === 'double-quoted-scalar') {
		const mark = token.source.charAt(0);
		if (token.source.length < 2 || !token.source.endsWith(mark)) yield {mark, at: token.offset};
	}
	if (token?.type === 'flow-collection' && !token.end.some(({type}) => type === 'flow-map-end' || type === 'flow-seq-end'))
		yield {mark: token.start.source, at: token.start.offset};
	if (token?.type !== 'flow-collection' && token?.type !== 'block-map' && token?.type !== 'block-seq') return;
	for (const {key, value} of token.items) {
		yield* openingsIn(key);
		yield* openingsIn(value);
	}
}

/** The parser's faults, those of a missing end where the beginning is. */
export function atOpenings(faults: readonly Fault[], openings: readonly Opening[]): readonly Fault[] {
	const left = [...openings];
	return faults.map((fault) => {
		const [, missing] = /(?:missing closing (?=["']quote$)|end with a (?=[}\]]$))(.)/i.exec(fault.message) ?? [];
		// Faults come from the inside out.
		const index = missing === undefined ? -1 : left.findLastIndex(({mark, at}) => (closes[mark] ?? mark) === missing && at <= fault.range[0]);
		const [opening] = index < 0 ? [] : left.splice(index, 1);
		if (opening === undefined) return fault;
		return {message: `not YAML: the ${opening.mark} that opens here is not closed`, range: [opening.at, opening.at + 1]};
	});
}
