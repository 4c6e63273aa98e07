import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/**
 * A warning and not an error: AWS's best practices say "must", but the policy page does not name IMDSv2 and no refusal for it is known.
 * Reported under `delivery.listing-requirements`, where what AWS asks of a submission beside the policies belongs.
 */
export const requireImdsV2 = defineValidator({
	id: 'image/require-imds-v2',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The AMI is registered for instance metadata by IMDSv2 only.',
	why: "With IMDSv1 a flaw in a web application can hand out the credentials of the instance's role. An AMI with imds-support v2.0 launches with tokens required.",
	source: pages.bestPractices,
	reads: ['images'],
	messages: {
		otherImds: {
			message: "{image} has ImdsSupport {found}; AWS's best practices say that it must be v2.0.",
			help: 'Run aws ec2 modify-image-attribute --image-id {image} --imds-support v2.0, or register the image with --imds-support v2.0.',
		},
		imdsV1: {
			message: '{image} is not registered with ImdsSupport v2.0, so instances launch with IMDSv1 allowed.',
			help: 'Run aws ec2 modify-image-attribute --image-id {image} --imds-support v2.0, or register the image with --imds-support v2.0.',
		},
	},
	examples: [
		{
			name: 'an image without the attribute',
			files: {'images.json': image({ImdsSupport: undefined})},
			expect: [{message: 'imdsV1', at: '"ImageId"'}],
		},
		{
			name: 'another value',
			files: {'images.json': image({ImdsSupport: 'v1.0'})},
			expect: [{message: 'otherImds', at: '"v1.0"'}],
		},
		{name: 'an image for IMDSv2 only', files: {'images.json': image()}, expect: []},
		{
			name: 'an answer cut down by a query, which may have left the attribute out',
			files: {'images.json': image({ImdsSupport: undefined, BlockDeviceMappings: undefined})},
			expect: [],
		},
	],
	*check({images}) {
		for (const {imageId, imdsSupport, place, whole} of images) {
			const subject = imageId?.value ?? 'The image';
			if (imdsSupport === undefined) {
				if (whole) yield {message: 'imdsV1', place, subject, data: {image: subject}};
			} else if (imdsSupport.value !== 'v2.0') {
				yield {message: 'otherImds', place: imdsSupport.place, subject, data: {image: subject, found: imdsSupport.value}};
			}
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some(({imdsSupport}) => imdsSupport?.value !== 'v2.0')) return undefined;
		return `DescribeImages: ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')} allows IMDSv2 only`;
	},
});
