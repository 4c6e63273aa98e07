/** What is fuzzed: a reader, and what must hold of it whatever it reads. */

/** A fuzz target: the default export of a module in `test/fuzz/targets/`. */
export type Target = {
	/** What it reads, in one line. */
	readonly about: string;
	/** Bytes of the longest input. */
	readonly longest: number;
	/** Sound inputs to begin with. */
	readonly seeds: () => readonly Uint8Array[];
	/** Words that mean something to the reader. */
	readonly words: readonly string[];
	/**
	 * Reads the bytes; throws where what must hold does not. What costs as much as the reading itself is asked of some inputs alone, chosen by their bytes,
	 * unless `thorough`.
	 */
	readonly run: (bytes: Uint8Array, thorough: boolean) => void | Promise<void>;
	/** Lets go of what would keep a process from ending. */
	readonly end?: () => void | Promise<void>;
};
