/** Character references of HTML and XML (`&amp;`, `&#8217;`), with the source range of each. */

/** The names that documents use; a rarer one stays as written. Origin: https://html.spec.whatwg.org/multipage/named-characters.html */
const names = (
	'amp & lt < gt > quot " apos \' nbsp \u00a0 iexcl ¡ cent ¢ pound £ curren ¤ yen ¥ brvbar ¦ sect § uml ¨ copy © ordf ª laquo « not ¬ shy \u00ad reg ® macr ¯ deg ° ' +
	'plusmn ± sup1 ¹ sup2 ² sup3 ³ acute ´ micro µ para ¶ middot · cedil ¸ ordm º raquo » frac14 ¼ frac12 ½ frac34 ¾ iquest ¿ Agrave À Aacute Á Acirc Â Atilde Ã ' +
	'Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö ' +
	'times × Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ' +
	'ecirc ê euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö divide ÷ oslash ø ugrave ù uacute ú ucirc û uuml ü ' +
	'yacute ý thorn þ yuml ÿ OElig Œ oelig œ Scaron Š scaron š fnof ƒ circ ˆ tilde ˜ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c zwj \u200d ndash – mdash — ' +
	'lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™ larr ← uarr ↑ rarr → ' +
	'darr ↓ harr ↔ lArr ⇐ rArr ⇒ minus − lowast ∗ radic √ infin ∞ cap ∩ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ check ✓ star ☆ colon : comma , period . lpar ( rpar ) lsqb [ ' +
	'rsqb ] lbrack [ rbrack ] lcub { rcub } lowbar _ num # dollar $ percnt % ast * plus + sol / bsol \\ semi ; equals = excl ! quest ? commat @ grave ` vert | verbar | ' +
	'hyphen ‐ dash ‐ nbsp \u00a0'
).split(' ');
const named = new Map(names.flatMap((name, index) => (index % 2 === 0 ? [[name, names[index + 1] ?? ''] as const] : [])));

/** The character reference that starts at an offset (of its `&`), or nothing. */
export function entityAt(source: string, at: number): {readonly text: string; readonly end: number} | undefined {
	const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,31}));/y;
	reference.lastIndex = at;
	const match = reference.exec(source);
	if (match === null) return undefined;
	const [whole, decimal, hexadecimal, name = ''] = match;
	const text = name === '' ? fromCode(decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)) : named.get(name);
	return text === undefined ? undefined : {text, end: at + whole.length};
}

/** Control characters and what is no character count as U+FFFD, as browsers show them. */
function fromCode(code: number): string {
	const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && (code >= 32 || code === 9 || code === 10 || code === 13);
	return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
