/** Which sentences of a text are in another language than English. The judges read English alone, and say so of the rest. */

/** Letters below which a text is too short to tell. */
const leastLetters = 60;
/** Units of a text that are looked at to tell its language. */
const most = 4000;

/** Words that English can't do without, and that are rare in other languages. */
const english = /\b(?:the|and|with|this|that|from|your|you|are|which|when|not|should|will|can|to|for|it|if|by|has|have)\b/giu;
/** Words that other languages can't do without, and that English texts rarely have. Where a language has letters of its own, those tell it too. */
const others =
	/(?<![\p{L}\p{N}_'’-])(?:und|der|das|nicht|ist|sie|eine|einen|mit|auf|von|zu|dem|oder|wird|le|les|des|est|une|dans|pour|que|qui|sur|vous|avec|pas|du|et|el|los|las|una|para|por|con|del|su|es|uma|com|dos|em|il|di|che|per|non|della|sono|gli|het|een|van|en|niet|voor|met|op|och|att|det|som|og|er|ikke|til|av|nie|się|jest|na|je|nebo|pro|jako|ja|ei|az|egy|hogy|nem|este|pentru|nu|din|ve|bir|ile|bu|yang|dan|untuk|dengan|dari|ang|ng|mga|sa|ya|kwa|wa)(?![\p{L}\p{N}_'’-])/giu;
/** The share of letters outside of ASCII above which a text may be in any language. */
const leastForeignLetters = 0.03;

const names = new Intl.DisplayNames('en', {type: 'language'});

/**
 * The English name of the language of each sentence of a text, where it surely is another than English. A sentence that is too short to
 * tell has the language of the whole.
 */
export async function foreignLanguages(sentences: readonly string[]): Promise<readonly (string | undefined)[]> {
	const whole = await foreignLanguageOf(sentences.join('\n').slice(0, most));
	const languages: (string | undefined)[] = [];
	for (const sentence of sentences) {
		const own = await foreignLanguageOf(sentence.slice(0, most));
		languages.push(own ?? (whole !== undefined && isSurelyEnglish(sentence) ? undefined : whole));
	}
	return languages;
}

async function foreignLanguageOf(text: string): Promise<string | undefined> {
	if (!mayBeForeign(text)) return undefined;
	// Two megabytes of letter groups, which most submissions do without.
	const {eld} = await import('eld/small');
	const found = eld.detect(text);
	if (found.language === '' || found.language === 'en' || !found.isReliable()) return undefined;
	return names.of(found.language) ?? found.language;
}

function mayBeForeign(text: string): boolean {
	const letters = count(text, /\p{L}/gu);
	// Scripts without spaces say more in fewer letters.
	const dense = count(text, /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
	if (letters + 4 * dense < leastLetters) return false;
	return letters - count(text, /[a-z]/giu) > letters * leastForeignLetters || count(text, others) > Math.max(1, count(text, english));
}

function isSurelyEnglish(text: string): boolean {
	return count(text, english) > Math.max(1, count(text, others));
}

function count(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}
