import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {sourceRegion as required} from '../../src/limits/images.ts';
import {spanOf} from '../../src/tree.ts';

/** A Region code standing alone in a name: `larkspur-eu-west-1`, `larkspur_ap-southeast-2_2.4`. */
const regionCode = /(?<![a-z])(?:us|eu|ap|sa|ca|me|af|il|mx)-(?:gov-)?(?:north|south|east|west|central)(?:east|west)?-\d(?!\d)/i;

/**
 * A DescribeImages answer does not name its own Region, so nothing shows the policy kept, and only a contradiction is worth a word.
 * `SourceImageRegion` is left alone: it is the Region of the image that this one was copied from.
 */
export const sourceRegion = defineValidator({
	id: 'image/source-region',
	policy: 'architecture.source-region',
	severity: 'warning',
	about: 'Nothing in the AMI evidence contradicts that the AMI is in us-east-1.',
	source: required.source,
	reads: ['images'],
	messages: {
		otherArn: {
			message: '{image} uses a resource in {found}, so it seems not to be in {wanted}, where AWS takes the AMI from.',
			help: 'Copy the image to {wanted} (aws ec2 copy-image --region {wanted}) and submit the copy; AWS brings it to the other Regions.',
		},
		otherName: {
			message: '{image} carries {found} in its name; AWS takes the AMI from {wanted}.',
			help: 'Check that the image lies in {wanted}: aws ec2 describe-images --region {wanted} --image-ids {image} must find it.',
		},
	},
	examples: [
		{
			name: 'a key of another Region',
			files: {
				'images.json': image({
					BlockDeviceMappings: [
						{DeviceName: '/dev/xvda', Ebs: {SnapshotId: 'snap-0123456789abcdef0', KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/a1b2c3d4'}},
					],
				}),
			},
			expect: [{message: 'otherArn', at: 'eu-west-1'}],
		},
		{name: 'a name for another Region', files: {'images.json': image({Name: 'larkspur-2.4.0-eu-west-1'})}, expect: [{message: 'otherName', at: 'eu-west-1'}]},
		{name: 'a copy whose source was elsewhere', files: {'images.json': image({SourceImageRegion: 'eu-west-1'})}, expect: []},
		{name: 'a name for the right Region', files: {'images.json': image({Name: 'larkspur-2.4.0-us-east-1'})}, expect: []},
		{name: 'a name without a Region', files: {'images.json': image()}, expect: []},
		{name: 'an answer without a name', files: {'images.json': image({Name: undefined})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, name, arns} of images) {
			const subject = imageId?.value ?? 'The image';
			for (const arn of arns) {
				const before = arn.value.split(':').slice(0, 3).join(':').length + 1;
				const region = arn.value.split(':')[3] ?? '';
				if (region === '' || region === required.name) continue;
				const place = spanOf(arn, before, before + region.length);
				yield {message: 'otherArn', place, subject, data: {image: subject, found: region, wanted: required.name}};
			}
			const found = regionCode.exec(name?.value ?? '');
			if (name === undefined || found === null || found[0].toLowerCase() === required.name) continue;
			const place = spanOf(name, found.index, found.index + found[0].length);
			yield {message: 'otherName', place, subject, data: {image: subject, found: found[0], wanted: required.name}};
		}
	},
});
