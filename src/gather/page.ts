/** Listing evidence from a saved AWS Marketplace product page, read by its headings and labels. */

import type {Artifact} from '../artifact.ts';
import type {Place, Text} from '../contract.ts';
import type {DeliveryOption, Listing, ListingField, Offer, Version} from '../evidence/listing.ts';
import type {FieldName} from '../limits.ts';
import {emptyListing} from './listing/blank.ts';
import {given} from './listing/reader.ts';
import {joined, type Line, linesOf, type PageNode, stretch} from './page/lines.ts';
import {type Meta, metaOf} from './page/meta.ts';
import {deliveryName, type Part, type Section, sectionsOf} from './page/sections.ts';

/** An artifact that is a saved page. */
export type PageArtifact = Extract<Artifact, {readonly form: 'page'}>;

/** What a page says. A section that the page lacks leaves its field out. */
export type PageEvidence = {readonly listing: Listing; readonly fields: readonly ListingField[]; readonly offer?: Offer};

/** Gathers a page. One whose tree would be too big to build gives an empty listing; the reader has named it as a problem. */
export async function gatherPage({file, html}: PageArtifact): Promise<PageEvidence> {
	const empty = emptyListing('page', file, {file, range: [0, 0]});
	// Loaded late: few submissions hold a saved page.
	const [{pageFault}, {load}] = await Promise.all([import('../read/page.ts'), import('cheerio/slim')]);
	if (pageFault(html) !== undefined) return {listing: empty, fields: []};
	// The slim build keeps the tags as written. The full one repairs the tree as a browser does, which a hostile page can make grow beyond measure.
	const $ = load(html, {xml: {xmlMode: false, withStartIndices: true, withEndIndices: true}});
	// Cheerio's nodes hold more than is read here; every field read is checked where it may be missing. Its selectors are left alone:
	// they compare all nodes of the top level with each other.
	const root = $.root()[0] as unknown as PageNode;
	const source = {html, file};
	const head = headOf(root);
	const title = head.titles.flatMap((node) => linesOf({...node, name: 'p'}, html, file));
	const meta = metaOf({metas: head.metas, scripts: head.scripts, title}, source);
	const lines = linesOf(root, html, file);
	return evidenceOf(source, lines, meta, empty);
}

/** The nodes that describe the page itself, wherever they stand. */
function headOf(root: PageNode): {readonly metas: readonly PageNode[]; readonly scripts: readonly PageNode[]; readonly titles: readonly PageNode[]} {
	const all: PageNode[] = [root];
	// Appending while the loop runs visits every node without recursion.
	for (const {children = []} of all) for (const child of children) all.push(child);
	const named = (name: string) => all.filter((node) => node.name === name);
	return {
		metas: named('meta'),
		scripts: named('script').filter(({attribs}) => attribs?.['type'] === 'application/ld+json'),
		titles: named('title').slice(0, 1),
	};
}

type Source = {readonly html: string; readonly file: string};

function evidenceOf({html, file}: Source, lines: readonly Line[], meta: Meta, empty: Listing): PageEvidence {
	const sections = sectionsOf(html, lines);
	const all = (part: Part) => sections.filter((section) => section.part === part && section.lines.length > 0);
	const text = (part: Part) => joined(html, all(part)[0]?.lines ?? []);
	const heading = lines.find(({level, text: {value}}) => level === 1 && !/^AWS Marketplace$/i.test(value.trim()));
	const listing: Listing = {
		...empty,
		place: heading?.text.place ?? lines[0]?.text.place ?? empty.place,
		...given({
			title: heading?.text ?? meta.title,
			shortDescription: introOf(all('intro')) ?? meta.description,
			longDescription: text('overview'),
			seller: all('seller')[0]?.lines[0]?.text ?? meta.seller,
			supportDescription: text('support'),
			pricingText: text('pricing'),
		}),
		highlights: (all('highlights')[0]?.lines ?? []).map((line) => line.text),
		categories: (all('categories')[0]?.lines ?? []).flatMap((line) => partsOf(html, line.text)),
		resources: (all('resources')[0]?.lines ?? []).flatMap((line) => (line.url === undefined ? [] : [{place: line.text.place, text: line.text, url: line.url}])),
		deliveryMethodTexts: methodsOf(all('delivery')),
		versions: versionsOf(html, sections),
	};
	const refundPolicy = text('refund');
	const offer: Offer | undefined =
		refundPolicy === undefined ? undefined : {form: 'page', file, place: refundPolicy.place, terms: [], legalDocuments: [], refundPolicy, creates: false};
	return {listing, fields: fieldsOf(listing, offer), ...(offer === undefined ? {} : {offer})};
}

/** The short description stands below the title, among links, ratings and badges: it is the first line that is a sentence. */
function introOf(sections: readonly Section[]): Text | undefined {
	return sections.flatMap(({lines}) => lines).find(({text: {value}, linkOnly}) => !linkOnly && value.length >= 30 && value.split(' ').length >= 4)?.text;
}

/** The entries of a line that separates them by commas or bars. No category name of AWS holds either. */
function partsOf(html: string, text: Text): readonly Text[] {
	return [...text.value.matchAll(/[^,|]+/g)].flatMap(({0: {length}, index}) => stretch(html, text, index, index + length) ?? []);
}

const longestName = 120;
const isName = (value: string) => value.length <= longestName && !/[.!?]$/.test(value) && deliveryName.test(value);

/** The delivery methods that the page names, each once. What else stands there explains them. */
function methodsOf(sections: readonly Section[]): readonly Text[] {
	const names = sections.flatMap(({lines}) => lines.flatMap(({text}) => (isName(text.value) ? [text] : [])));
	return [...new Map(names.toReversed().map((text) => [text.value, text])).values()].toReversed();
}

/** The version that the page shows: one option for each text of usage instructions, or else for each kind of delivery method. */
function versionsOf(html: string, sections: readonly Section[]): readonly Version[] {
	const options: DeliveryOption[] = [];
	let name: Text | undefined;
	for (const {part, lines} of sections) {
		if (part === 'delivery') name = lines.find(({text}) => isName(text.value))?.text ?? name;
		const usageInstructions = part === 'usage' ? joined(html, lines) : undefined;
		if (usageInstructions !== undefined) options.push(optionOf(name, {usageInstructions}, usageInstructions.place));
	}
	for (const method of methodsOf(sections.filter(({part}) => part === 'delivery'))) {
		const option = optionOf(method, {}, method.place);
		if (!options.some(({kind}) => kind === option.kind)) options.push(option);
	}
	const of = (part: Part) => sections.find((section) => section.part === part && section.lines.length > 0)?.lines;
	const title = of('version')?.[0]?.text;
	const releaseNotes = joined(html, of('notes') ?? []);
	const place = title?.place ?? options[0]?.place ?? releaseNotes?.place;
	return place === undefined ? [] : [{place, state: 'listed', ...given({title, releaseNotes}), options}];
}

function optionOf(title: Text | undefined, fields: {readonly usageInstructions?: Text}, place: Place): DeliveryOption {
	const kind = /CloudFormation/i.test(title?.value ?? '') ? 'template' : 'standalone';
	return {kind, place, ...given({title}), ...fields, templateSources: [], securityGroups: []};
}

/** The page's fields, flat, named as the page labels them. */
function fieldsOf(listing: Listing, offer: Offer | undefined): readonly ListingField[] {
	const field = (name: FieldName, label: string, text: Text | undefined): readonly ListingField[] =>
		text === undefined ? [] : [{name, label, form: 'page', text, place: text.place}];
	const list = (name: FieldName, label: string, items: readonly {readonly place: Place}[]): readonly ListingField[] => {
		const [first] = items;
		return first === undefined
			? []
			: [{name, label, form: 'page', list: {place: first.place, count: items.length, items: items.map(({place}) => place)}, place: first.place}];
	};
	const {highlights, categories, resources, versions} = listing;
	return [
		...field('productTitle', 'Product title', listing.title),
		...field('shortDescription', 'Short description', listing.shortDescription),
		...field('longDescription', 'Overview', listing.longDescription),
		...list('highlights', 'Highlights', highlights),
		...highlights.flatMap((text, index) => field('highlight', `Highlight ${index + 1}`, text)),
		...list('categories', 'Categories', categories),
		...categories.flatMap((text) => field('category', 'Categories', text)),
		...field('supportDescription', 'Support', listing.supportDescription),
		...resources.flatMap(({text, url}) => [...field('resourceText', 'Resources', text), ...field('resourceUrl', 'Resources', url)]),
		...versions.flatMap(({title, releaseNotes, options}) => [
			...field('versionTitle', 'Version', title),
			...field('releaseNotes', 'Version release notes', releaseNotes),
			...options.flatMap(({usageInstructions}) => field('usageInstructions', 'Usage instructions', usageInstructions)),
		]),
		...field('refundPolicy', 'Refund policy', offer?.refundPolicy),
	];
}
