/**
 * Until when vendors support the operating systems that AMIs are built on. The links are the vendors' own pages. Read 2026-11-28: Ubuntu and Debian
 * from Debian's distro-info-data 0.58+deb12u6 (its data of 0.68), SLES 15 SP6 from SUSE's own notice, most others as endoflife.date had copied them from
 * those pages by 2026; SLES 15 SP7 and 16.0, and 10 of Red Hat, Rocky and Oracle, from memory and not looked up (all of them end in 2027 or later). Days
 * that were still to come then are what the vendor announced: Fedora's and FreeBSD's may move by weeks.
 */

/** A release: its family's name and its version as sellers and scanners write them, its last day of support, and whether the vendor sells more time. */
export type OperatingSystemRelease = {
	readonly family: string;
	/** Matches `OperatingSystemName`, the `NAME` of an os-release, and what scanners call the family. */
	readonly name: RegExp;
	/** Versions, or beginnings of them: `3.18` is that of 3.18.4, and not that of 3.1. */
	readonly versions: readonly string[];
	readonly label: string;
	/** `YYYY-MM-DD`. */
	readonly endOfLife: string;
	/** Paid extended support may still cover the image. */
	readonly extended: boolean;
	readonly source: string;
};

/** Releases of one family, by version, with their last days. Labels are the vendor's name and the version, where they are not given. */
function releases(
	family: string,
	vendor: string,
	name: RegExp,
	source: string,
	days: Readonly<Record<string, string>>,
	{extended = false, label}: {readonly extended?: boolean | readonly string[]; readonly label?: (version: string) => string} = {},
): readonly OperatingSystemRelease[] {
	return Object.entries(days).map(([version, endOfLife]) => ({
		family,
		name,
		versions: [version],
		label: label?.(version) ?? `${vendor} ${version}`,
		endOfLife,
		extended: typeof extended === 'boolean' ? extended : extended.includes(version),
		source,
	}));
}

const amazonLinux = {family: 'amazon', name: /^(?:amazon ?linux|amazon$|amzn$)/i, extended: false} as const;
const redHatErrata = 'https://access.redhat.com/support/policy/updates/errata';
const centosEol = 'https://www.centos.org/centos-linux-eol/';
const centosStreamPage = 'https://www.centos.org/download/';
const streamDays = {'8': '2024-05-31', '9': '2027-05-31', '10': '2030-01-01'};

export const operatingSystemReleases: readonly OperatingSystemRelease[] = [
	{
		...amazonLinux,
		versions: ['1', ...Array.from({length: 9}, (_, year) => String(2010 + year))],
		label: 'Amazon Linux 1',
		endOfLife: '2023-12-31',
		source: 'https://aws.amazon.com/blogs/aws/update-on-amazon-linux-ami-end-of-life/',
	},
	{...amazonLinux, versions: ['2'], label: 'Amazon Linux 2', endOfLife: '2026-06-30', source: 'https://aws.amazon.com/amazon-linux-2/faqs/'},
	{
		...amazonLinux,
		versions: ['2023'],
		label: 'Amazon Linux 2023',
		endOfLife: '2029-06-30',
		source: 'https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html',
	},
	...releases(
		'ubuntu',
		'Ubuntu',
		/^ubuntu/i,
		'https://ubuntu.com/about/release-cycle',
		{
			'10.04': '2015-04-30',
			'12.04': '2017-04-28',
			'14.04': '2019-04-25',
			'16.04': '2021-04-30',
			'18.04': '2023-05-31',
			'20.04': '2025-05-31',
			'22.04': '2027-06-01',
			'24.04': '2029-05-31',
			'26.04': '2031-05-29',
			'12.10': '2014-05-16',
			'13.04': '2014-01-27',
			'13.10': '2014-07-17',
			'14.10': '2015-07-23',
			'15.04': '2016-02-04',
			'15.10': '2016-07-28',
			'16.10': '2017-07-20',
			'17.04': '2018-01-13',
			'17.10': '2018-07-19',
			'18.10': '2019-07-18',
			'19.04': '2020-01-23',
			'19.10': '2020-07-17',
			'20.10': '2021-07-22',
			'21.04': '2022-01-20',
			'21.10': '2022-07-14',
			'22.10': '2023-07-20',
			'23.04': '2024-01-25',
			'23.10': '2024-07-11',
			'24.10': '2025-07-10',
			'25.04': '2026-01-15',
			'25.10': '2026-07-09',
		},
		{extended: ['14.04', '16.04', '18.04', '20.04', '22.04', '24.04', '26.04']},
	),
	...releases('debian', 'Debian', /^debian/i, 'https://wiki.debian.org/LTS', {
		'6': '2016-02-29',
		'7': '2018-05-31',
		'8': '2020-06-30',
		'9': '2022-06-30',
		'10': '2024-06-30',
		'11': '2026-08-31',
		'12': '2028-06-30',
		'13': '2030-06-30',
	}),
	// Scanners call both of them CentOS, and of 9 and 10 there is but the Stream.
	...releases('centos-stream', 'CentOS Stream', /^centos ?stream/i, centosStreamPage, streamDays),
	...releases('centos', 'CentOS', /^centos(?! ?stream)/i, centosEol, {'5': '2017-03-31', '6': '2020-11-30', '7': '2024-06-30', '8': '2021-12-31'}),
	...releases('centos-stream', 'CentOS Stream', /^centos(?! ?stream)/i, centosStreamPage, {'9': streamDays['9'], '10': streamDays['10']}),
	...releases(
		'rhel',
		'Red Hat Enterprise Linux',
		/^(?:rhel|red ?hat)/i,
		redHatErrata,
		{'5': '2017-03-31', '6': '2020-11-30', '7': '2024-06-30', '8': '2029-05-31', '9': '2032-05-31', '10': '2035-05-31'},
		{extended: true},
	),
	...releases('rocky', 'Rocky Linux', /^rocky/i, 'https://wiki.rockylinux.org/rocky/version/', {'8': '2029-05-31', '9': '2032-05-31', '10': '2035-05-31'}),
	...releases('almalinux', 'AlmaLinux', /^alma/i, 'https://wiki.almalinux.org/release-notes/', {'8': '2029-03-01', '9': '2032-05-31', '10': '2035-05-31'}),
	...releases(
		'oracle',
		'Oracle Linux',
		/^(?:oracle ?linux|oracle$|ol$)/i,
		'https://www.oracle.com/a/ocom/docs/elsp-lifetime-069338.pdf',
		{'5': '2017-06-30', '6': '2021-03-31', '7': '2024-12-31', '8': '2029-07-31', '9': '2032-06-30', '10': '2035-06-30'},
		{extended: ['6', '7', '8', '9', '10']},
	),
	...releases(
		'sles',
		'SUSE Linux Enterprise Server',
		/^(?:sles|suse)/i,
		'https://www.suse.com/lifecycle',
		{
			'11': '2019-03-31',
			'12': '2024-10-31',
			'15': '2031-07-31',
			'15.0': '2019-12-31',
			'15.1': '2021-01-31',
			'15.2': '2021-12-31',
			'15.3': '2022-12-31',
			'15.4': '2023-12-31',
			'15.5': '2024-12-31',
			'15.6': '2025-12-31',
			'15.7': '2031-07-31',
			'16.0': '2027-11-30',
		},
		{extended: true, label: (version) => `SUSE Linux Enterprise Server ${version.replace(/^15\.(?=[1-9])/, '15 SP')}`},
	),
	...releases('opensuse-leap', 'openSUSE Leap', /^opensuse(?:[ .-]?leap)?$/i, 'https://en.opensuse.org/Lifetime', {
		'42.1': '2017-05-17',
		'42.2': '2018-01-26',
		'42.3': '2019-07-01',
		'15.0': '2019-12-03',
		'15.1': '2021-02-02',
		'15.2': '2022-01-04',
		'15.3': '2022-12-31',
		'15.4': '2023-12-07',
		'15.5': '2024-12-31',
		'15.6': '2026-04-30',
		'16.0': '2027-10-31',
	}),
	...releases('fedora', 'Fedora', /^fedora/i, 'https://docs.fedoraproject.org/en-US/releases/eol/', {
		'28': '2019-05-28',
		'29': '2019-11-26',
		'30': '2020-05-26',
		'31': '2020-11-24',
		'32': '2021-05-25',
		'33': '2021-11-30',
		'34': '2022-06-07',
		'35': '2022-12-13',
		'36': '2023-05-16',
		'37': '2023-12-05',
		'38': '2024-05-21',
		'39': '2024-11-26',
		'40': '2025-05-13',
		'41': '2025-12-15',
		'42': '2026-05-13',
		'43': '2026-12-09',
	}),
	...releases('alpine', 'Alpine Linux', /^alpine/i, 'https://alpinelinux.org/releases/', {
		'3.8': '2020-05-01',
		'3.9': '2020-11-01',
		'3.10': '2021-05-01',
		'3.11': '2021-11-01',
		'3.12': '2022-05-01',
		'3.13': '2022-11-01',
		'3.14': '2023-05-01',
		'3.15': '2023-11-01',
		'3.16': '2024-05-23',
		'3.17': '2024-11-22',
		'3.18': '2025-05-09',
		'3.19': '2025-11-01',
		'3.20': '2026-04-01',
		'3.21': '2026-11-01',
		'3.22': '2027-05-01',
		'3.23': '2027-11-01',
	}),
	...releases(
		'windows',
		'Windows Server',
		/^windows/i,
		'https://learn.microsoft.com/lifecycle/products/',
		{
			'2003': '2015-07-14',
			'2008': '2020-01-14',
			'2012': '2023-10-10',
			'2016': '2027-01-12',
			'2019': '2029-01-09',
			'2022': '2031-10-14',
			'2025': '2034-10-10',
		},
		{extended: ['2008', '2012', '2016']},
	),
	// Fixes go to the newest point release of a branch; an older one gets them for three months more.
	...releases('freebsd', 'FreeBSD', /^freebsd/i, 'https://www.freebsd.org/security/unsupported/', {
		'10': '2018-10-31',
		'11': '2021-09-30',
		'12': '2023-12-31',
		'13': '2026-04-30',
		'14': '2028-11-30',
		'14.0': '2024-09-30',
		'14.1': '2025-03-31',
		'14.2': '2025-09-30',
		'14.3': '2026-06-30',
		'15': '2029-12-31',
		'15.0': '2026-09-30',
	}),
];

/** Systems without releases that could end, by the same names. Ours. */
const rolling = /^(?:arch\b|opensuse[ .-]?tumbleweed|kali|void|gentoo|wolfi|chainguard)/i;

/** Whether a system has no releases that could end. */
export function isRolling(name: string): boolean {
	return rolling.test(name);
}

/** The release that a name and a version are of, the one that says the most of the version; nothing where it is not known here. */
export function releaseOf(name: string, version: string): OperatingSystemRelease | undefined {
	// `Windows Server 2012 R2`, `15 SP5`, `18.04.6 LTS`, `2 (Karoo)`: the number counts, and a service pack as its second part.
	const [, number, pack] = /\b(\d{1,4}(?:\.\d{1,8}){0,3})(?:[ -]?SP ?(\d))?/i.exec(version) ?? [];
	if (number === undefined) return undefined;
	const full = pack === undefined ? number : `${number}.${pack}`;
	const lengthOf = (release: OperatingSystemRelease) =>
		Math.max(0, ...release.versions.map((known) => (full === known || full.startsWith(`${known}.`) ? known.length : 0)));
	return operatingSystemReleases
		.filter((release) => release.name.test(name) && lengthOf(release) > 0)
		.reduce<OperatingSystemRelease | undefined>((best, release) => (best === undefined || lengthOf(release) > lengthOf(best) ? release : best), undefined);
}
