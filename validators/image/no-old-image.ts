import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {imageAge} from '../../src/limits/images.ts';

/** Days before its second birthday in which an image may turn too old while AWS still reviews it (two to four weeks, and drafts wait). */
const soon = 60;
const day = 86_400_000;

/**
 * Reported under `security.vulnerabilities`: no policy of the catalogue is about age, and the edition of May 2025 asks for it so that
 * buyers get patched software.
 */
export const noOldImage = defineValidator({
	id: 'image/no-old-image',
	policy: 'security.vulnerabilities',
	severity: {'ami-2020': 'off', 'ami-2025': 'error'},
	about: 'The AMI is not older than two years.',
	why: 'The policies of May 2025 count from the creation date of the AMI. An older image lacks two years of patches, whatever the scan says.',
	source: imageAge.source,
	reads: ['submission', 'images'],
	messages: {
		tooOld: {
			message: '{image} was created on {created}, more than {years} years before {today}.',
			help: 'Build the image anew on an up-to-date base image and submit that one.',
		},
		soonTooOld: {
			message: '{image} was created on {created} and will be {years} years old on {until}.',
			help: 'Build the image anew before you submit: a review may take longer than what is left.',
		},
	},
	examples: [
		{
			name: 'an image of three years',
			files: {'images.json': image({CreationDate: '2023-10-01T08:00:00.000Z'})},
			expect: [{message: 'tooOld', at: '"2023-10-01T08:00:00.000Z"'}],
		},
		{
			name: 'an image that turns two within two months',
			files: {'images.json': image({CreationDate: '2024-12-31T08:00:00.000Z'})},
			expect: [{message: 'soonTooOld', at: '"2024-12-31T08:00:00.000Z"'}],
		},
		{name: 'an image of this year', files: {'images.json': image()}, expect: []},
		{name: 'an answer that leaves the date out', files: {'images.json': image({CreationDate: undefined})}, expect: []},
		{name: 'a date that is none', files: {'images.json': image({CreationDate: 'last spring'})}, expect: []},
	],
	*check({submission, images}) {
		const now = Date.parse(submission.today);
		for (const {imageId, creationDate} of images) {
			const birthday = new Date(creationDate?.value ?? '');
			birthday.setUTCFullYear(birthday.getUTCFullYear() + imageAge.years);
			// A date that can't be read compares as neither old nor new.
			const left = (birthday.getTime() - now) / day;
			if (creationDate === undefined || !(left < soon)) continue;
			const subject = imageId?.value ?? 'The image';
			const data = {image: subject, created: creationDate.value.slice(0, 10), years: imageAge.years};
			if (left < 0) yield {message: 'tooOld', place: creationDate.place, subject, data: {...data, today: submission.today}};
			else {
				const until = birthday.toISOString().slice(0, 10);
				yield {message: 'soonTooOld', place: creationDate.place, subject, severity: 'warning', data: {...data, until}};
			}
		}
	},
});
