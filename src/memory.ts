/** What the steps of a check answered last, so that a submission that has hardly changed is not gone through from the start. */

/**
 * Answers what `make` answers; where the step had the very same ingredients the last time, what it answered then. A step has a name, or goes with
 * an object: an input that is read, a template that is linted. What a step answers must rest on its ingredients alone, and nobody may change either.
 */
export type Memory = <Result>(step: string | object, ingredients: readonly unknown[], make: () => Result) => Result;

/** Makes every step anew. */
export const noMemory: Memory = (_step, _ingredients, make) => make();

type Kept = {readonly ingredients: readonly unknown[]; readonly result: unknown};

/** A memory. It keeps the last answer of each step; those that go with an object are gone when the object is. */
export function newMemory(): Memory {
	const named = new Map<string, Kept>();
	const attached = new WeakMap<object, Kept>();
	return <Result>(step: string | object, ingredients: readonly unknown[], make: () => Result): Result => {
		const kept = typeof step === 'string' ? named.get(step) : attached.get(step);
		// A step always answers the same type, which is that of `make`.
		if (kept !== undefined && isSame(kept.ingredients, ingredients)) return kept.result as Result;
		const result = make();
		const forget = typeof step === 'string' ? remember(named, step, {ingredients, result}) : remember(attached, step, {ingredients, result});
		// What went wrong once may go well the next time.
		if (result instanceof Promise) result.catch(forget);
		return result;
	};
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
	return one.length === other.length && one.every((ingredient, index) => Object.is(ingredient, other[index]));
}

type Store<Key> = {get(key: Key): Kept | undefined; set(key: Key, kept: Kept): unknown; delete(key: Key): unknown};

/** Keeps an answer; calling what this answers forgets it, unless another has come in its place. */
function remember<Key>(store: Store<Key>, key: Key, kept: Kept): () => void {
	store.set(key, kept);
	return () => {
		if (store.get(key) === kept) store.delete(key);
	};
}
