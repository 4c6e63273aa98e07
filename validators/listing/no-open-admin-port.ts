import {defineValidator} from '../../src/contract.ts';
import {standalone, version} from '../../src/examples.ts';
import {remoteAccessPorts} from '../../src/limits/advice.ts';
import {pages} from '../../src/limits.ts';

const help = 'Recommend a private range such as 10.0.0.0/16: buyers widen it to their own addresses.';

const group = (port: number, cidrs: string | readonly string[], to = port) =>
	version([standalone({SecurityGroups: [{IpProtocol: 'tcp', FromPort: port, ToPort: to, IpRanges: [cidrs].flat()}]})]);

export const noOpenAdminPort = defineValidator({
	id: 'listing/no-open-admin-port',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The recommended security group does not open SSH or RDP to the whole internet.',
	why: "AWS's own samples show 0.0.0.0/0 even for SSH, so this is no documented refusal; the best practices ask for named administrative ranges, and templates are refused for it.",
	source: pages.bestPractices,
	reads: ['listings'],
	messages: {
		open: {
			message: 'The recommended rule opens {name} (port {port}) to {cidr}, the whole internet.',
			help,
		},
		wide: {message: 'The recommended rule opens {name} (port {port}) to {cidr}: more of the internet than any one organisation holds.', help},
	},
	examples: [
		{name: 'SSH to everyone', files: {'listing.json': group(22, '0.0.0.0/0')}, expect: [{message: 'open', at: '"0.0.0.0/0"'}]},
		{name: 'a range of ports that takes in RDP', files: {'listing.json': group(3000, '0.0.0.0/0', 4000)}, expect: [{message: 'open', at: '"0.0.0.0/0"'}]},
		{
			name: 'everyone in two halves',
			files: {'listing.json': group(22, ['0.0.0.0/1', '128.0.0.0/1'])},
			expect: [{message: 'open', at: '"0.0.0.0/1"'}],
		},
		{name: 'half of the internet', files: {'listing.json': group(22, '0.0.0.0/1')}, expect: [{message: 'wide', at: '"0.0.0.0/1"'}]},
		{name: 'a web port to everyone', files: {'listing.json': group(443, '0.0.0.0/0')}, expect: []},
		{name: 'SSH to a private range', files: {'listing.json': group(22, '10.0.0.0/16')}, expect: []},
	],
	*check({listings}) {
		for (const {protocol, fromPort, toPort, cidrs, reach: together} of listings.flatMap(({versions}) =>
			versions.flatMap(({options}) => options.flatMap(({securityGroups}) => securityGroups)),
		)) {
			if (protocol?.value.toLowerCase() === 'udp' || fromPort === undefined || toPort === undefined) continue;
			for (const {port, name} of remoteAccessPorts) {
				if (port < fromPort.value || port > toPort.value) continue;
				// Where no range alone is the whole internet, the first stands for them all.
				const inParts = together === 'everyone' && !cidrs.some(({reach}) => reach === 'everyone');
				for (const {value, place, reach} of inParts ? cidrs.slice(0, 1) : cidrs) {
					const cidr = inParts ? cidrs.map((one) => one.value).join(' and ') : value;
					const data = {name, port, cidr};
					if (inParts || reach === 'everyone') yield {message: 'open', place, subject: `${name} ${cidr}`, data};
					else if (reach === 'wide') yield {message: 'wide', place, subject: `${name} ${cidr}`, data};
				}
			}
		}
	},
});
