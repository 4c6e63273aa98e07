import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const requireHvm = defineValidator({
	id: 'image/require-hvm',
	policy: 'architecture.hvm',
	severity: 'error',
	about: 'The AMI uses hardware virtual machine (HVM) virtualization.',
	source: pages.policy,
	reads: ['images'],
	messages: {
		otherVirtualization: {
			message: '{image} is registered with {found} virtualization; AWS Marketplace takes HVM only.',
			help: 'Register the image again from its snapshot with VirtualizationType hvm, or rebuild it on a current HVM base image.',
		},
	},
	examples: [
		{
			name: 'a paravirtual image',
			files: {'images.json': image({VirtualizationType: 'paravirtual'})},
			expect: [{message: 'otherVirtualization', at: '"paravirtual"'}],
		},
		{name: 'an HVM image', files: {'images.json': image()}, expect: []},
		{name: 'an answer that leaves the virtualization out', files: {'images.json': image({VirtualizationType: undefined})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, virtualizationType} of images) {
			if (virtualizationType === undefined || virtualizationType.value === 'hvm') continue;
			const name = imageId?.value ?? 'The image';
			yield {message: 'otherVirtualization', place: virtualizationType.place, subject: name, data: {image: name, found: virtualizationType.value}};
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some(({virtualizationType}) => virtualizationType?.value !== 'hvm')) return undefined;
		return `DescribeImages gives VirtualizationType hvm for ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')}`;
	},
});
