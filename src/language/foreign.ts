/** Whether a text is in another language than English. The judges read English alone, and say so of the rest. */

import {eld} from 'eld/small';

/** Letters below which a text is too short to tell. */
const leastLetters = 60;
/** Units that are looked at. */
const most = 4000;

const names = new Intl.DisplayNames('en', {type: 'language'});

/** The English name of the language of these sentences, where it surely is another than English. */
export function foreignLanguageOf(sentences: readonly string[]): string | undefined {
	const text = sentences.join('\n').slice(0, most);
	// Scripts without spaces say more in fewer letters.
	const letters =
		[...text.matchAll(/\p{L}/gu)].length + 4 * [...text.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)].length;
	if (letters < leastLetters) return undefined;
	const found = eld.detect(text);
	if (found.language === '' || found.language === 'en' || !found.isReliable()) return undefined;
	return names.of(found.language) ?? found.language;
}
