/** Sentences shared out between the judges of several threads, so that the same one is not asked about twice. */

import type {Sentence} from '../evidence/sentence.ts';
import type {Shared} from './shared.ts';
import type {Answer} from './weighing.ts';

/** What is known of a sentence: the highest of the first layer's log-odds, and the answer once the encoder was asked. */
export type Known = {readonly top: number; readonly answer?: Answer};

/** What is known of a sentence, under a digest of all that it is judged by. */
export type Lesson = readonly [key: string, known: Known];

/** A sentence that the first layer could not settle. `odds` are the log-odds of that layer, where it was asked just now. */
export type Open = Known & {readonly sentence: Sentence; readonly key: string; readonly odds?: readonly number[] | undefined};

/** Judges of other threads. */
export type Others = Shared & {
	/** Tells them of sentences that say something. */
	tell(lessons: readonly Lesson[]): void;
	/** What they have told of late. */
	hear(): readonly Lesson[];
};

/** Sentences of one turn: few, so that threads with the same text share it between them. */
const mostInTurn = 4;
/** Milliseconds until what another thread has taken and says nothing of is asked all the same: that thread may have been ended. */
const patience = 3000;

type Turns = {
	/** Of this call, by key. What is known may be forgotten while others are waited for; what stands here is not. */
	readonly answers: Map<string, Answer | undefined>;
	readonly known: Map<string, Known>;
	readonly others: Others;
	/** Asks the encoder, and notes its answers. */
	readonly ask: (some: readonly Open[]) => Promise<void>;
};

/** Asks of each sentence that is not known yet, in turns, until each has its answer; what other threads have in hand is waited for. */
export async function askInTurn(news: readonly Open[], {answers, known, others, ask}: Turns): Promise<void> {
	const hear = () => {
		for (const [key, lesson] of others.hear()) known.set(key, lesson);
	};
	const isAnswered = (key: string) => {
		if (answers.get(key) === undefined) answers.set(key, known.get(key)?.answer);
		return answers.get(key) !== undefined;
	};
	let left = news;
	let last = performance.now();
	while (left.length > 0) {
		hear();
		const mine: Open[] = [];
		const theirs: Open[] = [];
		for (const one of left) {
			if (isAnswered(one.key)) continue;
			const turn = mine.length < mostInTurn ? others.take(one.key) : 'taken';
			// What was told before it was given back has come by now.
			if (turn === 'mine') hear();
			if (turn === 'silent') answers.set(one.key, 'settled');
			else if (turn === 'taken') theirs.push(one);
			else if (isAnswered(one.key)) others.give(one.key, false);
			else mine.push(one);
		}
		if (mine.length === 0 && performance.now() - last > patience) mine.push(...theirs.splice(0, mostInTurn));
		if (mine.length > 0) {
			await ask(mine);
			const lessons = mine.flatMap((one) => lessonOf(one, answers.get(one.key)));
			others.tell(lessons);
			for (const {key} of mine) others.give(key, !lessons.some(([told]) => told === key));
			last = performance.now();
		} else if (theirs.length > 0) await new Promise((done) => setTimeout(done, 2));
		left = theirs;
	}
}

/** What others must be told of a sentence: nothing where it says nothing. */
function lessonOf({key, top}: Open, answer: Answer | undefined): Lesson[] {
	return answer === undefined || answer === 'settled' ? [] : [[key, {top, answer}]];
}
