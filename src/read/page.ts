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

/** Labels of such pages. Each begins an element and is followed by its end or a colon, as in few sentences of a guide. */
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
].map((label) => new RegExp(`>\\s{0,99}${label}\\s{0,99}[:<]`, 'i'));

const fewestLabels = 3;

/** Whether an HTML text is a saved AWS Marketplace product page. */
export function isListingPage(html: string): boolean {
	if (!siteMarks.some((mark) => mark.test(html))) return false;
	return labels.filter((label) => label.test(html)).length >= fewestLabels;
}

/** Far above any real page, whose elements are some ten thousand and lie some sixty deep; a tree builder's time grows with their product. */
const deepest = 2000;
const mostElements = 400_000;

/** Elements that a new one of their kind ends, so that leaving them open does not nest. */
const impliedEnd = new Set(['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'option']);
const empty = new Set('area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(' '));
const verbatim = new Set(['script', 'style', 'textarea', 'title', 'xmp']);
/** Where `<path/>` is an element that ends at once, and where HTML begins again inside. */
const foreign = ['svg', 'math'];
const integration = ['mi', 'mo', 'mn', 'ms', 'mtext', 'annotation-xml', 'foreignobject', 'desc', 'title'];

/** Why no tree should be built of a page: it has too many elements, or they lie too deep. Never counts fewer levels than the tree would have. */
export function pageFault(html: string): string | undefined {
	const stack: string[] = [];
	const counts = new Map<string, number>();
	const count = (name: string, step: number) => counts.set(name, (counts.get(name) ?? 0) + step);
	const isIn = (names: readonly string[]) => names.some((name) => (counts.get(name) ?? 0) > 0);
	let elements = 0;
	for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
		const tag = tagAt(html, at, html.length);
		at = tag?.end ?? at + 1;
		if (tag === undefined || tag.kind === 'comment') continue;
		const {name} = tag;
		if (++elements > mostElements) return `has more than ${mostElements} tags, too many to be read`;
		if (tag.kind === 'close') {
			if (!isIn([name])) continue;
			for (let last = stack.pop(); last !== undefined; last = stack.pop()) {
				count(last, -1);
				if (last === name) break;
			}
			continue;
		}
		if (empty.has(name) || (impliedEnd.has(name) && stack.at(-1) === name)) continue;
		if (html[tag.end - 2] === '/' && isIn(foreign) && !isIn(integration)) continue;
		stack.push(name);
		count(name, 1);
		if (verbatim.has(name) && !isIn(foreign)) at = endTag(html, name, at);
		if (stack.length > deepest) return 'nests its elements too deep to be read';
	}
	return undefined;
}

/** Where the end tag begins of an element whose content holds no tags. */
function endTag(html: string, name: string, from: number): number {
	const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
	end.lastIndex = from;
	return end.exec(html)?.index ?? html.length;
}
