import {defineValidator} from '../../src/contract.ts';
import {standalone, version} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {isRolling, releaseOf} from '../../src/limits/operating-systems.ts';
import {pages} from '../../src/limits.ts';

const on = (OperatingSystemName: string, OperatingSystemVersion: string) => version([standalone({}, {OperatingSystemName, OperatingSystemVersion})]);

export const supportedOperatingSystem = defineValidator({
	id: 'listing/supported-operating-system',
	policy: 'security.vulnerabilities',
	severity: {'ami-2020': 'off', 'ami-2025': 'error'},
	about: 'The operating system is one that its vendor still supports.',
	why: 'Since August 2021 products on an operating system past its end of life are refused, and listed ones are taken down. Paid extended support is not judged here.',
	source: pages.policy,
	reads: ['listings', 'submission'],
	messages: {
		ended: {
			message: '{label} has had no vendor support since {date}.',
			help: 'Rebuild the AMI on a supported release. If you pay for extended support, say so to the reviewer, with proof that its fixes are installed.',
		},
		unknown: {
			message: 'Until when {label} is supported is not known here, so that nothing judges it.',
			help: "Look it up at its vendor's: an operating system past its end of life is refused.",
		},
	},
	examples: [
		{name: 'CentOS 7', files: {'listing.json': on('CENTOS', '7')}, expect: [{message: 'ended', at: '"7"', subject: 'CentOS 7'}]},
		{name: 'Ubuntu 18.04', files: {'listing.json': on('UBUNTU', '18.04.6 LTS')}, expect: [{message: 'ended', at: '"18.04.6 LTS"'}]},
		{name: 'Amazon Linux 2023, not 2', files: {'listing.json': on('AMAZONLINUX', '2023')}, expect: []},
		{
			name: 'a system that we know nothing of',
			files: {'listing.json': on('OTHERLINUX', '7')},
			expect: [{message: 'unknown', at: '"7"', subject: 'OTHERLINUX 7'}],
		},
		{name: 'a rolling release', files: {'listing.json': on('GENTOO', '2025')}, expect: []},
	],
	*check({listings, submission}) {
		for (const {ami} of listings.flatMap(({versions}) => versions.flatMap(({options}) => options))) {
			const {operatingSystemName: name, operatingSystemVersion: system} = ami ?? {};
			if (name === undefined || system === undefined) continue;
			const found = releaseOf(name.value, system.value);
			if (found === undefined) {
				const label = clip(`${name.value} ${system.value}`);
				if (!isRolling(name.value)) yield {message: 'unknown', place: system.place, subject: label, severity: 'note', data: {label}};
				continue;
			}
			if (found.endOfLife >= submission.today) continue;
			const {label, endOfLife: date, extended} = found;
			yield {message: 'ended', place: system.place, subject: label, ...(extended ? {severity: 'warning' as const} : {}), data: {label, date}};
		}
	},
});
