/** Hosts in commands and settings: which lie outside of the buyer's reach. */

import {unknownMark} from '../shell/values.ts';

/**
 * Names that are no host of anybody's: local, private, or a domain of RFC 2606 by itself. A host of such a domain (`logs.vendor.example`) stands for
 * one of somebody else's: a command that is run does not stand there as an example.
 */
const inside =
	/^(?:localhost|.*\.(?:local|localdomain|internal|svc|consul|lan|home\.arpa|intranet|corp|test|invalid|localhost)|example|(?:www\.)?example\.(?:com|net|org)|(?:127|10|0)\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|169\.254\.\d+\.\d+|\[?(?:::1|f[cde][0-9a-f]{2}:.*)\]?)$/i;
const placeholder = /[<>{}$%@*\uE000]|^(?:your|change|my|some|xxx|todo|replace)[-_.]?/i;
/** AWS's own names under which customers run what they like. */
const customers = /(?:^|\.)(?:execute-api|lambda-url|elb|compute(?:-1)?|cloudfront|elasticbeanstalk|s3-website[\w-]*)\./i;

/** The host of an address such as `https://user@host:443/x`, `user@host`, `host:port`. */
export function hostOf(address: string): string | undefined {
	const found = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(?:[^\s/@\uE000]{1,200}@)?(\[[0-9a-f:]{2,45}\]|[A-Za-z0-9_][A-Za-z0-9_.-]{0,250})(?::|\/|\?|#|$)/i.exec(
		address.trim(),
	);
	return found?.[1]?.replace(/\.$/, '').toLowerCase();
}

/** Whether a host is written down and is somebody else's: not local, private, a placeholder or a name without a domain. */
export function isOutside(host: string | undefined): host is string {
	if (host === undefined || host.includes(unknownMark) || placeholder.test(host) || inside.test(host)) return false;
	if (/\.(?:amazonaws\.com(?:\.cn)?|on\.aws|api\.aws)$/.test(host) && !customers.test(`.${host}`)) return false;
	return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || /^\[/.test(host) || /\.[a-z]{2,}$/.test(host);
}
