import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {imageArchitectures} from '../../src/limits/images.ts';

export const require64Bit = defineValidator({
	id: 'image/require-64-bit',
	policy: 'architecture.64-bit',
	severity: 'error',
	about: 'The AMI is built for 64-bit processors: x86_64 or arm64.',
	source: imageArchitectures.source,
	reads: ['images'],
	messages: {
		otherArchitecture: {
			message: '{image} is registered for {found}; AWS Marketplace takes {allowed}.',
			help: 'Build the image again on a 64-bit base image, x86_64 or arm64.',
		},
		macArchitecture: {
			message: '{image} is registered for {found}, which runs on Mac hosts alone; AWS Marketplace names {allowed}.',
			help: 'Ask AWS Marketplace whether the product can be listed, or build it on a Linux or Windows base image.',
		},
	},
	examples: [
		{
			name: 'a 32-bit image',
			files: {'images.json': image({Architecture: 'i386'})},
			expect: [{message: 'otherArchitecture', at: '"i386"'}],
		},
		{
			name: 'a macOS image: 64-bit, but not one of the two',
			files: {'images.json': image({Architecture: 'arm64_mac'})},
			expect: [{message: 'macArchitecture', at: '"arm64_mac"'}],
		},
		{name: 'an x86-64 image', files: {'images.json': image()}, expect: []},
		{name: 'an Arm image', files: {'images.json': image({Architecture: 'arm64'})}, expect: []},
		{name: 'an answer that leaves the architecture out', files: {'images.json': image({Architecture: undefined})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, architecture} of images) {
			if (architecture === undefined || imageArchitectures.names.includes(architecture.value)) continue;
			const {value: found, place} = architecture;
			const subject = imageId?.value ?? 'The image';
			const data = {image: subject, found, allowed: imageArchitectures.names.join(' or ')};
			if (found.endsWith('_mac')) yield {message: 'macArchitecture', place, subject, severity: 'warning', data};
			else yield {message: 'otherArchitecture', place, subject, data};
		}
	},
	shows({images}) {
		const isShown = images.length > 0 && images.every(({architecture}) => architecture !== undefined && imageArchitectures.names.includes(architecture.value));
		if (!isShown) return undefined;
		return `DescribeImages gives Architecture ${images.map(({imageId, architecture}) => `${architecture?.value} for ${imageId?.value ?? 'the image'}`).join(', ')}`;
	},
});
