import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const codes = (...types: readonly string[]) =>
	image({ProductCodes: types.map((type) => ({ProductCodeId: '4kexample0codexample0abcd', ProductCodeType: type}))});

/** Bases that are billed through a code of their own. Windows, Red Hat and SUSE are billed too, but AWS lets products build on them. */
const billedBase = /Ubuntu Pro/i;

export const noProductCode = defineValidator({
	id: 'image/no-product-code',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'The AMI carries no product code or billing code yet: AWS Marketplace adds its own.',
	why: 'A product code follows the AMI from its base image. AWS refuses an AMI that has one (EXISTING_AMI_PRODUCT_CODE), and a code can never be removed.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		hasCode: {
			message: '{image} already carries the {type} product code {code}; AWS refuses such an AMI with EXISTING_AMI_PRODUCT_CODE.',
			help: 'Build the image again from a base image without a product code, not from an AMI subscribed on AWS Marketplace.',
		},
		billedBase: {
			message: '{image} is billed as {found}, which sellers report AWS refuses: its billing code follows every copy.',
			help: 'Build the image on the plain server image of the distribution.',
		},
	},
	examples: [
		{
			name: 'an image built from another product',
			files: {'images.json': codes('marketplace')},
			expect: [{message: 'hasCode', at: '"4kexample0codexample0abcd"'}],
		},
		{name: 'an old DevPay code', files: {'images.json': codes('devpay')}, expect: [{message: 'hasCode', at: '"4kexample0codexample0abcd"'}]},
		{
			name: 'a base image with a billing code',
			files: {'images.json': image({PlatformDetails: 'Ubuntu Pro'})},
			expect: [{message: 'billedBase', at: '"Ubuntu Pro"'}],
		},
		{name: 'an empty list of codes', files: {'images.json': codes()}, expect: []},
		{name: 'an image on Windows, which AWS bills itself', files: {'images.json': image({Platform: 'windows', PlatformDetails: 'Windows'})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, productCodes, platformDetails} of images) {
			const subject = imageId?.value ?? 'The image';
			for (const {id, type} of productCodes)
				yield {message: 'hasCode', place: id.place, subject: id.value, data: {image: subject, code: id.value, type: type?.value ?? 'unnamed'}};
			if (productCodes.length > 0 || platformDetails === undefined || !billedBase.test(platformDetails.value)) continue;
			yield {message: 'billedBase', place: platformDetails.place, subject, severity: 'warning', data: {image: subject, found: platformDetails.value}};
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some(({whole, productCodes}) => !whole || productCodes.length > 0)) return undefined;
		return `DescribeImages: ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')} carries no product code`;
	},
});
