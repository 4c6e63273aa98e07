/** XML in one linear pass, as Word writes it: elements and text, no document type, no namespaces resolved. */

import {decodeXML} from 'entities/decode';

export type XmlToken = {
	readonly kind: 'open' | 'close' | 'empty';
	/** With its prefix, for example `w:p`. */
	readonly name: string;
	readonly attributes: string;
	/** Decoded text between this tag and the next. */
	readonly text: string;
};

/** The tags of an XML text, in order, each with the text that follows it. Comments and declarations give nothing. */
export function* xmlTokens(xml: string): Generator<XmlToken> {
	for (let at = xml.indexOf('<'); at >= 0; ) {
		const isComment = xml.startsWith('<!--', at);
		const closing = xml.indexOf(isComment ? '-->' : '>', at);
		if (closing < 0) return;
		const end = closing + (isComment ? 3 : 1);
		const next = xml.indexOf('<', end);
		const tag = isComment ? null : /^<(\/?)([\w:.-]+)([\s\S]*?)(\/?)>$/.exec(xml.slice(at, end));
		if (tag !== null) {
			const kind = tag[1] === '/' ? 'close' : tag[4] === '/' ? 'empty' : 'open';
			yield {kind, name: tag[2] ?? '', attributes: tag[3] ?? '', text: decodeXML(xml.slice(end, next < 0 ? undefined : next))};
		}
		at = next;
	}
}

/** An attribute's value by its name. */
export function attributeOf(attributes: string, name: string): string | undefined {
	// From a name's beginning only: a long one would be tried from each of its characters.
	for (const [, key, double, single] of attributes.matchAll(/(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
		if (key === name) return decodeXML(double ?? single ?? '');
	}
	return undefined;
}
