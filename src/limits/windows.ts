/** Builds of Windows Server and the versions of AWS's launch agents. Read 2026-11-26. */

import type {Sourced} from './pages.ts';

/** A release of Windows Server by its build. Client editions that share a build are not sold on AWS Marketplace. */
export type WindowsServerRelease = {readonly build: number; readonly label: string};

/** Origin: https://learn.microsoft.com/windows-server/get-started/windows-server-release-info */
export const windowsReleases: readonly WindowsServerRelease[] = [
	{build: 6002, label: 'Windows Server 2008'},
	{build: 6003, label: 'Windows Server 2008'},
	{build: 7601, label: 'Windows Server 2008 R2'},
	{build: 9200, label: 'Windows Server 2012'},
	{build: 9600, label: 'Windows Server 2012 R2'},
	{build: 14393, label: 'Windows Server 2016'},
	{build: 17763, label: 'Windows Server 2019'},
	{build: 20348, label: 'Windows Server 2022'},
	{build: 26100, label: 'Windows Server 2025'},
];

/** The policies split at Windows Server 2016: EC2Config before, EC2Launch from then on. */
export const firstEc2LaunchBuild = 14393;

/** The newest version of an agent, on the day that it was read. */
export type NewestAgent = Sourced & {readonly version: string; readonly released: string};

/** EC2Config has reached its end of support, so that this is its last version; EC2Launch goes on. */
export const newestAgents = {
	ec2Config: {
		version: '4.9.5777',
		released: '2024-06-17',
		source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2config-version-details.html',
		read: '2026-11-26',
	},
	ec2Launch: {
		version: '1.4.299',
		released: '2026-03-11',
		source: 'https://docs.aws.amazon.com/ec2/latest/windows-ami-reference/ec2-windows-ami-version-history.html',
		read: '2026-11-26',
	},
	ec2LaunchV2: {
		version: '2.4.0',
		released: '2026-03-05',
		source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launchv2-versions.html',
		read: '2026-11-26',
	},
} as const satisfies Readonly<Record<string, NewestAgent>>;

/** The plug-ins of EC2Config that must be on. */
export const ec2ConfigPlugins: Sourced & {readonly names: readonly string[]} = {
	names: ['Ec2SetPassword', 'Ec2WindowsActivate', 'Ec2HandleUserData'],
	source: 'https://docs.aws.amazon.com/marketplace/latest/userguide/product-and-ami-policies.html',
	read: '2026-11-26',
};

/** Relative identifiers of accounts and groups that every Windows has. */
export const wellKnownRids = {
	administrator: 500,
	guest: 501,
	administrators: 544,
	guests: 546,
	remoteDesktopUsers: 555,
	source: 'https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers',
	read: '2026-11-26',
} as const satisfies Sourced & Readonly<Record<string, number | string>>;

/** Groups of whoever there is, by their security identifiers. Origin: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers */
export const openGroups: Readonly<Record<string, string>> = {
	'S-1-1-0': 'Everyone',
	'S-1-2-0': 'LOCAL',
	'S-1-5-2': 'NETWORK',
	'S-1-5-3': 'BATCH',
	'S-1-5-4': 'INTERACTIVE',
	'S-1-5-7': 'ANONYMOUS LOGON',
	'S-1-5-11': 'Authenticated Users',
	'S-1-5-14': 'REMOTE INTERACTIVE LOGON',
	'S-1-5-32-545': 'Users',
	'S-1-5-32-546': 'Guests',
	'S-1-5-113': 'Local account',
};

/** Whether a version is older than another: numbers are compared part by part. */
export function isOlder(version: string, than: string): boolean {
	const [own, other] = [version, than].map((text) => text.split('.').map(Number));
	for (let part = 0; part < Math.max(own?.length ?? 0, other?.length ?? 0); part++) {
		const [a, b] = [own?.[part] ?? 0, other?.[part] ?? 0];
		if (a !== b) return a < b;
	}
	return false;
}
