import {defineValidator} from '../../src/contract.ts';
import {changes, image, standalone} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const request = (ProductTitle: string | undefined) =>
	changes([
		{changeType: 'UpdateInformation', details: {ProductTitle}},
		{changeType: 'AddDeliveryOptions', details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Important: faster start.'}, DeliveryOptions: [standalone()]}},
	]);

/** Letters and digits alone, in lower case: `Larkspur-Queue` begins as `Larkspur Queue` does. */
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A warning: AWS does not say how it tells the brand, and here it is guessed as the first word of the product's title or the seller's name. */
export const nameBeginsWithBrand = defineValidator({
	id: 'agreement/name-begins-with-brand',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: "The AMI's name begins with the company or brand name.",
	source: pages.apiAmi,
	reads: ['images', 'listings'],
	messages: {
		otherBeginning: {
			message: 'The name of {image} does not begin with {brands}; AWS refuses a name without the company or brand in front (INVALID_AMI_NAME).',
			help: 'Copy the image under a name that begins with your company or brand: a name cannot be changed. If yours does already, waive this.',
		},
	},
	examples: [
		{
			name: 'a name left by the build',
			files: {'images.json': image({Name: 'packer-1187-queue'}), 'request.json': request('Larkspur Queue Server')},
			expect: [{message: 'otherBeginning', at: '"packer-1187-queue"'}],
		},
		{
			name: 'the brand in another spelling',
			files: {'images.json': image({Name: 'larkspur_queue-server-2.4.0'}), 'request.json': request('Larkspur Queue Server')},
			expect: [],
		},
		{name: 'a listing that tells no brand', files: {'images.json': image({Name: 'packer-1187'}), 'request.json': request(undefined)}, expect: []},
		{name: 'an answer without the name', files: {'images.json': image({Name: undefined}), 'request.json': request('Larkspur Queue Server')}, expect: []},
	],
	*check({images, listings}) {
		const known = listings
			.flatMap(({title, seller}) => [title, seller])
			.flatMap((text) => (text === undefined ? [] : [text.value.trim().split(/\s+/)[0] ?? '']));
		const brands = [...new Set(known.filter((brand) => plain(brand) !== ''))];
		for (const {imageId, name} of images) {
			if (name === undefined || brands.length === 0 || brands.some((brand) => plain(name.value).startsWith(plain(brand)))) continue;
			const subject = imageId?.value ?? 'the image';
			yield {message: 'otherBeginning', place: name.place, subject, data: {image: subject, brands: brands.map((brand) => `"${brand}"`).join(' or ')}};
		}
	},
});
