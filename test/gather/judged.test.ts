import test from 'ava';
import type {Document} from '../../src/evidence/document.ts';
import {isAbsent} from '../../src/evidence.ts';
import {gatherJudged} from '../../src/gather/judged.ts';
import type {Judge} from '../../src/judge/judge.ts';

/** Judges nothing. */
const judge: Judge = {judge: async () => ({judgements: [], unsettled: []}), learn: () => undefined};

test('a document of more sentences than a call takes arguments is judged', async (t) => {
	const value = 'Go on. '.repeat(13_000).trim();
	const blocks = Array.from({length: 12}, () => ({role: 'paragraph', value, place: {file: 'README.md'}}) as const);
	const document: Document = {file: 'README.md', format: 'markdown', blocks};
	const judged = await gatherJudged(() => judge, {listingFields: [], documents: [document], templates: []}, undefined);
	t.true(!isAbsent(judged) && judged.sentences.length > 150_000);
});
