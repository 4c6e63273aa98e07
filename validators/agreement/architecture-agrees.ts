import {defineValidator} from '../../src/contract.ts';
import {image, json} from '../../src/examples.ts';
import {imageArchitectures} from '../../src/limits/images.ts';
import {pages} from '../../src/limits.ts';

const answer = (source: Readonly<Record<string, unknown>>) =>
	json({
		EntityType: 'AmiProduct@1.0',
		DetailsDocument: {
			Description: {ProductTitle: 'Larkspur Queue Server'},
			Versions: [
				{
					VersionTitle: '2.4.0',
					Sources: [{Id: 'source-1', Type: 'AmazonMachineImage', Image: 'ami-0a1b2c3d4e5f67890', ...source}],
					DeliveryOptions: [{Id: 'option-1', Type: 'AmazonMachineImage', SourceId: 'source-1'}],
				},
			],
		},
	});

export const architectureAgrees = defineValidator({
	id: 'agreement/architecture-agrees',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The architecture of the AMI is the one that the listing states.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		differs: {
			message: '{image} is built for {found}, but the listing says {listed}; AWS compares the two (INVALID_AMI_ARCHITECTURE).',
			help: 'See which of the two is out of date: build the image as the listing says, or publish the new build as a product of its own.',
		},
	},
	examples: [
		{
			name: 'the listing says otherwise',
			files: {'images.json': image({Architecture: 'arm64'}), 'product.json': answer({Architecture: 'x86_64'})},
			expect: [{message: 'differs', at: '"arm64"'}],
		},
		{
			name: 'an image for an architecture that AWS takes for no product, which another rule names',
			files: {'images.json': image({Architecture: 'i386'}), 'product.json': answer({Architecture: 'x86_64'})},
			expect: [],
		},
		{name: 'both say the same', files: {'images.json': image(), 'product.json': answer({Architecture: 'x86_64'})}, expect: []},
		{name: 'a listing that says nothing', files: {'images.json': image(), 'product.json': answer({})}, expect: []},
		{
			name: 'an answer that leaves it out',
			files: {'images.json': image({Architecture: undefined}), 'product.json': answer({Architecture: 'x86_64'})},
			expect: [],
		},
	],
	*check({images}) {
		for (const {imageId, architecture, uses} of images) {
			const listed = uses.find(({ami}) => ami.architecture !== undefined && ami.architecture.value !== architecture?.value)?.ami.architecture;
			// An architecture that AWS takes for no product is image/require-64-bit's to name.
			if (architecture === undefined || listed === undefined || !imageArchitectures.names.includes(architecture.value)) continue;
			const subject = imageId?.value ?? 'The image';
			yield {message: 'differs', place: architecture.place, subject, data: {image: subject, found: architecture.value, listed: listed.value}};
		}
	},
});
