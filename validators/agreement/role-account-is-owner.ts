import {defineValidator} from '../../src/contract.ts';
import {image, standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const account = /^\d{12}$/;

export const roleAccountIsOwner = defineValidator({
	id: 'agreement/role-account-is-owner',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'The access role lies in the account that owns the AMI.',
	why: 'AWS takes on the role to share the AMI with itself. A role of another account can do nothing with it (ASSET_NOT_FOUND).',
	source: pages.access,
	reads: ['images'],
	messages: {
		otherAccount: {
			message: 'The access role lies in account {role}, but {image} belongs to account {owner}; AWS then cannot get at the AMI (ASSET_NOT_FOUND).',
			help: 'Name a role of account {owner}, the seller account, or copy the image into account {role} if that is the seller account.',
		},
	},
	examples: [
		{
			name: 'a role of another account',
			files: {'images.json': image({OwnerId: '444455556666'}), 'request.json': version([standalone()])},
			expect: [{message: 'otherAccount', at: '111122223333'}],
		},
		{name: 'a role of the same account', files: {'images.json': image(), 'request.json': version([standalone()])}, expect: []},
		{
			name: 'an account that is masked',
			files: {
				'images.json': image(),
				'request.json': version([standalone({}, {AccessRoleArn: 'arn:aws:iam::XXXXXXXXXXXX:role/LarkspurIngestion'})]),
			},
			expect: [],
		},
		{name: 'an answer that leaves the owner out', files: {'images.json': image({OwnerId: undefined}), 'request.json': version([standalone()])}, expect: []},
		{name: 'a version without a role', files: {'images.json': image(), 'request.json': version([standalone({}, {AccessRoleArn: undefined})])}, expect: []},
	],
	*check({images}) {
		for (const {imageId, ownerId, uses} of images) {
			if (ownerId === undefined || !account.test(ownerId.value)) continue;
			for (const {ami} of uses) {
				const arn = ami.accessRoleArn;
				const role = arn?.value.split(':')[4] ?? '';
				if (arn === undefined || !account.test(role) || role === ownerId.value) continue;
				const start = arn.value.split(':').slice(0, 4).join(':').length + 1;
				const data = {image: imageId?.value ?? 'the AMI', role, owner: ownerId.value};
				yield {message: 'otherAccount', place: spanOf(arn, start, start + role.length), subject: 'AccessRoleArn', data};
			}
		}
	},
});
