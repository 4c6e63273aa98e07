import type {Text} from '../contract.ts';
import type {Sentence} from './sentence.ts';
import type {Unread} from './unread.ts';

/**
 * What a sentence may ask of a buyer that AWS does not allow; one rule each. `corpora/language/rubric.md` says what each means.
 * @internal
 */
export const asks = [
	'redirects',
	'limits',
	'trial',
	'registration',
	'fulfilment',
	'outside-launch',
	'aws-keys',
	'fixed-password',
	'password-login',
	'sshd-password',
	'seller-access',
	'collection',
	'self-contained',
	'user-data',
	'wide-iam',
] as const;

/** One of `asks`. */
export type Ask = (typeof asks)[number];

/** What a sentence was found to ask. */
export type Judgement = {
	readonly ask: Ask;
	readonly sentence: Sentence;
	/** 0 to 1: the share of such findings that were right on the labelled texts. */
	readonly confidence: number;
	/** Wrong more often than right, but too likely to pass over in silence: worth a look, and no part of what the rules are measured by. */
	readonly inDoubt?: true;
	/** The words that carry it, mapped to the file. */
	readonly words: Text;
};

/** The texts of a submission, judged. */
export type Judged = {
	readonly judgements: readonly Judgement[];
	/** Texts in other languages than English, which were not judged; `language` is its English name. */
	readonly foreign: readonly {readonly text: Text; readonly language: string}[];
	/** Sentences that were too many to be judged. */
	readonly unsettled: readonly Sentence[];
	/** Every sentence in English, in reading order. */
	readonly sentences: readonly Sentence[];
	/** Parts of listings and templates that are more than one check looks at; missing where there are none. */
	readonly unread?: readonly Unread[];
};
