/** Saved AWS Marketplace product pages: told from other HTML, and bounded before a tree is built of them. */

import {Parser} from 'htmlparser2';

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

/** Far above any real page, whose elements are some ten thousand and lie some sixty deep; the parser's time grows with their product. */
const deepest = 2000;
const mostTags = 400_000;

/**
 * Why no tree should be built of a page: it has too many tags, or its elements lie too deep. Counted by the parser that would
 * build the tree, so the two cannot differ over where an element ends.
 */
export function pageFault(html: string): string | undefined {
	let depth = 0;
	let tags = 0;
	let fault: string | undefined;
	const parser = new Parser({
		onopentagname() {
			depth++;
			tags++;
			if (depth > deepest) fault = 'nests its elements too deep to be read';
			if (tags > mostTags) fault = `has more than ${mostTags} tags, too many to be read`;
			if (fault !== undefined) parser.pause();
		},
		onclosetag(_name, isImplied) {
			depth--;
			if (!isImplied) tags++;
		},
	});
	parser.end(html);
	return fault;
}
