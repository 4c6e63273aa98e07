/** Figures on labelled texts, and what makes a corpus unfit. Pure. */

/** A labelled text. */
export type Labelled = {
	readonly id: string;
	readonly text: string;
	readonly present: readonly string[];
	readonly seeming: readonly string[];
};

/** What was measured of one content. `passes` are silent passes (found, not there), `alarms` false alarms (there, not found). */
export type Figures = {
	readonly content: string;
	readonly precision: number;
	readonly recall: number;
	readonly hits: number;
	readonly passes: number;
	readonly alarms: number;
	/** Texts that only seem to have the content, and how many of them were seen through. */
	readonly seeming: number;
	readonly caught: number;
};

/** The least precision and recall for each content. */
export type Bars = Readonly<Record<string, {readonly precision: number; readonly recall: number}>>;

/** Counts a judge's answers against the labels. A share of nothing counts as 1. */
export function measure<Content extends string>(
	texts: readonly Labelled[],
	contents: readonly Content[],
	judge: (text: string) => ReadonlySet<Content>,
): readonly Figures[] {
	const answers = texts.map(({text}) => judge(text));
	return contents.map((content) => {
		const count = (wanted: (label: Labelled, found: boolean) => boolean) =>
			texts.filter((label, index) => wanted(label, answers[index]?.has(content) === true)).length;
		const hits = count(({present}, found) => found && present.includes(content));
		const passes = count(({present}, found) => found && !present.includes(content));
		const alarms = count(({present}, found) => !found && present.includes(content));
		const seeming = count((label) => label.seeming.includes(content));
		const caught = count((label, found) => label.seeming.includes(content) && !found);
		return {content, precision: share(hits, passes), recall: share(hits, alarms), hits, passes, alarms, seeming, caught};
	});
}

function share(part: number, rest: number): number {
	return part + rest === 0 ? 1 : part / (part + rest);
}

/** Figures below their bar, in words. Half a thousandth is let pass, since bars are rounded. */
export function barFaults(set: string, figures: readonly Figures[], bars: Bars): readonly string[] {
	return figures.flatMap(({content, precision, recall}) => {
		const bar = bars[content];
		if (bar === undefined) return [];
		return [['precision', precision, bar.precision] as const, ['recall', recall, bar.recall] as const].flatMap(([name, found, least]) =>
			found + 0.0005 < least ? [`${set}: ${content}: ${name} ${found.toFixed(3)} is below ${least}`] : [],
		);
	});
}

/** Ids twice, labels that are none, labels that contradict each other, and texts that are nearly the same in two sets. */
export function corpusFaults(sets: readonly (readonly [name: string, texts: readonly Labelled[]])[], contents: readonly string[]): readonly string[] {
	const faults: string[] = [];
	const ids = new Set<string>();
	for (const [name, texts] of sets) {
		for (const {id, present, seeming} of texts) {
			if (ids.has(id)) faults.push(`${name}: ${id}: id twice`);
			ids.add(id);
			for (const label of [...present, ...seeming]) if (!contents.includes(label)) faults.push(`${name}: ${id}: no such content: ${label}`);
			for (const label of present) if (seeming.includes(label)) faults.push(`${name}: ${id}: ${label} is both present and seeming`);
		}
	}
	return [...faults, ...twins(sets)];
}

/** Share of a text's shingles that make it a near-duplicate of another. */
const mostShared = 0.2;
const shingleWords = 8;

function twins(sets: readonly (readonly [name: string, texts: readonly Labelled[]])[]): readonly string[] {
	const owners = new Map<string, string>();
	const faults: string[] = [];
	for (const [, texts] of sets) {
		for (const {id, text} of texts) {
			const own = shingles(text);
			const shared = new Map<string, number>();
			for (const shingle of own) {
				const owner = owners.get(shingle);
				if (owner !== undefined) shared.set(owner, (shared.get(owner) ?? 0) + 1);
				else owners.set(shingle, id);
			}
			for (const [owner, count] of shared) if (count / own.size > mostShared) faults.push(`${id} is nearly ${owner}: ${count} of ${own.size} shingles`);
		}
	}
	return faults;
}

function shingles(text: string): ReadonlySet<string> {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const found = new Set<string>();
	for (let start = 0; start + shingleWords <= words.length; start++) found.add(words.slice(start, start + shingleWords).join(' '));
	return found;
}
