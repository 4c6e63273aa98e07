import type {Place} from '../contract.ts';

/** A bound of a licence that a root file system holds: the day on which it ends, or the words that say that it is for trial. */
export type LicenceBound = {readonly how: 'end' | 'trial'; readonly value: string; readonly place: Place};

/** What the licences of the product in one root file system say, a Linux or a Windows. */
export type ProductFiles = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	readonly licences: readonly LicenceBound[];
};
