import {defineValidator} from '../../src/contract.ts';
import {image} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const device = (Ebs: Readonly<Record<string, unknown>>) => image({BlockDeviceMappings: [{DeviceName: '/dev/xvda', Ebs}]});

export const noEncryptedSnapshot = defineValidator({
	id: 'image/no-encrypted-snapshot',
	policy: 'architecture.unencrypted',
	severity: 'error',
	about: "None of the AMI's snapshots is encrypted.",
	why: "AWS copies the AMI into its own account and on to the buyers' Regions. It can't read a snapshot that your key encrypts.",
	source: pages.versions,
	reads: ['images'],
	messages: {
		encrypted: {
			message: 'Snapshot {snapshot} of {image} ({device}) is encrypted; AWS Marketplace does not take encrypted snapshots.',
			help: 'Build the image in an account and Region where EBS encryption by default is off: a copy of an encrypted snapshot stays encrypted.',
		},
	},
	examples: [
		{
			name: 'an encrypted root snapshot',
			files: {'images.json': device({SnapshotId: 'snap-0123456789abcdef0', Encrypted: true})},
			expect: [{message: 'encrypted', at: 'true'}],
		},
		{
			name: 'an encrypted data device without a snapshot',
			files: {'images.json': device({VolumeSize: 8, Encrypted: true})},
			expect: [{message: 'encrypted', at: 'true'}],
		},
		{name: 'a snapshot that is not encrypted', files: {'images.json': image()}, expect: []},
		{name: 'an answer that leaves encryption out', files: {'images.json': device({SnapshotId: 'snap-0123456789abcdef0'})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, blockDevices} of images) {
			for (const {deviceName, snapshotId, encrypted} of blockDevices) {
				if (encrypted?.value !== true) continue;
				const names = {image: imageId?.value ?? 'the image', device: deviceName?.value ?? 'a device', snapshot: snapshotId?.value ?? 'not named'};
				yield {message: 'encrypted', place: encrypted.place, subject: snapshotId?.value ?? names.device, data: names};
			}
		}
	},
	shows({images}) {
		const devices = images.flatMap(({blockDevices}) => blockDevices.filter(({virtualName}) => virtualName === undefined));
		if (images.some(({blockDevices}) => blockDevices.length === 0) || devices.length === 0) return undefined;
		if (devices.some(({encrypted}) => encrypted?.value !== false)) return undefined;
		return `DescribeImages: no snapshot of ${images.map(({imageId}) => imageId?.value ?? 'the image').join(', ')} is encrypted`;
	},
});
