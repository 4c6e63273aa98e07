import {defineValidator} from '../../src/contract.ts';
import {changes, standalone} from '../../src/examples.ts';

const add = (VersionTitle: string, AmiId: string) => ({
	changeType: 'AddDeliveryOptions',
	details: {Version: {VersionTitle, ReleaseNotes: 'Optional: none.'}, DeliveryOptions: [standalone({}, {AmiId})]},
});
const listed = JSON.stringify({
	EntityType: 'AmiProduct@1.0',
	EntityIdentifier: 'prod-abc123def4567@7',
	DetailsDocument: {
		Versions: [
			{
				VersionTitle: '2.4.0',
				Sources: [{Id: 's1', Type: 'AmazonMachineImage', Image: 'ami-0a1b2c3d4e5f67890'}],
				DeliveryOptions: [{Id: 'o1', Type: 'AmazonMachineImage', SourceId: 's1'}],
			},
		],
	},
});

export const noReusedAmi = defineValidator({
	id: 'listing/no-reused-ami',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Each version brings an AMI that no other version of the product uses.',
	why: 'AWS does not document this; sellers report that a version with a known AMI id is refused, so even a fix of a template needs a new AMI.',
	source: 'https://github.com/unionai-oss/flyte-aws-marketplace/blob/main/devbox/MARKETPLACE.md',
	reads: ['listings'],
	messages: {
		reused: {message: '{ami} already belongs to version {version} of this product.', help: 'Copy or build the image again, so that it has an id of its own.'},
	},
	examples: [
		{
			name: 'the AMI of an earlier version',
			files: {'listing.json': changes([add('2.4.1', 'ami-0a1b2c3d4e5f67890')]), 'product.json': listed},
			expect: [{message: 'reused', at: '"ami-0a1b2c3d4e5f67890"'}],
		},
		{name: 'a new AMI', files: {'listing.json': changes([add('2.4.1', 'ami-0f9e8d7c6b5a43210')]), 'product.json': listed}, expect: []},
	],
	*check({listings}) {
		const owners = new Map<string, string>();
		const amis = (wanted: 'listed' | 'add') =>
			listings.flatMap(({productId, versions}) =>
				versions
					.filter(({state}) => state === wanted)
					.flatMap((version) => version.options.flatMap(({ami}) => (ami?.amiId === undefined ? [] : [{productId, version, amiId: ami.amiId}]))),
			);
		for (const {version, amiId} of amis('listed')) owners.set(amiId.value, version.title?.value ?? 'another version');
		for (const {version, amiId} of amis('add')) {
			const owner = owners.get(amiId.value);
			const own = version.title?.value ?? '';
			if (owner !== undefined && owner !== own) yield {message: 'reused', place: amiId.place, subject: amiId.value, data: {ami: amiId.value, version: owner}};
		}
	},
});
