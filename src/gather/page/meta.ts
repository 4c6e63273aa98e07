/** What the head of a page says: its title, `og:` and description properties, and schema.org data. */

import type {Place, Run, Text} from '../../contract.ts';
import {parseJson} from '../../read/json.ts';
import {get, itemsOf, type SourceNode, stringOf, textOf} from '../../tree.ts';
import {attributeText, type Line, type PageNode, rangeOf, stretch} from './lines.ts';

/** The texts that a head may hold; any may be missing. */
export type Meta = {readonly title?: Text; readonly description?: Text; readonly seller?: Text};

/** Reads the head. Schema.org data come first: they name the product alone. */
export function metaOf(
	nodes: {readonly metas: readonly PageNode[]; readonly scripts: readonly PageNode[]; readonly title: readonly Line[]},
	source: {readonly html: string; readonly file: string},
): Meta {
	const product = nodes.scripts.flatMap((script) => productOf(script, source) ?? [])[0];
	const property = (...names: readonly string[]) => {
		const found = nodes.metas.find(({attribs = {}}) => names.includes(attribs['property'] ?? attribs['name'] ?? ''));
		return found === undefined ? undefined : attributeText(source, found, 'content');
	};
	const title = product?.title ?? bare(source.html, property('og:title', 'twitter:title')) ?? bare(source.html, nodes.title[0]?.text);
	const description = product?.description ?? property('og:description', 'description');
	return {
		...(title === undefined ? {} : {title}),
		...(description === undefined ? {} : {description}),
		...(product?.seller === undefined ? {} : {seller: product.seller}),
	};
}

/** A page title without the site's name. */
function bare(html: string, text: Text | undefined): Text | undefined {
	if (text === undefined) return undefined;
	const before = /^AWS Marketplace\s*[:|–—-]\s*/i.exec(text.value)?.[0].length ?? 0;
	const after = /\s*[:|–—-]\s*AWS Marketplace\s*$/i.exec(text.value.slice(-60))?.[0].length ?? 0;
	return stretch(html, text, before, text.value.length - after);
}

/** The product of a schema.org script, its texts mapped to the page. */
function productOf(script: PageNode, {html, file}: {readonly html: string; readonly file: string}): Meta | undefined {
	const [content] = script.children ?? [];
	if (content === undefined) return undefined;
	const [start, end] = rangeOf(content);
	const {root} = parseJson(html.slice(start, end));
	const candidates = [root, ...itemsOf(root), ...itemsOf(get(root, '@graph'))];
	const product = candidates.find((node) => /^(?:Product|SoftwareApplication)$/.test(stringOf(get(node, '@type')) ?? ''));
	if (product === undefined) return undefined;
	const read = (node: SourceNode | undefined) => shifted(textOf(file, node), start);
	const [title, description] = [read(get(product, 'name')), read(get(product, 'description'))];
	const seller = ['seller', 'brand', 'manufacturer', 'publisher'].flatMap((key) => read(get(product, key, 'name')) ?? read(get(product, key)) ?? [])[0];
	return {...(title === undefined ? {} : {title}), ...(description === undefined ? {} : {description}), ...(seller === undefined ? {} : {seller})};
}

/** A text of the script as a text of the page; its JSON pointer would point nowhere in HTML. */
function shifted(text: Text | undefined, by: number): Text | undefined {
	if (text === undefined || text.value.trim() === '') return undefined;
	const [start, end] = text.place.range ?? [0, 0];
	const place: Place = {file: text.place.file, range: [start + by, end + by]};
	return {value: text.value, place, ...(text.runs === undefined ? {} : {runs: text.runs.map(([at, from, to]): Run => [at, from + by, to + by])})};
}
