/** Pieces of XML 1.0. Pure text. */

import {escapeUTF8} from 'entities/escape';

/** What XML 1.0 can't hold in any spelling, and halves of surrogate pairs. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text between tags. */
export function xmlText(text: string): string {
	return escapeUTF8(text.replace(forbidden, '\uFFFD'));
}

/** An element. Line breaks in attributes become spaces, as they would for any reader; attributes without a value are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | number | undefined>>, content: readonly string[] | string = []): string {
	const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${xmlText(String(value).replace(/\s+/g, ' '))}"`]));
	const inside = typeof content === 'string' ? content : content.length === 0 ? '' : `\n${content.join('\n')}\n`;
	return inside === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inside}</${name}>`;
}
