import {defineValidator} from '../../src/contract.ts';
import {image, json} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const two = (first: Readonly<Record<string, unknown>>, second: Readonly<Record<string, unknown>>) => {
	const images = [first, second].map((fields) => JSON.parse(image(fields)) as {readonly Images: readonly unknown[]});
	return json({Images: images.flatMap(({Images}) => Images)});
};

/** Within one Region an account's AMI names are unique, so one name with two ids means two Regions. */
export const oneBuildPerRegion = defineValidator({
	id: 'image/one-build-per-region',
	policy: 'architecture.region-agnostic',
	severity: 'warning',
	about: 'One AMI is submitted for all Regions, not one for each.',
	why: 'AWS Marketplace takes the AMI of us-east-1 and copies it to every Region of the listing. Builds of your own for other Regions are never used.',
	source: pages.policy,
	reads: ['images'],
	messages: {
		sameName: {
			message: '{image} and {first} have the same name and owner, so they lie in two Regions; AWS Marketplace takes one AMI and copies it.',
			help: 'Leave only the AMI of us-east-1 in the submission, or name it in the listing; then the others are not looked at.',
		},
	},
	examples: [
		{
			name: 'one name, two images',
			files: {'images.json': two({}, {ImageId: 'ami-0ffffffffffffffff'})},
			expect: [{message: 'sameName', at: '"ami-0ffffffffffffffff"'}],
		},
		{name: 'two versions', files: {'images.json': two({}, {ImageId: 'ami-0ffffffffffffffff', Name: 'Larkspur Queue Server 2.5.0'})}, expect: []},
		{name: 'the same name in another account', files: {'images.json': two({}, {ImageId: 'ami-0ffffffffffffffff', OwnerId: '444455556666'})}, expect: []},
		{name: 'the same image described twice', files: {'images.json': two({}, {})}, expect: []},
		{name: 'images without names', files: {'images.json': two({Name: undefined}, {ImageId: 'ami-0ffffffffffffffff', Name: undefined})}, expect: []},
	],
	*check({images}) {
		const firsts = new Map<string, string>();
		for (const {imageId, name, ownerId} of images) {
			if (imageId === undefined || name === undefined || ownerId === undefined) continue;
			const key = JSON.stringify([ownerId.value, name.value]);
			const first = firsts.get(key);
			if (first === undefined) firsts.set(key, imageId.value);
			else if (first !== imageId.value) yield {message: 'sameName', place: imageId.place, subject: imageId.value, data: {image: imageId.value, first}};
		}
	},
});
