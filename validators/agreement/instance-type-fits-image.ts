import {defineValidator} from '../../src/contract.ts';
import {image, standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const request = (RecommendedInstanceType: string | undefined) => version([standalone({RecommendedInstanceType})]);

/** AWS names its Arm families `a1` or with a `g` behind the generation (`m7g`, `c7gn`, `im4gn`); a `g` before it is a GPU family (`g5`). */
const armType = /^(?:a1|[a-z]+\d+g[a-z]*)\./;

export const instanceTypeFitsImage = defineValidator({
	id: 'agreement/instance-type-fits-image',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The recommended instance type has the processor that the AMI is built for.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		otherProcessor: {
			message: '{type} has {processor} processors, but {image} is built for {architecture}; AWS refuses this as INCOMPATIBLE_AMI.',
			help: 'Recommend (and enable) instance types for {architecture}: a version has one AMI, hence one architecture.',
		},
	},
	examples: [
		{
			name: 'an Arm type for an x86-64 image',
			files: {'images.json': image(), 'request.json': request('m7g.large')},
			expect: [{message: 'otherProcessor', at: '"m7g.large"'}],
		},
		{
			name: 'an x86-64 type for an Arm image',
			files: {'images.json': image({Architecture: 'arm64'}), 'request.json': request('m5.large')},
			expect: [{message: 'otherProcessor', at: '"m5.large"'}],
		},
		{name: 'a GPU type for an x86-64 image', files: {'images.json': image(), 'request.json': request('g5.xlarge')}, expect: []},
		{name: 'an Arm type for an Arm image', files: {'images.json': image({Architecture: 'arm64'}), 'request.json': request('c7gn.large')}, expect: []},
		{name: 'an architecture of its own', files: {'images.json': image({Architecture: 'arm64_mac'}), 'request.json': request('mac2.metal')}, expect: []},
		{name: 'no recommendation', files: {'images.json': image(), 'request.json': request(undefined)}, expect: []},
	],
	*check({images}) {
		for (const {imageId, architecture, uses} of images) {
			if (architecture?.value !== 'x86_64' && architecture?.value !== 'arm64') continue;
			for (const {option} of uses) {
				const type = option.recommendedInstanceType;
				if (type === undefined || !/^[a-z][\w-]*\.\w/.test(type.value) || armType.test(type.value) === (architecture.value === 'arm64')) continue;
				const processor = architecture.value === 'arm64' ? 'x86-64' : 'Arm';
				const data = {image: imageId?.value ?? 'the AMI', type: type.value, processor, architecture: architecture.value};
				yield {message: 'otherProcessor', place: type.place, subject: 'RecommendedInstanceType', data};
			}
		}
	},
});
