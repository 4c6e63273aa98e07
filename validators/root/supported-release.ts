import {defineValidator} from '../../src/contract.ts';
import {debian, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {operatingSystemReleases} from '../../src/limits/operating-systems.ts';
import {pages} from '../../src/limits.ts';

export const supportedRelease = defineValidator({
	id: 'root/supported-release',
	policy: 'security.vulnerabilities',
	severity: 'error',
	about: 'The operating system in the AMI is one that its vendor still supports.',
	why: 'Since August 2021 products on an operating system past its end of life are refused, and listed ones are taken down. Paid extended support is not judged here.',
	source: pages.policy,
	reads: ['osReleases', 'submission'],
	messages: {
		ended: {
			message: 'The image runs {label}, which has had no vendor support since {date}.',
			help: 'Rebuild the AMI on a supported release. If you pay for extended support, say so to the reviewer, with proof that its fixes are installed.',
		},
	},
	examples: [
		{
			name: 'Debian 10',
			files: {},
			root: debian({'etc/os-release': 'NAME="Debian GNU/Linux"\nVERSION_ID="10"\nID=debian\n'}),
			expect: [{message: 'ended', at: '10', subject: 'Debian 10'}],
		},
		{
			name: 'Windows Server 2012 R2',
			files: {},
			root: windows(withoutEc2LaunchV2('9600')),
			expect: [{message: 'ended', at: '', subject: 'Windows Server 2012'}],
		},
		{name: 'Debian 13', files: {}, root: debian(), expect: []},
		{name: 'a rolling release', files: {}, root: debian({'etc/os-release': 'NAME="Arch Linux"\nID=arch\n'}), expect: []},
	],
	*check({osReleases, submission}) {
		for (const {name, version} of osReleases) {
			if (version === undefined) continue;
			const found = operatingSystemReleases.find((release) => release.name.test(name.value) && release.version.test(version.value));
			if (found === undefined || found.endOfLife >= submission.today) continue;
			const {label, endOfLife: date, extended} = found;
			yield {message: 'ended', place: version.place, subject: label, ...(extended ? {severity: 'warning' as const} : {}), data: {label, date}};
		}
	},
});
