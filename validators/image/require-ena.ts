import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** AWS refuses such an AMI (`INCOMPATIBLE_AMI`) only where the product's instance types need ENA; all types of today do, older ones do not. */
export const requireEna = defineValidator({
	id: 'image/require-ena',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The AMI supports the Elastic Network Adapter (ENA), which current instance types need.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		off: {
			message: '{image} is registered without ENA support, so it does not run on current instance types.',
			help: 'Install the ENA driver and register the image with --ena-support, or list only instance types that do without (INCOMPATIBLE_AMI otherwise).',
		},
		unnamed: {
			message: 'The answer does not say that {image} supports ENA, which current instance types need.',
			help: 'Check aws ec2 describe-images --query "Images[].EnaSupport": where it is empty, register the image with --ena-support.',
		},
	},
	examples: [
		{name: 'ENA support is off', files: {'images.json': image({EnaSupport: false})}, expect: [{message: 'off', at: 'false'}]},
		{
			name: 'a whole answer without the attribute',
			files: {'images.json': image({EnaSupport: undefined})},
			expect: [{message: 'unnamed', at: '"ImageId"'}],
		},
		{name: 'an answer cut down by a query', files: {'images.json': image({EnaSupport: undefined, State: undefined})}, expect: []},
		{name: 'an image with ENA support', files: {'images.json': image()}, expect: []},
	],
	*check({images}) {
		for (const {imageId, enaSupport, place, whole} of images) {
			const subject = imageId?.value ?? 'The image';
			if (enaSupport?.value === false) yield {message: 'off', place: enaSupport.place, subject, data: {image: subject}};
			else if (enaSupport === undefined && whole) yield {message: 'unnamed', place, subject, severity: 'note', data: {image: subject}};
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some(({enaSupport}) => enaSupport?.value !== true)) return undefined;
		return `DescribeImages: ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')} supports ENA`;
	},
});
