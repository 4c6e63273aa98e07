/** Whether an HTML text is a saved AWS Marketplace product page. */

/** Marks that such pages hold; any two of different lines tell. None is certain alone: a vendor's page may link to the Marketplace. */
const pageMarks: readonly RegExp[] = [
	/<(?:title|h1)\b[^>]{0,200}>[^<]{0,300}AWS Marketplace/i,
	/<link\b[^>]{0,300}href=["'][^"']{0,100}aws\.amazon\.com\/marketplace\/pp\//i,
	/<meta\b[^>]{0,300}content=["'][^"']{0,100}aws\.amazon\.com\/marketplace/i,
	/saved from url=\(\d+\)https?:\/\/aws\.amazon\.com\/marketplace\//i,
	/\bprodview-[a-z0-9]{10,}/,
	/\bdata-(?:testid|test-selector|awsui-[\w-]{1,60}|analytics)=["'][^"']{0,80}(?:product|seller|highlights|usage|pricing)/i,
	/\b(?:awsui|awsmp|marketplace-product)[-_]/i,
	/Continue to Subscribe|View purchase options|Add to procurement|Request (?:a )?private offer|Try for free/i,
	/\bSold by\b/i,
	/\bDelivery (?:method|option)s?\b/i,
	/\bProduct overview\b|\bUsage instructions\b/i,
	/\bVendor refund policy\b|\bRefund policy\b/i,
	/64-bit \((?:x86|Arm)\) Amazon Machine Image/i,
];

/** Marks that point at AWS Marketplace by name; without one of these no page counts. */
const named = 7;
const wanted = 3;

export function isListingPage(html: string): boolean {
	const found = pageMarks.map((mark) => mark.test(html));
	return found.slice(0, named).some(Boolean) && found.filter(Boolean).length >= wanted;
}
