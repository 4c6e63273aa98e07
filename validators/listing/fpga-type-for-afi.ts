import {defineValidator} from '../../src/contract.ts';
import {changes, standalone, version} from '../../src/examples.ts';
import {fpgaFamilies} from '../../src/limits/advice.ts';

const withAfi = standalone({}, {AfiIds: ['afi-0a1b2c3d4e5f67890']});
const offering = (type: string) =>
	changes([
		{changeType: 'AddInstanceTypes', details: {InstanceTypes: ['m5.large', type]}},
		{changeType: 'AddDeliveryOptions', details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Optional: none.'}, DeliveryOptions: [withAfi]}},
	]);

export const fpgaTypeForAfi = defineValidator({
	id: 'listing/fpga-type-for-afi',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'A product with Amazon FPGA images offers an instance type that has an FPGA.',
	source: fpgaFamilies.source,
	reads: ['listings', 'listingFields'],
	messages: {
		missing: {
			message: 'AFI ids are given, but none of the {count} instance types has an FPGA (MISSING_FPGA_INSTANCE_TYPE).',
			help: 'Add a type of the families {families}, or leave AfiIds out: they are for FPGA products only.',
		},
	},
	examples: [
		{name: 'AFI ids without an FPGA', files: {'listing.json': offering('m5.xlarge')}, expect: [{message: 'missing', at: '"AfiIds"'}]},
		{name: 'types that other requests added', files: {'listing.json': version([withAfi])}, expect: []},
		{name: 'no AFI ids', files: {'listing.json': version([standalone({}, {AfiIds: []})])}, expect: []},
		{name: 'an FPGA type', files: {'listing.json': offering('f2.6xlarge')}, expect: []},
	],
	*check({listings, listingFields}) {
		const types = listings.flatMap(({instanceTypes}) => instanceTypes.map(({value}) => value));
		if (types.length === 0 || types.some((type) => fpgaFamilies.names.includes(type.split('.')[0] ?? ''))) return;
		// The product may have FPGA types already, which a request for an existing product does not repeat.
		const complete = listings.some(({creates, form}) => creates || form === 'entity');
		for (const {name, list} of listingFields) {
			if (name !== 'afiIds' || list === undefined || list.count === 0) continue;
			const data = {count: types.length, families: fpgaFamilies.names.join(' and ')};
			yield {message: 'missing', place: list.place, subject: 'AfiIds', ...(complete ? {} : {severity: 'warning' as const}), data};
		}
	},
});
