import {defineValidator} from '../../src/contract.ts';
import {image, standalone, version} from '../../src/examples.ts';
import {recommendedUserNames, scanningPorts} from '../../src/limits/images.ts';
import {pages} from '../../src/limits.ts';

const request = (source: Readonly<Record<string, unknown>>) => version([standalone({}, source)]);
const windows = image({Platform: 'windows', PlatformDetails: 'Windows'});

export const accessFitsPlatform = defineValidator({
	id: 'agreement/access-fits-platform',
	policy: 'access.os-administration',
	severity: 'warning',
	about: "The version's user name and scanning port fit the AMI's platform: ec2-user and SSH for Linux, Administrator and RDP for Windows.",
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		otherUser: {
			message: '{image} runs {platform}, but the version gives the user name {found} of the other platform.',
			help: 'Give the name that administers this image; AWS recommends {wanted}.',
		},
		otherPort: {
			message: '{image} runs {platform}, but the version gives the scanning port {found} of the other platform.',
			help: 'Give the port of SSH for Linux or of RDP for Windows, here {wanted} unless you moved it.',
		},
	},
	examples: [
		{
			name: 'a Windows image with the user of Linux',
			files: {'images.json': windows, 'request.json': request({ScanningPort: 3389})},
			expect: [{message: 'otherUser', at: '"ec2-user"'}],
		},
		{
			name: 'a Windows image with the port of SSH',
			files: {'images.json': windows, 'request.json': request({UserName: 'Administrator'})},
			expect: [{message: 'otherPort', at: '22'}],
		},
		{
			name: 'a Windows image with its own',
			files: {'images.json': windows, 'request.json': request({UserName: 'Administrator', ScanningPort: 3389})},
			expect: [],
		},
		{name: 'a Linux image with the user of its distribution', files: {'images.json': image(), 'request.json': request({UserName: 'ubuntu'})}, expect: []},
		{
			name: 'an answer without the platform',
			files: {'images.json': image({PlatformDetails: undefined}), 'request.json': request({ScanningPort: 3389})},
			expect: [],
		},
	],
	*check({images}) {
		for (const {imageId, platform, platformDetails, uses} of images) {
			const known = platform ?? platformDetails;
			if (known === undefined) continue;
			const [own, other] = /^windows/i.test(known.value) ? (['windows', 'linux'] as const) : (['linux', 'windows'] as const);
			const names = {image: imageId?.value ?? 'The image', platform: own === 'windows' ? 'Windows' : 'Linux'};
			for (const {ami} of uses) {
				const {userName: user, scanningPort: port} = ami;
				if (user?.value.toLowerCase() === recommendedUserNames[other].toLowerCase())
					yield {message: 'otherUser', place: user.place, subject: 'UserName', data: {...names, found: user.value, wanted: recommendedUserNames[own]}};
				if (port?.value === scanningPorts[other])
					yield {message: 'otherPort', place: port.place, subject: 'ScanningPort', data: {...names, found: port.value, wanted: scanningPorts[own]}};
			}
		}
	},
});
