/** What counts of scanner results. */

import {pages, type Sourced} from '../limits.ts';

const read = '2026-11-24';

/**
 * Severities at which AWS refuses an AMI, in the scale of our evidence. The page itself says "no known vulnerabilities"; that the bar lies at
 * critical and high ones that are unpatched is a quotation of 2026, second-hand.
 */
export const refusedSeverities: Sourced & {readonly names: readonly string[]} = {names: ['critical', 'high'], source: pages.policy, read};

/** The framework that AWS Marketplace assesses AMIs by, without its version. */
export const amiFramework = {
	name: 'AMISecurity',
	source: 'https://docs.aws.amazon.com/marketplace/latest/APIReference/API_ListAssessments.html',
	read,
} as const satisfies Sourced & {readonly name: string};

/** Days after which a scan says little of what is known by now. Ours: vulnerability databases grow by hundreds of entries a week. */
export const scanAge = {days: 30} as const;

/** Files that a whole root file system has at the least. Ours: a minimal Linux that boots on EC2 has more than ten thousand. */
export const wholeSystem = {files: 1000} as const;
