import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const owners: Readonly<Record<string, string>> = {amazon: 'Amazon', 'aws-marketplace': 'AWS Marketplace'};

/** A warning: the answer may have been kept for the base image. AWS refuses an AMI of another account with `ASSET_NOT_FOUND`. */
export const ownImage = defineValidator({
	id: 'image/own-image',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The AMI belongs to the seller, not to Amazon or to a product on AWS Marketplace.',
	source: pages.versions,
	reads: ['images'],
	messages: {
		foreign: {
			message: '{image} belongs to {owner}; AWS takes only an AMI that your own account owns.',
			help: 'Save the DescribeImages answer of your own image, and name that image in the listing.',
		},
	},
	examples: [
		{name: 'a base image of Amazon', files: {'images.json': image({ImageOwnerAlias: 'amazon'})}, expect: [{message: 'foreign', at: '"amazon"'}]},
		{
			name: 'a product of another seller',
			files: {'images.json': image({ImageOwnerAlias: 'aws-marketplace'})},
			expect: [{message: 'foreign', at: '"aws-marketplace"'}],
		},
		{name: 'an image that the asking account owns', files: {'images.json': image({ImageOwnerAlias: 'self'})}, expect: []},
		{name: 'an answer without an alias', files: {'images.json': image()}, expect: []},
	],
	*check({images}) {
		for (const {imageId, ownerAlias} of images) {
			if (ownerAlias === undefined || !Object.hasOwn(owners, ownerAlias.value)) continue;
			const subject = imageId?.value ?? 'The image';
			yield {message: 'foreign', place: ownerAlias.place, subject, data: {image: subject, owner: owners[ownerAlias.value] ?? ownerAlias.value}};
		}
	},
});
