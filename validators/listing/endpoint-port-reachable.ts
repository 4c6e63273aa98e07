import {defineValidator} from '../../src/contract.ts';
import {standalone, version} from '../../src/examples.ts';
import {fieldRules, pages} from '../../src/limits.ts';

const endpoint = (Port: number) => version([standalone({AccessEndpointUrl: {Port, Protocol: 'https', RelativePath: 'console'}})]);

export const endpointPortReachable = defineValidator({
	id: 'listing/endpoint-port-reachable',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: "The endpoint's port is open in the recommended security group.",
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		closed: {
			message: "The endpoint is on port {port}, which no recommended security-group rule opens: the buyer's first click fails.",
			help: 'Add a rule for TCP port {port}, or give the port on which the product answers.',
		},
	},
	examples: [
		{name: 'a port that stays closed', files: {'listing.json': endpoint(9443)}, expect: [{message: 'closed', at: '9443'}]},
		{name: 'a port that there is not, which another rule names', files: {'listing.json': endpoint(70000)}, expect: []},
		{name: 'a port that is open', files: {'listing.json': endpoint(8443)}, expect: []},
	],
	*check({listings}) {
		for (const {endpoint, securityGroups} of listings.flatMap(({versions}) => versions.flatMap(({options}) => options))) {
			const port = endpoint?.port;
			// A port that no machine has is listing/number-range's to name.
			if (port === undefined || securityGroups.length === 0 || !isPort(port.value)) continue;
			const open = securityGroups.some(
				({fromPort, toPort, protocol}) => protocol?.value.toLowerCase() !== 'udp' && (fromPort?.value ?? 0) <= port.value && port.value <= (toPort?.value ?? 0),
			);
			if (!open) yield {message: 'closed', place: port.place, subject: 'AccessEndpointUrl.Port', data: {port: port.value}};
		}
	},
});

function isPort(port: number): boolean {
	const {minimum = 0, maximum = Number.POSITIVE_INFINITY} = fieldRules.endpointPort;
	return port >= minimum && port <= maximum;
}
