/** The states of AWS's AMI product policies that shelfready knows, and the pages that hold them. */

import type {Edition} from '../contract.ts';
import {pages} from '../limits.ts';

/** An edition, for lists and headings. */
export type EditionFacts = {
	readonly id: Edition;
	/** First day on which this text stood, `YYYY-MM-DD`. */
	readonly since: string;
	/** One sentence on what the edition is. */
	readonly about: string;
	/** The page that holds its text. */
	readonly source: string;
};

/** The guide's public repository. Its commits keep the older editions. */
const history = 'https://github.com/awsdocs/aws-marketplace-user-guide-for-sellers/blob';
const firstCommit = '224af2b2580dfde1598e258e155b9ea4264c6904';

/** The policies of April 2020, at a commit, so that the text behind the link can't change. */
export const policies2020 = `${history}/${firstCommit}/doc_source/product-and-ami-policies.md`;

/** The policies of January 2023, the last text that could be read in full. */
export const policies2023 = `${history}/03c34e6c3f1982b2f58a3198dc2a2a87f4e019e3/doc_source/product-and-ami-policies.md`;

/** The guide's chapter on delivery templates of April 2020. */
export const templates2020 = `${history}/${firstCommit}/doc_source/cloudformation.md`;

/** The guide's chapter on product pages of January 2023, the oldest that we have read. */
export const metadata2023 = `${history}/10df30a061ce11e86c5569a52de4a42e85162a2f/doc_source/categories-and-metadata.md`;

/** Today's policy page. */
export const policies2025 = pages.policy;

/**
 * The caution for wording that is known from January 2023 alone: the page of May 2025 could be read
 * in its opening paragraphs and in a third party's digest, not in full.
 */
export const notConfirmed = 'This is the wording of January 2023; that it still stands in the text of May 2025 is not confirmed.';

/** Oldest first. */
export const editions: readonly EditionFacts[] = [
	{
		id: 'ami-2020',
		since: '2020-04-17',
		about: 'The policies of April 2020, which stood unchanged until August 2021. The 44 policies follow this text.',
		source: policies2020,
	},
	{
		id: 'ami-2025',
		since: '2025-05-01',
		about: 'The policies as rewritten on 1 May 2025, with what August 2021 and June 2022 had changed before.',
		source: policies2025,
	},
];

/** The edition that AWS applies today. */
export const newestEdition: Edition = 'ami-2025';
