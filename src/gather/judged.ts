/** What the submission's texts ask of buyers: every sentence of the listing, the templates and the documents, judged. */

import {append} from '../append.ts';
import type {Text} from '../contract.ts';
import type {Document} from '../evidence/document.ts';
import type {Judged} from '../evidence/judgement.ts';
import type {ListingField} from '../evidence/listing.ts';
import type {Sentence, TextKind} from '../evidence/sentence.ts';
import type {Template} from '../evidence/template.ts';
import type {Absent, Licensing} from '../evidence.ts';
import type {Judge} from '../judge/judge.ts';
import {foreignLanguages} from '../language/foreign.ts';
import type {FieldName} from '../limits.ts';
import {reasonOf} from '../reason.ts';
import {sentencesOfDocument, sentencesOfText} from './sentences.ts';
import {shownTextsOf} from './template/shown-texts.ts';
import {type UnreadParts, unreadOf} from './unread.ts';

/** Fields in which sellers write sentences, and what kind of text each is. */
const kinds: ReadonlyMap<FieldName, TextKind> = new Map<FieldName, TextKind>([
	['productTitle', 'title'],
	['shortDescription', 'short-description'],
	['longDescription', 'long-description'],
	['highlight', 'highlights'],
	['supportDescription', 'support'],
	['resourceText', 'support'],
	['dimensionName', 'short-description'],
	['dimensionDescription', 'short-description'],
	['versionTitle', 'title'],
	['releaseNotes', 'release-notes'],
	['deliveryOptionTitle', 'title'],
	['optionShortDescription', 'short-description'],
	['optionLongDescription', 'long-description'],
	['usageInstructions', 'usage-instructions'],
	['offerDescription', 'short-description'],
]);

/** A text to judge, its sentences, and what of it is more than is looked at. */
type Passage = {readonly text: Text; readonly sentences: readonly Sentence[]; readonly unread: UnreadParts};

/** Judges every text of the submission; each text that stands in several places alike is judged in each. A judge that breaks takes no other evidence along. */
export async function gatherJudged(
	open: (() => Judge) | undefined,
	{
		listingFields,
		documents,
		templates,
	}: {readonly listingFields: readonly ListingField[]; readonly documents: readonly Document[]; readonly templates: readonly Template[]},
	licensing: Licensing | undefined,
): Promise<Judged | Absent> {
	if (open === undefined) return {absent: 'the texts were not judged'};
	const fields = listingFields.map(({name, text}) => [text, kinds.get(name)] as const);
	const passages = [
		...(await passagesOf(fields)),
		...documents.map(passageOfDocument),
		...(await passagesOf(templates.flatMap(shownTextsOf).map((text) => [text, 'template'] as const))),
	];
	if (passages.length === 0) return {absent: 'no listing text, document or template description'};
	try {
		return await judgedPassages(open(), passages, licensing);
	} catch (error) {
		return {absent: 'the texts could not be judged; see the problems', fault: reasonOf(error)};
	}
}

async function judgedPassages(judge: Judge, passages: readonly Passage[], licensing: Licensing | undefined): Promise<Judged> {
	const foreign: Judged['foreign'][number][] = [];
	const sentences: Sentence[] = [];
	for (const {text, sentences: own} of passages) {
		// Code is in no language.
		const languages = await foreignLanguages(own.map((sentence) => (sentence.apart === 'code' ? '' : sentence.text.value)));
		append(
			sentences,
			own.filter((_, index) => languages[index] === undefined),
		);
		for (const language of new Set(languages)) {
			if (language === undefined) continue;
			const isWhole = languages.every((other) => other === language);
			foreign.push({text: isWhole ? text : (own[languages.indexOf(language)]?.text ?? text), language});
		}
	}
	return {...(await judge.judge(sentences, licensing)), foreign, sentences, ...unreadOf(...passages.map(({unread}) => unread))};
}

/** Judges one text that comes alone. */
export async function judgedText(judge: Judge, text: Text, kind: TextKind, licensing: Licensing | undefined): Promise<Judged> {
	return judgedPassages(judge, await passagesOf([[text, kind]]), licensing);
}

async function passagesOf(texts: readonly (readonly [Text | undefined, TextKind | undefined])[]): Promise<readonly Passage[]> {
	const passages: Passage[] = [];
	for (const [text, kind] of texts)
		if (kind !== undefined && text !== undefined && text.value.trim() !== '') {
			const unread: UnreadParts = new Map();
			passages.push({text, sentences: await sentencesOfText(text, kind, unread), unread});
		}
	return passages;
}

function passageOfDocument(document: Document): Passage {
	const [first] = document.blocks;
	return {text: first ?? {value: '', place: {file: document.file}}, sentences: sentencesOfDocument(document), unread: new Map()};
}
