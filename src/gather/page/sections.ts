/** Which part of a listing the lines of a page belong to, by the words of the headings and labels before them. */

import type {Text} from '../../contract.ts';
import {type Line, stretch} from './lines.ts';

/** A part of a listing. `other` is text that is none of the listing's own. */
export type Part =
	| 'intro'
	| 'overview'
	| 'highlights'
	| 'seller'
	| 'categories'
	| 'delivery'
	| 'version'
	| 'notes'
	| 'usage'
	| 'pricing'
	| 'refund'
	| 'support'
	| 'resources'
	| 'other';

/** Lines under one heading or label. */
export type Section = {readonly part: Part; readonly lines: readonly Line[]};

/** Labels as the older and the newer pages have them, in lower case. A label before another only groups what follows. */
const labels: Readonly<Record<Part, readonly string[]>> = {
	intro: [],
	overview: ['overview', 'product overview', 'product description', 'description', 'about this product'],
	highlights: ['highlights', 'product highlights'],
	seller: ['sold by', 'seller', 'vendor', 'by'],
	categories: ['categories', 'category', 'product categories'],
	delivery: [
		'delivery method',
		'delivery methods',
		'delivery option',
		'delivery options',
		'delivery details',
		'fulfillment option',
		'fulfillment options',
		'fulfillment method',
		'fulfillment methods',
	],
	version: ['latest version', 'version', 'software version', 'version title'],
	notes: ['version release notes', 'release notes'],
	usage: ['usage instructions', 'product usage instructions'],
	pricing: ['pricing', 'pricing information', 'pricing details', 'product pricing'],
	refund: ['vendor refund policy', 'refund policy'],
	support: ['support', 'support information', 'vendor support', 'support details', 'product support'],
	resources: ['resources', 'vendor resources', 'additional resources'],
	other: [
		'details',
		'product details',
		'additional details',
		'usage',
		'usage information',
		'operating system',
		'operating systems',
		'aws infrastructure support',
		'aws infrastructure',
		'aws support',
		'legal',
		'vendor terms and conditions',
		'end user license agreement',
		'content disclaimer',
		'customer reviews',
		'ratings and reviews',
		'reviews',
		'similar products',
		'related products',
		'product comparison',
		'features and programs',
		'buyer guide',
		'typical total price',
		'how can we make this page better?',
	],
};

const partOf = new Map(Object.entries(labels).flatMap(([part, names]) => names.map((name) => [name, part as Part] as const)));

/** Links and controls in the midst of a text. */
const controls = new Set([
	'show more',
	'show less',
	'read more',
	'show other versions',
	'info',
	'learn more',
	'deployed on aws',
	'free trial',
	'view all',
	'copy',
	'close',
	'new',
]);

/** Names of delivery options that a page gives to what follows. */
export const deliveryName = /\b(?:Amazon Machine Image|CloudFormation|AMI)\b/;

/** A label without a heading's level counts as one of this level: what stands below a heading of the same or a higher one is not its text. */
const labelLevel = 4;

const longestName = 120;

/** Parts whose value ends with the line that it shares with its label. */
const oneLine = new Set<Part>(['seller', 'categories', 'version', 'delivery']);

/** Cuts a page's lines into sections, in the page's order. */
export function sectionsOf(html: string, lines: readonly Line[]): readonly Section[] {
	const sections: {part: Part; readonly lines: Line[]; readonly level: number; readonly headed: boolean}[] = [
		{part: 'other', lines: [], level: 9, headed: false},
	];
	const start = (part: Part, level: number, headed: boolean, first: readonly Line[] = []) => sections.push({part, lines: [...first], level, headed});
	for (const line of lines) {
		const value = line.text.value.trim();
		const current = sections.at(-1);
		const label = current !== undefined && isInProse(current, line) ? undefined : labelOf(html, line);
		if (label !== undefined) {
			start(label.part, line.level ?? labelLevel, line.level !== undefined || line.landmark, label.rest === undefined ? [] : [{...line, text: label.rest}]);
			// `Sold by: Larkspur` says it all: the text that it stands in goes on behind it.
			if (label.rest !== undefined && oneLine.has(label.part) && current !== undefined) start(current.part, current.level, current.headed);
		} else if (line.landmark || controls.has(value.toLowerCase())) continue;
		else if (line.level === 1) start('intro', 1, true);
		else if (line.level !== undefined && value.length <= longestName && deliveryName.test(value)) start('delivery', line.level, true, [line]);
		else if (line.level !== undefined && current !== undefined && line.level <= current.level) start('other', line.level, true);
		else current?.lines.push(line);
	}
	return sections;
}

/** Parts that a seller writes freely: a line of them may be a word that is a label elsewhere ("Pricing"). */
const prose = new Set<Part>(['overview', 'notes', 'usage', 'support']);

/** Under a true heading, only another heading or a table's label ends the seller's own text. */
function isInProse({part, headed}: {readonly part: Part; readonly headed: boolean}, {level, term, landmark}: Line): boolean {
	return headed && prose.has(part) && level === undefined && !term && !landmark;
}

/** The part that a line names; with the value behind it where the label and its value share the line (`Sold by: Larkspur`). */
function labelOf(html: string, {text, linkOnly, item}: Line): {readonly part: Part; readonly rest?: Text} | undefined {
	const {value} = text;
	const whole = partOf.get(
		value
			.trim()
			.replace(/\s{0,20}:$/, '')
			.toLowerCase(),
	);
	if (whole !== undefined) return linkOnly || item ? undefined : {part: whole};
	const colon = value.indexOf(':');
	const name = colon > 0 && colon < 40 ? value.slice(0, colon).trim().toLowerCase() : '';
	const behind = partOf.get(name);
	const soldBy = /^Sold by\s?(?=\S)/i.exec(value);
	const [part, from] = behind !== undefined ? [behind, colon + 1] : soldBy === null ? [] : (['seller', soldBy[0].length] as const);
	// In prose "Support: write to …" may be a line of its own; only short values are values of a label.
	if (part === undefined || from === undefined || item || value.length > longestName) return undefined;
	const rest = stretch(html, text, from, value.length);
	return rest === undefined ? {part} : {part, rest};
}
