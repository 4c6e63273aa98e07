/** Addresses that something is fetched from: whose they are. */

import {isOfAws, isOfDistribution} from '../../../limits/package-sources.ts';
import {hostOf, isOutside} from './hosts.ts';

/**
 * Whether an address is written down and somebody else's: a host outside of the buyer's reach, or a bucket in one of the forms of S3
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html) that is none of those out of which AWS hands out its tools.
 */
export function isElsewhere(address: string): boolean {
	const bucket = bucketOf(address);
	if (bucket !== undefined) return !isOfAws(bucket);
	return /^(?:https?|ftp):\/\//i.test(address) && isOutside(hostOf(address));
}

/** The same, for packages: those of the distributions and of the languages' own indexes are everybody's. */
export function isOwnPackage(address: string): boolean {
	return isElsewhere(address) && !isOfDistribution(hostOf(address) ?? '');
}

/** The bucket that an address names, where its name is written down; its Region need not be. */
export function bucketOf(address: string): string | undefined {
	const own = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,62})(?:\/|$)/.exec(address)?.[1];
	if (own !== undefined) return own;
	const [, host = '', path = ''] = /^https?:\/\/([^/]{1,300})\/([^/?#]{0,100})/i.exec(address) ?? [];
	const virtual = /^(?:(.{1,100})\.)?s3(?:[.-][^.]{1,30}){0,2}\.amazonaws\.com(?:\.cn)?$/i.exec(host);
	const name = virtual?.[1] ?? path;
	return virtual !== null && /^[a-z0-9][a-z0-9.-]{1,62}$/.test(name) ? name : undefined;
}
