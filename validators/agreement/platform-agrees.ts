import {defineValidator} from '../../src/contract.ts';
import {image, standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const request = (OperatingSystemName: string | undefined) => version([standalone({}, {OperatingSystemName})]);
const windows = {Platform: 'windows', PlatformDetails: 'Windows'};

export const platformAgrees = defineValidator({
	id: 'agreement/platform-agrees',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'The operating system of the version fits the platform that EC2 gives for the AMI: Windows or not.',
	source: pages.apiAmi,
	reads: ['images'],
	messages: {
		listedOther: {
			message: 'The version gives {listed} as the operating system, but EC2 says that {image} runs Windows.',
			help: 'Give WINDOWS with its version as the operating system.',
		},
		listedWindows: {
			message: 'The version gives {listed} as the operating system, but EC2 says that {image} does not run Windows ({platform}).',
			help: 'Give the operating system that the image is built on; a Windows image made by import may lack the platform: register it again.',
		},
	},
	examples: [
		{
			name: 'a Windows image listed as Linux',
			files: {'images.json': image(windows), 'request.json': request('AMAZONLINUX')},
			expect: [{message: 'listedOther', at: '"AMAZONLINUX"'}],
		},
		{
			name: 'a Linux image listed as Windows',
			files: {'images.json': image(), 'request.json': request('WINDOWS')},
			expect: [{message: 'listedWindows', at: '"WINDOWS"'}],
		},
		{name: 'Windows on both sides', files: {'images.json': image(windows), 'request.json': request('WINDOWS')}, expect: []},
		{name: 'Linux on both sides', files: {'images.json': image(), 'request.json': request('UBUNTU')}, expect: []},
		{name: 'an answer without the platform', files: {'images.json': image({PlatformDetails: undefined}), 'request.json': request('WINDOWS')}, expect: []},
		{name: 'a version without the system', files: {'images.json': image(windows), 'request.json': request(undefined)}, expect: []},
	],
	*check({images}) {
		for (const {imageId, platform, platformDetails, uses} of images) {
			const isWindows = /^windows/i.test(platform?.value ?? platformDetails?.value ?? '');
			for (const {ami} of uses) {
				const system = ami.operatingSystemName;
				if (system === undefined || isWindows === /windows/i.test(system.value)) continue;
				const place = system.place;
				const names = {image: imageId?.value ?? 'the AMI', listed: system.value};
				if (isWindows) yield {message: 'listedOther', place, subject: 'OperatingSystemName', data: names};
				else if (platformDetails !== undefined)
					yield {message: 'listedWindows', place, subject: 'OperatingSystemName', data: {...names, platform: platformDetails.value}};
			}
		}
	},
});
