/** What a DOCX's paragraph styles say about the role of a paragraph. */

import type {BlockRole} from '../../evidence/document.ts';
import {attributeOf, xmlTokens} from './xml.ts';

type Role = readonly [role: BlockRole, level?: number];

/** Answers a function from style id to role. Styles are judged by their built-in English names, which Word keeps in every language. */
export function stylesOf(stylesXml: string): (styleId: string) => Role | undefined {
	const roles = new Map<string, Role | undefined>();
	const basedOn = new Map<string, string>();
	let id = '';
	for (const {kind, name, attributes} of xmlTokens(stylesXml)) {
		if (kind === 'close') continue;
		const value = attributeOf(attributes, 'w:val') ?? '';
		if (name === 'w:style') id = attributeOf(attributes, 'w:styleId') ?? '';
		else if (name === 'w:name') roles.set(id, roleOfName(value));
		else if (name === 'w:basedOn') basedOn.set(id, value);
		else if (name === 'w:outlineLvl' && roles.get(id) === undefined && Number(value) < 9) roles.set(id, ['heading', 1 + (Number(value) || 0)]);
	}
	return (styleId) => {
		let current: string | undefined = styleId;
		// A style may be based on another; hostile ones on each other.
		for (let steps = 0; current !== undefined && steps < 20; steps++) {
			const role: Role | undefined = roles.get(current) ?? (roles.has(current) ? undefined : roleOfName(current));
			if (role !== undefined) return role;
			current = basedOn.get(current);
		}
		return undefined;
	};
}

function roleOfName(name: string): Role | undefined {
	const heading = /^heading ?(\d)$/i.exec(name);
	if (heading !== null) return ['heading', Number(heading[1])];
	if (/^(?:sub)?title$/i.test(name)) return ['title'];
	if (/^caption$/i.test(name)) return ['caption'];
	if (/quote/i.test(name)) return ['quotation'];
	if (/\bcode\b|source ?code|preformatted|plain text/i.test(name)) return ['code'];
	const list = /^list(?: ?(?:bullet|number|paragraph))? ?(\d)?$/i.exec(name);
	return list === null ? undefined : ['list-item', Number(list[1] ?? 1)];
}
