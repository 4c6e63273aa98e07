/** XML with exact places, as configuration files use it: elements, their text and their tags. Entities that are declared in the file are not known. */

import {decodeXML} from 'entities/decode';
import {Parser} from 'htmlparser2';

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
	const parser = new Parser(
		{
			onopentag(name) {
				const parent = open.at(-1);
				if (parent !== undefined) inner.add(parent);
				const element: XmlElement = {name: name.slice(name.indexOf(':') + 1), parent, tag: [parser.startIndex, parser.endIndex + 1], text: undefined};
				elements.push(element);
				open.push(element);
			},
			onclosetag(_name, isImplied) {
				const element = open.pop();
				if (element === undefined || inner.has(element) || isImplied) return;
				const between = xml.slice(element.tag[1], parser.startIndex);
				const [, cdata] = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/.exec(between) ?? [];
				const value = cdata ?? between.replace(/<!--[\s\S]*?-->/g, '').trim();
				const start = element.tag[1] + Math.max(0, between.indexOf(value));
				element.text = {value: cdata ?? decodeXML(value), range: [start, start + value.length]};
			},
		},
		{xmlMode: true, decodeEntities: false},
	);
	parser.end(xml);
	return elements;
}

/** The nearest element around this one with the name, at most a few levels up. */
export function around(element: XmlElement, name: string): XmlElement | undefined {
	let at = element.parent;
	for (let level = 0; at !== undefined && level < 8; level++, at = at.parent) if (at.name.toLowerCase() === name) return at;
	return undefined;
}
