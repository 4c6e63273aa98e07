/** The addresses that the internet uses. */

import type {Sourced} from '../limits.ts';

/** Ranges of addresses that packets from the internet come from: what IANA has given out or may give out, less what it keeps for private use. */
export const publicAddresses: Sourced & {readonly ipv4: readonly string[]; readonly ipv4Private: readonly string[]; readonly ipv6: readonly string[]} = {
	ipv4: ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3'],
	ipv4Private: ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
	ipv6: ['2000::/3'],
	source: 'https://www.iana.org/assignments/iana-ipv4-special-registry/',
	read: '2026-11-26',
};
