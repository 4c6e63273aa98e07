import type {Text} from '../contract.ts';
import type {BlockRole} from './document.ts';

/** What kind of text a sentence stands in. The first six are the contexts of `shelfready classify`. */
export type TextKind =
	| 'long-description'
	| 'usage-instructions'
	| 'readme'
	| 'release-notes'
	| 'support'
	| 'highlights'
	| 'title'
	| 'short-description'
	| 'template';

/** Words that are not the seller's own, or that speak of another time. They are judged apart. */
export type Apart = 'code' | 'quotation' | 'licence' | 'changelog';

/** A sentence, list item, table cell, heading or command, with what stands around it. */
export type Sentence = {
	/** Its own words, mapped to the file. */
	readonly text: Text;
	readonly kind: TextKind;
	readonly role: BlockRole;
	readonly apart?: Apart;
	/** The nearest heading above. */
	readonly heading?: string;
	/** What introduces it: the paragraph or item before its list, the header and first cell of its row, the sentence before a command. */
	readonly lead?: string;
	/** The sentence before it in the same block, list or section. */
	readonly previous?: string;
	readonly next?: string;
};
