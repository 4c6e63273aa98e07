/** What AWS asks of one field, as data that the rules for all fields read. */

import type {Sourced} from './pages.ts';

/** The day on which the pages behind the field tables were read. */
export const read = '2026-11-24';

/** Which part of a submission a field belongs to: AWS documents its character rules by part. */
export type FieldGroup = 'information' | 'version' | 'availability' | 'offer' | 'request';

/** A pattern and what it asks for, in words that end "… must be". */
type Pattern = {
	readonly regex: RegExp;
	/** Completes "must be …" or "must have …", for example "ami- and 8 or 17 letters and digits". */
	readonly asks: string;
	/** Set where the pattern is not AWS's own: then a person looks. */
	readonly inferred?: true;
};

/** What AWS asks of a field. Lengths are in code points. */
export type FieldRule = Sourced & {
	/** The field's name for people, in lower case. */
	readonly label: string;
	readonly group: FieldGroup;
	/** Set for text that buyers read: it may not be empty or begin with white space, and its characters are judged. */
	readonly prose?: true;
	/** Set where `$Name.Entity.Identifier` may stand instead of the value. */
	readonly reference?: true;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minCount?: number;
	readonly maxCount?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly patterns?: readonly Pattern[];
	/** `open` lists are known to be incomplete: a value outside is for a person to look at. */
	readonly choices?: {readonly values: readonly string[]; readonly open?: true};
};

/** A maker of field rules for one group and page. */
export function fieldsOf(group: FieldGroup, source: string) {
	return (label: string, asks: Omit<FieldRule, 'label' | 'group' | 'source' | 'read'> = {}): FieldRule => ({label, group, source, read, ...asks});
}
