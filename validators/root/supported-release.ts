import {defineValidator} from '../../src/contract.ts';
import {debian, windows, withoutEc2LaunchV2} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {isRolling, releaseOf} from '../../src/limits/operating-systems.ts';
import {pages} from '../../src/limits.ts';

export const supportedRelease = defineValidator({
	id: 'root/supported-release',
	policy: 'security.vulnerabilities',
	severity: 'error',
	about: 'The operating system in the AMI is one that its vendor still supports.',
	why: 'Since August 2021 products on an operating system past its end of life are refused, and listed ones are taken down. Paid extended support is not judged here. Where a release is not known here, SUPPORT_END in its os-release counts.',
	source: pages.policy,
	reads: ['osReleases', 'submission'],
	messages: {
		ended: {
			message: 'The image runs {label}, which has had no vendor support since {date}.',
			help: 'Rebuild the AMI on a supported release. If you pay for extended support, say so to the reviewer, with proof that its fixes are installed.',
		},
		unknown: {
			message: 'The image runs {label}, and until when that is supported is not known here, so that nothing judges it.',
			help: "Look it up at its vendor's: an operating system past its end of life is refused.",
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
		{
			name: 'CentOS Stream 8, whose end is not that of CentOS 8',
			files: {},
			root: debian({'etc/os-release': 'NAME="CentOS Stream"\nID="centos"\nVERSION_ID="8"\n'}),
			expect: [{message: 'ended', at: '8', subject: 'CentOS Stream 8'}],
		},
		{
			name: 'a system that tells its own end',
			files: {},
			root: debian({'etc/os-release': 'NAME="Larkspur OS"\nID=larkspur\nVERSION_ID=4\nSUPPORT_END=2026-01-31\n'}),
			expect: [{message: 'ended', at: '4', subject: 'Larkspur OS 4'}],
		},
		{
			name: 'a system that we know nothing of',
			files: {},
			root: debian({'etc/os-release': 'NAME="Larkspur OS"\nID=larkspur\nVERSION_ID=5\n'}),
			expect: [{message: 'unknown', at: '5', subject: 'Larkspur OS 5'}],
		},
		{name: 'Debian 13', files: {}, root: debian(), expect: []},
		{name: 'a rolling release', files: {}, root: debian({'etc/os-release': 'NAME="Arch Linux"\nID=arch\n'}), expect: []},
	],
	*check({osReleases, submission}) {
		for (const {name, version, supportEnd} of osReleases) {
			const known = releaseOf(name.value, version?.value ?? '');
			const label = known?.label ?? clip(`${name.value} ${version?.value ?? ''}`.trimEnd());
			// The image tells what its vendor had announced when it was built; what is known since counts before that.
			const date = known?.endOfLife ?? supportEnd?.value;
			const {place} = version ?? name;
			if (date === undefined) {
				if (!isRolling(name.value)) yield {message: 'unknown', place, subject: label, severity: 'note', data: {label}};
			} else if (date < submission.today) {
				yield {message: 'ended', place, subject: label, ...(known?.extended === true ? {severity: 'warning' as const} : {}), data: {label, date}};
			}
		}
	},
});
