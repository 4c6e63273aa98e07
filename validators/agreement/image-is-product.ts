import {defineValidator} from '../../src/contract.ts';
import {image, standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const imageIsProduct = defineValidator({
	id: 'agreement/image-is-product',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The DescribeImages answer is about the AMI that the listing names.',
	why: 'Evidence of another AMI shows nothing of the product, so no rule uses it. Often the listing still names the build before the last.',
	source: pages.versions,
	reads: ['images'],
	messages: {
		otherImage: {
			message: 'The listing names {image}, but the DescribeImages answer describes {others}, which is therefore left aside.',
			help: 'Name the right AMI in the listing, or save the DescribeImages answer of {image} (with --image-ids {image} --region us-east-1).',
		},
		notDescribed: {
			message: 'No DescribeImages answer describes {image}, though one is there for the other AMIs of the listing.',
			help: 'Save aws ec2 describe-images --image-ids {image} --region us-east-1 as a JSON file too.',
		},
	},
	examples: [
		{
			name: 'evidence of another AMI, which is faulty itself',
			files: {'images.json': image({ImageId: 'ami-0ffffffffffffffff', Architecture: 'i386'}), 'request.json': version([standalone()])},
			expect: [{message: 'otherImage', at: '"ami-0a1b2c3d4e5f67890"'}],
		},
		{
			name: 'two AMIs in the listing, one described',
			files: {'images.json': image(), 'request.json': version([standalone(), standalone({}, {AmiId: 'ami-0ffffffffffffffff'})])},
			expect: [{message: 'notDescribed', at: '"ami-0ffffffffffffffff"'}],
		},
		{name: 'evidence of the AMI', files: {'images.json': image(), 'request.json': version([standalone()])}, expect: []},
		{name: 'no listing to compare with', files: {'images.json': image()}, expect: []},
		{name: 'a listing without an AMI', files: {'images.json': image(), 'request.json': version([standalone({}, {AmiId: undefined})])}, expect: []},
	],
	*check({images}) {
		for (const {imageId, describedInstead} of images) {
			if (imageId === undefined || describedInstead === undefined) continue;
			const {value: subject, place} = imageId;
			if (describedInstead.length === 0) yield {message: 'notDescribed', place, subject, severity: 'note', data: {image: subject}};
			else {
				const more = describedInstead.length > 3 ? ` and ${describedInstead.length - 3} more` : '';
				yield {message: 'otherImage', place, subject, data: {image: subject, others: `${describedInstead.slice(0, 3).join(', ')}${more}`}};
			}
		}
	},
});
