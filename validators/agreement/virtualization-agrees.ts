import {defineValidator} from '../../src/contract.ts';
import {image, json} from '../../src/examples.ts';
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

export const virtualizationAgrees = defineValidator({
	id: 'agreement/virtualization-agrees',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The virtualization of the AMI is the one that the listing states.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		differs: {
			message: '{image} is registered with {found} virtualization, but the listing says {listed}; AWS compares the two (INVALID_AMI_VIRTUALIZATION_TYPE).',
			help: 'See which of the two is out of date: build the image as the listing says, or publish the new build as a product of its own.',
		},
	},
	examples: [
		{
			name: 'the listing says otherwise',
			files: {'images.json': image(), 'product.json': answer({VirtualizationType: 'paravirtual'})},
			expect: [{message: 'differs', at: '"hvm"'}],
		},
		{
			name: 'an image of a virtualization that AWS takes for no product, which another rule names',
			files: {'images.json': image({VirtualizationType: 'paravirtual'}), 'product.json': answer({VirtualizationType: 'hvm'})},
			expect: [],
		},
		{name: 'both say the same', files: {'images.json': image(), 'product.json': answer({VirtualizationType: 'hvm'})}, expect: []},
		{name: 'a listing that says nothing', files: {'images.json': image(), 'product.json': answer({})}, expect: []},
		{
			name: 'an answer that leaves it out',
			files: {'images.json': image({VirtualizationType: undefined}), 'product.json': answer({VirtualizationType: 'hvm'})},
			expect: [],
		},
	],
	*check({images}) {
		for (const {imageId, virtualizationType, uses} of images) {
			const listed = uses.find(({ami}) => ami.virtualizationType !== undefined && ami.virtualizationType.value !== virtualizationType?.value)?.ami
				.virtualizationType;
			// Virtualization that AWS takes for no product is image/require-hvm's to name.
			if (virtualizationType?.value !== 'hvm' || listed === undefined) continue;
			const subject = imageId?.value ?? 'The image';
			yield {message: 'differs', place: virtualizationType.place, subject, data: {image: subject, found: virtualizationType.value, listed: listed.value}};
		}
	},
});
