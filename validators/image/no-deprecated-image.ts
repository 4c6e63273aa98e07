import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {ec2Pages} from '../../src/limits/images.ts';

/** A warning: that AWS Marketplace refuses a deprecated AMI is not documented; EC2 hides it, and AWS deprecates restricted versions so. */
export const noDeprecatedImage = defineValidator({
	id: 'image/no-deprecated-image',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The AMI is not deprecated on the day of the check.',
	source: ec2Pages.deprecation,
	reads: ['submission', 'images'],
	messages: {
		deprecated: {
			message: '{image} is deprecated since {since}: EC2 marks it as one that should not be used any more.',
			help: 'Submit a current image, or take the mark away with aws ec2 disable-image-deprecation --image-id {image}.',
		},
	},
	examples: [
		{
			name: 'an image deprecated last year',
			files: {'images.json': image({DeprecationTime: '2025-06-01T00:00:00.000Z'})},
			expect: [{message: 'deprecated', at: '"2025-06-01T00:00:00.000Z"'}],
		},
		{name: 'a deprecation to come', files: {'images.json': image({DeprecationTime: '2028-06-01T00:00:00.000Z'})}, expect: []},
		{name: 'no deprecation', files: {'images.json': image()}, expect: []},
		{name: 'a time that is none', files: {'images.json': image({DeprecationTime: 'soon'})}, expect: []},
	],
	*check({submission, images}) {
		const now = Date.parse(submission.today);
		for (const {imageId, deprecationTime} of images) {
			if (deprecationTime === undefined || !(Date.parse(deprecationTime.value) <= now)) continue;
			const subject = imageId?.value ?? 'The image';
			yield {message: 'deprecated', place: deprecationTime.place, subject, data: {image: subject, since: deprecationTime.value.slice(0, 10)}};
		}
	},
});
