/** The tags of HTML, one at a time, each found in time linear in its length. */

/** A tag, or what a browser treats as a comment. */
export type Tag = {
	readonly kind: 'open' | 'close' | 'comment';
	/** Lower case; empty for a comment. */
	readonly name: string;
	readonly start: number;
	/** After the `>`. */
	readonly end: number;
	/** Source range of an `alt` attribute's value. */
	readonly alt?: readonly [start: number, end: number];
};

/** The tag or comment that starts with the `<` at an offset; nothing where the `<` is only a character. */
export function tagAt(source: string, at: number, end: number): Tag | undefined {
	if (source.startsWith('<!--', at)) return comment(source, at, '-->', at + 2, end);
	if (source[at + 1] === '!' || source[at + 1] === '?') return comment(source, at, '>', at + 1, end);
	const head = /<(\/?)([a-zA-Z][^\s/>]{0,40})/y;
	head.lastIndex = at;
	const match = head.exec(source);
	if (match === null) return undefined;
	const name = (match[2] ?? '').toLowerCase();
	const attributes = attributesAt(source, head.lastIndex, end);
	return {kind: match[1] === '/' ? 'close' : 'open', name, start: at, ...attributes};
}

function comment(source: string, start: number, closing: string, from: number, most: number): Tag {
	const found = source.indexOf(closing, from);
	return {kind: 'comment', name: '', start, end: found < 0 ? most : Math.min(found + closing.length, most)};
}

/** Goes over attributes to the `>`; quoted values may hold one. */
function attributesAt(source: string, from: number, most: number): {readonly end: number; readonly alt?: readonly [number, number]} {
	const attribute = /[\s/]*(?:([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*)))?|(>)|=)/y;
	let alt: readonly [number, number] | undefined;
	for (let at = from; at < most; ) {
		attribute.lastIndex = at;
		const match = attribute.exec(source);
		if (match === null) break;
		at = attribute.lastIndex;
		const [, name, double, single, , closing] = match;
		if (closing !== undefined) return {end: Math.min(at, most), ...(alt === undefined ? {} : {alt})};
		const value = double ?? single;
		if (name?.toLowerCase() === 'alt' && value !== undefined && at <= most) alt = [at - 1 - value.length, at - 1];
	}
	return {end: most};
}
