/** XML with exact places, as configuration files use it: elements, their text and their tags. Entities that are declared in the file are not known. */

import {decodeXML} from 'entities/decode';
import {tokenizerOf} from './tokenizer.ts';

/** An element. Names are without a prefix. */
export type XmlElement = {
	readonly name: string;
	readonly parent: XmlElement | undefined;
	/** The start tag with its attributes, in the file's text. */
	readonly tag: readonly [start: number, end: number];
	/** What stands between its tags, without white space around it; nothing for an element that holds others. */
	text: {readonly value: string; readonly range: readonly [start: number, end: number]} | undefined;
};

/** The elements of an XML text, in the order of their start tags. Never throws: what is not closed has no text. */
export function xmlElements(xml: string): readonly XmlElement[] {
	const elements: XmlElement[] = [];
	const open: XmlElement[] = [];
	const inner = new Set<XmlElement>();
	let [name, start] = ['', 0];
	const begin = (end: number): XmlElement => {
		const parent = open.at(-1);
		if (parent !== undefined) inner.add(parent);
		const element: XmlElement = {name: name.slice(name.indexOf(':') + 1), parent, tag: [start, end + 1], text: undefined};
		elements.push(element);
		return element;
	};
	const tokenizer = tokenizerOf(
		{
			onopentagname(from, to) {
				[name, start] = [xml.slice(from, to), from - 1];
			},
			onopentagend: (end) => void open.push(begin(end)),
			onselfclosingtag: (end) => void begin(end),
			onclosetag(from, to) {
				const closed = xml.slice(from, to);
				const element = open.at(-1);
				if (element === undefined || element.name !== closed.slice(closed.indexOf(':') + 1)) return;
				open.pop();
				if (!inner.has(element)) element.text = textBetween(xml, element.tag[1], from - 2);
			},
		},
		{xmlMode: true},
	);
	tokenizer.write(xml);
	tokenizer.end();
	return elements;
}

/** Without comments and white space around it; a CDATA section as it is. */
function textBetween(xml: string, from: number, to: number): XmlElement['text'] {
	const between = xml.slice(from, to);
	const [, cdata] = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(between) ?? [];
	const value = cdata ?? between.replace(/<!--[\s\S]*?-->/g, '').trim();
	const start = from + Math.max(0, between.indexOf(value));
	return {value: cdata ?? decodeXML(value), range: [start, start + value.length]};
}

/** The nearest element around this one with the name, at most a few levels up. */
export function around(element: XmlElement, name: string): XmlElement | undefined {
	let at = element.parent;
	for (let level = 0; at !== undefined && level < 8; level++, at = at.parent) if (at.name.toLowerCase() === name) return at;
	return undefined;
}
