/** Families: texts and templates of the catalogue that are nearly the same. */

/** What is compared with its like. */
export type SketchKind = 'template' | 'text';

/** A text or template of a family. */
export type FamilyMember = {
	readonly submission: string;
	readonly file: string;
	/** JSON pointer of a text inside a listing. */
	readonly pointer?: string;
	/** Estimated share of what it has in common with the family's first member, 0 to 1. */
	readonly similarity: number;
};

/** A family. */
export type Family = {
	readonly kind: SketchKind;
	/** How many belong to it, and of how many submissions they are. */
	readonly members: number;
	readonly submissions: number;
	/** The first 50 of them by name. */
	readonly some: readonly FamilyMember[];
	/** Rules that every member breaks, so that one mend serves all; at most 20. */
	readonly shared: readonly {readonly rule: string}[];
};

/** `families.json`: the largest families first, at most 200. */
export type Families = {readonly schemaVersion: 1; readonly threshold: number; readonly families: readonly Family[]};

/** `families` of the summary. */
export type FamiliesSummary = {
	/** Estimated similarity from which two belong together. */
	readonly threshold: number;
	/** Texts and templates that were compared, families found, and how many belong to one. */
	readonly compared: Readonly<Record<SketchKind, number>>;
	readonly families: Readonly<Record<SketchKind, number>>;
	readonly members: Readonly<Record<SketchKind, number>>;
	/** The largest families, at most 20: one mend of each shared rule serves all its members. */
	readonly largest: readonly {
		readonly kind: SketchKind;
		readonly members: number;
		readonly submissions: number;
		/** Its first member. */
		readonly like: {readonly submission: string; readonly file: string; readonly pointer?: string};
		readonly shared: readonly {readonly rule: string}[];
	}[];
};
