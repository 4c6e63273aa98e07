import {defineValidator} from '../../src/contract.ts';
import {standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const group = (fields: Readonly<Record<string, unknown>>) =>
	version([standalone({SecurityGroups: [{IpProtocol: 'tcp', FromPort: 8443, ToPort: 8443, IpRanges: ['203.0.113.0/24'], ...fields}]})]);

export const validSecurityGroups = defineValidator({
	id: 'listing/valid-security-groups',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'Recommended security-group rules run from the lower to the higher port and name real IPv4 ranges.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		reversed: {message: 'The rule runs from port {from} down to {to}.', help: 'Swap FromPort and ToPort (INVALID_SECURITY_GROUP).'},
		noSuchRange: {
			message: '{cidr} is no IPv4 range: {fault}.',
			help: 'Write four numbers of 0 to 255 and a prefix of 0 to 32, for example 203.0.113.0/24 (INVALID_CIDR_IP).',
		},
		hostBits: {
			message: '{cidr} has address bits set beyond its prefix; EC2 reads it as {network}.',
			help: 'Write {network}, so that buyers see what is opened.',
		},
	},
	examples: [
		{name: 'ports the wrong way round', files: {'listing.json': group({FromPort: 9000, ToPort: 8443})}, expect: [{message: 'reversed', at: '9000'}]},
		{name: 'an octet over 255', files: {'listing.json': group({IpRanges: ['10.0.300.0/24']})}, expect: [{message: 'noSuchRange', at: '"10.0.300.0/24"'}]},
		{name: 'host bits', files: {'listing.json': group({IpRanges: ['10.0.0.7/24']})}, expect: [{message: 'hostBits', at: '"10.0.0.7/24"'}]},
		{name: 'a sound rule', files: {'listing.json': group({})}, expect: []},
	],
	*check({listings}) {
		for (const {fromPort, toPort, cidrs} of listings.flatMap(({versions}) =>
			versions.flatMap(({options}) => options.flatMap(({securityGroups}) => securityGroups)),
		)) {
			if (fromPort !== undefined && toPort !== undefined && fromPort.value > toPort.value) {
				yield {message: 'reversed', place: fromPort.place, subject: 'SecurityGroups', data: {from: fromPort.value, to: toPort.value}};
			}
			for (const {value: cidr, place} of cidrs) {
				const parsed = parseCidr(cidr);
				if ('fault' in parsed) yield {message: 'noSuchRange', place, subject: cidr, data: {cidr, fault: parsed.fault}};
				else if (parsed.network !== cidr) yield {message: 'hostBits', place, subject: cidr, severity: 'note', data: {cidr, network: parsed.network}};
			}
		}
	},
});

function parseCidr(cidr: string): {readonly network: string} | {readonly fault: string} {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
	if (match === null) return {fault: 'it is not written a.b.c.d/nn'};
	const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
	const octet = [a, b, c, d].find((value) => value > 255);
	if (octet !== undefined) return {fault: `${octet} is more than 255`};
	if (prefix > 32) return {fault: `the prefix /${prefix} is more than /32`};
	const size = 2 ** (32 - prefix);
	const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
	const network = Math.floor(address / size) * size;
	return {network: `${[24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.')}/${prefix}`};
}
