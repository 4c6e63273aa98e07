/** Whether a text is in another language than English. The judges read English alone, and say so of the rest. */

/** Letters below which a text is too short to tell. */
const leastLetters = 60;
/** Units that are looked at. */
const most = 4000;

/** Words that English can't do without, and no other language has so many of. */
const english = /\b(?:the|of|and|to|is|are|in|with|for|that|this|from|your|you|it|be|or|by|when|each|all)\b/giu;
/** The share of such words above which a text is English for sure. Running text has more than twice as many. */
const sureShare = 0.15;

const names = new Intl.DisplayNames('en', {type: 'language'});

/** The English name of the language of these sentences, where it surely is another than English. */
export async function foreignLanguageOf(sentences: readonly string[]): Promise<string | undefined> {
	const text = sentences.join('\n').slice(0, most);
	// Scripts without spaces say more in fewer letters.
	const letters =
		[...text.matchAll(/\p{L}/gu)].length + 4 * [...text.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)].length;
	if (letters < leastLetters || isSurelyEnglish(text)) return undefined;
	// Two megabytes of letter groups, which most submissions do without.
	const {eld} = await import('eld/small');
	const found = eld.detect(text);
	if (found.language === '' || found.language === 'en' || !found.isReliable()) return undefined;
	return names.of(found.language) ?? found.language;
}

function isSurelyEnglish(text: string): boolean {
	const words = text.match(/\p{L}+/gu)?.length ?? 0;
	return (text.match(english)?.length ?? 0) > words * sureShare;
}
