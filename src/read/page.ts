/** Saved AWS Marketplace product pages: told from other HTML, and bounded before a tree is built of them. */

import {tagAt} from './documents/html-tags.ts';

/** Marks of the site itself. A seller's own guide may link to the product page, so a link or a product id is none. */
const siteMarks: readonly RegExp[] = [
	/<title\b[^>]{0,200}>\s{0,99}AWS Marketplace\s{0,9}[:|–—-]/i,
	/<title\b[^>]{0,200}>[^<]{1,300}[:|–—-]\s{0,9}AWS Marketplace\s{0,99}</i,
	/<link\b[^>]{0,300}\bhref=["']?https?:\/\/aws\.amazon\.com\/marketplace\/pp\//i,
	/<meta\b[^>]{0,300}\bcontent=["']?(?:https?:\/\/aws\.amazon\.com\/marketplace\/pp\/|AWS Marketplace\b)/i,
	/saved from url=\(\d{1,9}\)https?:\/\/aws\.amazon\.com\/marketplace\/pp\//i,
];

/** Labels of such pages. Each stands alone in an element, as no sentence of a guide does. */
const labels = [
	'Sold by',
	'Overview',
	'Product overview',
	'Highlights',
	'Delivery (?:method|option)s?',
	'Fulfillment (?:method|option)s?',
	'Pricing(?: information)?',
	'Usage (?:instructions|information)',
	'(?:Vendor )?refund policy',
	'Support(?: information)?',
	'Version release notes',
	'Continue to subscribe',
	'View purchase options',
].map((label) => new RegExp(`>\\s{0,99}${label}\\s{0,9}:?\\s{0,99}<`, 'i'));

const fewestLabels = 3;

/** Whether an HTML text is a saved AWS Marketplace product page. */
export function isListingPage(html: string): boolean {
	if (!siteMarks.some((mark) => mark.test(html))) return false;
	return labels.filter((label) => label.test(html)).length >= fewestLabels;
}

/** Far above any real page (React pages lie some 60 deep); a tree builder's time grows with their product. */
const deepest = 500;
const mostReopened = 300_000;

/** Elements that a new one of their kind ends, so that leaving them open does not nest. */
const impliedEnd = new Set(['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'option', 'optgroup', 'colgroup', 'html', 'head', 'body']);
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Elements that a browser opens again in every block until they are closed. */
const formatting = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
const verbatim = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'template', 'xmp']);

/** Why no tree should be built of a page: its elements lie too deep, or are left open so that a tree would be far larger than the text. */
export function pageFault(html: string): string | undefined {
	let depth = 0;
	let open = 0;
	let reopened = 0;
	for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
		const tag = tagAt(html, at, html.length);
		at = tag?.end ?? at + 1;
		if (tag === undefined || tag.kind === 'comment' || empty.has(tag.name)) continue;
		const step = tag.kind === 'open' ? 1 : -1;
		if (formatting.has(tag.name)) open = Math.max(0, open + step);
		else if (!impliedEnd.has(tag.name)) depth = Math.max(0, depth + step);
		if (step > 0) reopened += open;
		if (step > 0 && verbatim.has(tag.name)) {
			const end = closing(html, tag.name, at);
			at = end;
			depth = Math.max(0, depth - 1);
		}
		if (depth > deepest) return `its elements are nested deeper than ${deepest} levels`;
		if (reopened > mostReopened) return 'too many of its formatting elements are left open';
	}
	return undefined;
}

/** Where an element ends whose content holds no tags; past the end tag, so that it is not counted. */
function closing(html: string, name: string, from: number): number {
	const end = new RegExp(`</${name}[^>]*>`, 'gi');
	end.lastIndex = from;
	return end.exec(html) === null ? html.length : end.lastIndex;
}
