import {defineValidator} from '../../src/contract.ts';
import {image, json} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const attribute = (LaunchPermissions: readonly unknown[]) => json({ImageId: 'ami-0a1b2c3d4e5f67890', LaunchPermissions});

export const noPublicLaunch = defineValidator({
	id: 'image/no-public-launch',
	policy: 'usage.no-outside-launch',
	severity: 'warning',
	about: 'The AMI that you submit is not open to everybody: buyers launch the copy that AWS Marketplace makes.',
	why: 'Anyone may launch a public AMI without a subscription, outside AWS Marketplace and without paying. AWS needs only the access role that you name.',
	source: pages.policy,
	reads: ['images'],
	messages: {
		isPublic: {
			message: '{image} is public: anyone can launch it without a subscription on AWS Marketplace.',
			help: 'Take the launch permission of the group "all" away; AWS reads the AMI through the access role of the version.',
		},
		sharedWithAll: {
			message: '{image} has a launch permission for the group "all": anyone can launch it without a subscription on AWS Marketplace.',
			help: 'Take the launch permission of the group "all" away; AWS reads the AMI through the access role of the version.',
		},
	},
	examples: [
		{name: 'a public image', files: {'images.json': image({Public: true})}, expect: [{message: 'isPublic', at: 'true'}]},
		{
			name: 'launch permissions for all',
			files: {'images.json': image({Public: undefined}), 'permissions.json': attribute([{Group: 'all'}])},
			expect: [{message: 'sharedWithAll', at: '"all"'}],
		},
		{
			name: 'shared with one account',
			files: {'images.json': image(), 'permissions.json': attribute([{UserId: '444455556666'}])},
			expect: [],
		},
		{name: 'a private image', files: {'images.json': image()}, expect: []},
	],
	*check({images}) {
		for (const {imageId, public: open, launchPermissions = []} of images) {
			const subject = imageId?.value ?? 'The image';
			const all = launchPermissions.find(({value}) => value === 'all');
			if (open?.value === true) yield {message: 'isPublic', place: open.place, subject, data: {image: subject}};
			else if (all !== undefined) yield {message: 'sharedWithAll', place: all.place, subject, data: {image: subject}};
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some((image) => image.public?.value !== false)) return undefined;
		return `DescribeImages: ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')} is not public`;
	},
});
