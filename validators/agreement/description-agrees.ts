import {defineValidator} from '../../src/contract.ts';
import {changes, image, standalone} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const request = (ProductTitle: string | undefined) =>
	changes([
		{changeType: 'UpdateInformation', details: {ProductTitle}},
		{changeType: 'AddDeliveryOptions', details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Important: faster start.'}, DeliveryOptions: [standalone()]}},
	]);

/** The words of a text that tell one product from another, in lower case. */
function wordsOf(text: string): readonly string[] {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.filter((word) => word.length > 1 && !['and', 'for', 'of', 'on', 'the', 'with', 'by', 'in'].includes(word));
}

export const descriptionAgrees = defineValidator({
	id: 'agreement/description-agrees',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: "The AMI's own Description says the product's name.",
	why: "AWS's checklist asks that the product's name and description match the Description field of the AMI.",
	source: pages.checklist,
	reads: ['images', 'listings'],
	messages: {
		otherDescription: {
			message: 'The Description of {image} does not name the product "{title}"; AWS asks that the two match.',
			help: "Register the image with a description that begins with the product's title, or change it with aws ec2 modify-image-attribute --description.",
		},
		noDescription: {
			message: '{image} has no Description; AWS asks that it matches the name of the product, "{title}".',
			help: "Give the image a description that begins with the product's title: aws ec2 modify-image-attribute --image-id {image} --description.",
		},
	},
	examples: [
		{
			name: 'a description left by the build',
			files: {'images.json': image({Description: 'packer build 1187'}), 'request.json': request('Larkspur Queue Server')},
			expect: [{message: 'otherDescription', at: '"packer build 1187"'}],
		},
		{
			name: 'an image without a description',
			files: {'images.json': image({Description: undefined}), 'request.json': request('Larkspur Queue Server')},
			expect: [{message: 'noDescription', at: '"ImageId"'}],
		},
		{name: 'a description with the title', files: {'images.json': image(), 'request.json': request('Larkspur Queue Server')}, expect: []},
		{name: 'most of the title', files: {'images.json': image(), 'request.json': request('Larkspur Queue Server Standard')}, expect: []},
		{name: 'a listing without a title', files: {'images.json': image(), 'request.json': request(undefined)}, expect: []},
		{
			name: 'a query that left the description out',
			files: {'images.json': image({Description: undefined, State: undefined}), 'request.json': request('Larkspur Queue Server')},
			expect: [],
		},
	],
	*check({images, listings}) {
		const titles = [...new Set(listings.flatMap(({title}) => (title === undefined ? [] : [title.value])))];
		for (const {imageId, description, place, whole, uses, describedInstead} of images) {
			// With one title in the submission there is no doubt which product the image belongs to.
			const title = uses.find(({listing}) => listing.title !== undefined)?.listing.title?.value ?? (titles.length === 1 ? titles[0] : undefined);
			if (title === undefined || describedInstead !== undefined) continue;
			const subject = imageId?.value ?? 'the image';
			const data = {image: subject, title};
			if (description === undefined || description.value.trim() === '') {
				if (whole) yield {message: 'noDescription', place: description?.place ?? place, subject, data};
				continue;
			}
			const said = new Set(wordsOf(description.value));
			const words = wordsOf(title);
			if (words.filter((word) => said.has(word)).length * 2 >= words.length) continue;
			yield {message: 'otherDescription', place: description.place, subject, data};
		}
	},
});
