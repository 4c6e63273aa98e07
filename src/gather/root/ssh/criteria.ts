/** Match lines: their criteria, and whom they speak of. */

import type {Place} from '../../../contract.ts';
import {clientCriteria} from '../../../limits/openssh.ts';
import {addressSays, groupsAreOf, listSays} from './patterns.ts';
import {delimited, type Line, stretch} from './words.ts';

const kinds = ['user', 'group', 'host', 'address', 'localaddress', 'localport', 'rdomain'] as const;

/** One criterion of a Match line. `unknown` is one that this version does not know. */
export type Criterion = {readonly kind: (typeof kinds)[number] | 'invalid-user' | 'unknown'; readonly attribute: string; readonly value: string};

/** A log-in. What is not told matches no criterion, as with `sshd -T -C`. */
export type Connection = {
	readonly user?: string;
	readonly groups: readonly string[];
	readonly host?: string;
	readonly address?: string;
	readonly localAddress?: string;
	readonly localPort?: number;
	readonly rdomain?: string;
};

/** What a Match line asks, and where it ends; or why sshd refuses it. */
type Read = {readonly criteria: readonly Criterion[] | 'all'; readonly end: number} | {readonly refusal: {readonly place: Place; readonly reason: string}};

/** Criteria of one line; more are refused here, since each costs a comparison. */
const mostCriteria = 64;

/** Reads the criteria of a Match line from an offset on. */
export function criteriaOf(line: Line, from: number): Read {
	const criteria: Criterion[] = [];
	let next: number | undefined = from;
	let end = from;
	const refuse = (reason: string): Read => ({refusal: {place: stretch(line, from, line.text.length).place, reason}});
	while (next !== undefined && next < line.text.length) {
		const attribute = delimited(line, next);
		if (attribute === undefined || attribute.word.value === '' || attribute.word.value.startsWith('#')) break;
		const name = attribute.word.value.toLowerCase();
		const value = attribute.next === undefined ? undefined : delimited(line, attribute.next);
		const isMissing = value === undefined || value.word.value === '' || value.word.value.startsWith('#');
		end = attribute.next === undefined ? line.text.length : line.text.slice(0, attribute.next).trimEnd().length;
		if (name === 'all') return criteria.length > 0 || !isMissing ? refuse('Match all goes with no other criterion') : {criteria: 'all', end};
		if (name === 'invalid-user') {
			criteria.push({kind: name, attribute: name, value: ''});
			next = attribute.next;
			continue;
		}
		if (isMissing) return refuse(`Match ${attribute.word.value} has no value`);
		if (clientCriteria.names.includes(name)) return refuse(`Match ${attribute.word.value} is for ssh_config alone`);
		if (criteria.length >= mostCriteria) return refuse('Match has too many criteria');
		const kind = kinds.find((known) => known === name) ?? 'unknown';
		const fault = faultOf(kind, value.word.value);
		if (fault !== undefined) return refuse(fault);
		criteria.push({kind, attribute: name, value: value.word.value});
		next = value.next;
		end = next === undefined ? line.text.length : line.text.slice(0, next).trimEnd().length;
	}
	return criteria.length === 0 ? refuse('Match has no criteria') : {criteria, end};
}

function faultOf(kind: Criterion['kind'], value: string): string | undefined {
	if ((kind === 'address' || kind === 'localaddress') && addressSays(undefined, value) === 'wrong') return `${value} is no list of addresses`;
	if (kind === 'localport' && /^-?\d+$/.test(value) && (Number(value) < 0 || Number(value) > 65535)) return `${value} is no port`;
	return undefined;
}

/** Whether a log-in is one of which all criteria hold. */
export function holdFor(criteria: readonly Criterion[], connection: Connection): boolean {
	return criteria.every((criterion) => holdsFor(criterion, connection));
}

function holdsFor({kind, value}: Criterion, {user, groups, host, address, localAddress, localPort, rdomain}: Connection): boolean {
	switch (kind) {
		case 'user':
			return user !== undefined && listSays(user, value) === 'yes';
		case 'group':
			return user !== undefined && groupsAreOf(groups, value);
		case 'host':
			return host !== undefined && listSays(host.toLowerCase(), value.toLowerCase()) === 'yes';
		case 'address':
			return address !== undefined && addressSays(address, value) === 'yes';
		case 'localaddress':
			return localAddress !== undefined && addressSays(localAddress, value) === 'yes';
		case 'localport':
			return localPort !== undefined && Number(value) === localPort;
		case 'rdomain':
			return rdomain !== undefined && listSays(rdomain, value) === 'yes';
		// Nobody with an account is an invalid user. What is not known here may hold.
		case 'invalid-user':
			return false;
		case 'unknown':
			return true;
	}
}
