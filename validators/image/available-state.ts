import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** States that an image does not leave by waiting. */
const lost = ['failed', 'invalid', 'deregistered', 'error'];

export const availableState = defineValidator({
	id: 'image/available-state',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'The AMI is in the state "available", so that AWS can copy it.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		lost: {
			message: '{image} is in the state {found}: AWS can neither find nor copy it (ASSET_NOT_FOUND, ASSET_ACCESS_EXCEPTION).',
			help: 'Create the image again and name the new id in the version.',
		},
		notYet: {
			message: '{image} is in the state {found}; AWS copies only an available image.',
			help: 'Wait until the image is available (or enable it), then save the DescribeImages answer again.',
		},
	},
	examples: [
		{name: 'an image that failed', files: {'images.json': image({State: 'failed'})}, expect: [{message: 'lost', at: '"failed"'}]},
		{name: 'an image still being made', files: {'images.json': image({State: 'pending'})}, expect: [{message: 'notYet', at: '"pending"'}]},
		{name: 'an available image', files: {'images.json': image()}, expect: []},
		{name: 'an answer that leaves the state out', files: {'images.json': image({State: undefined})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, state} of images) {
			if (state === undefined || state.value === 'available') continue;
			const subject = imageId?.value ?? 'The image';
			const data = {image: subject, found: state.value};
			if (lost.includes(state.value)) yield {message: 'lost', place: state.place, subject, data};
			else yield {message: 'notYet', place: state.place, subject, severity: 'warning', data};
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some(({state}) => state?.value !== 'available')) return undefined;
		return `DescribeImages: ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')} is available`;
	},
});
