/** What a catalogue of submissions is. */

/** Units of a submission's name. */
export const longestId = 200;

/** A submission whose turn has come. Where `isOurs`, the folder was made for it and goes when it is done. */
export type Item = {readonly key: string} & ({readonly folder: string; readonly isOurs: boolean} | {readonly error: string});

/** A catalogue. */
export type Catalogue = {
	/** How many submissions it seems to hold, for the time left. */
	readonly total: number;
	/**
	 * The submissions in the catalogue's order, without those that are done. Those that do not lie on the disk by themselves are unpacked below `unpacked`
	 * when their turn comes. Throws where the catalogue can't be read on.
	 */
	items(isDone: (key: string) => boolean, unpacked: string): AsyncGenerator<Item, void, void>;
};

/** How a catalogue is opened. */
export type Opening = {
	/** Ends each look at it, also those for items: then there are no more. */
	readonly signal?: AbortSignal;
	/** Told what lies among the submissions and is none, and how it was read, where it might have been meant otherwise. */
	readonly tell?: (words: string) => void;
};
