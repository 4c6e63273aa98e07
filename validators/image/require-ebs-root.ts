import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const requireEbsRoot = defineValidator({
	id: 'image/require-ebs-root',
	policy: 'architecture.ebs-backed',
	severity: 'error',
	about: 'The AMI boots from an EBS volume, not from an instance store.',
	source: pages.policy,
	reads: ['images'],
	messages: {
		otherRoot: {
			message: '{image} has a root device of type {found}; AWS Marketplace takes EBS-backed images only.',
			help: 'Launch an instance from an EBS-backed base image, install the product there, and make the AMI with CreateImage.',
		},
		instanceStoreRoot: {
			message: '{image} maps its root device {device} to the instance store {found}, which a stopped instance loses.',
			help: 'Register the image with an EBS snapshot behind its root device.',
		},
	},
	examples: [
		{
			name: 'an image kept in S3',
			files: {'images.json': image({RootDeviceType: 'instance-store'})},
			expect: [{message: 'otherRoot', at: '"instance-store"'}],
		},
		{
			name: 'a root device on the instance store',
			files: {'images.json': image({BlockDeviceMappings: [{DeviceName: '/dev/xvda', VirtualName: 'ephemeral0'}]})},
			expect: [{message: 'instanceStoreRoot', at: '"ephemeral0"'}],
		},
		{
			name: 'an instance store beside the root device',
			files: {
				'images.json': image({
					BlockDeviceMappings: [
						{DeviceName: '/dev/xvda', Ebs: {SnapshotId: 'snap-0123456789abcdef0', Encrypted: false}},
						{DeviceName: '/dev/sdb', VirtualName: 'ephemeral0'},
					],
				}),
			},
			expect: [],
		},
		{name: 'an EBS-backed image', files: {'images.json': image()}, expect: []},
		{name: 'an answer that leaves the type out', files: {'images.json': image({RootDeviceType: undefined})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, rootDeviceType, rootDeviceName, blockDevices} of images) {
			const subject = imageId?.value ?? 'The image';
			if (rootDeviceType !== undefined && rootDeviceType.value !== 'ebs')
				yield {message: 'otherRoot', place: rootDeviceType.place, subject, data: {image: subject, found: rootDeviceType.value}};
			if (rootDeviceName === undefined) continue;
			const {value: device} = rootDeviceName;
			for (const {deviceName, virtualName} of blockDevices) {
				if (deviceName?.value !== device || virtualName === undefined) continue;
				yield {message: 'instanceStoreRoot', place: virtualName.place, subject, data: {image: subject, device, found: virtualName.value}};
			}
		}
	},
	shows({images}) {
		if (images.length === 0 || images.some(({rootDeviceType}) => rootDeviceType?.value !== 'ebs')) return undefined;
		return `DescribeImages gives RootDeviceType ebs for ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')}`;
	},
});
