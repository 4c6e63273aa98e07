/** End of vendor support of operating systems that AMIs are built on. Dates are the vendors'; read 2026-11-24. */

/** A release: the name and version as sellers write them, its last day of support, and whether the vendor sells more time. */
export type OperatingSystemRelease = {
	readonly family: string;
	/** Matches `OperatingSystemName`. */
	readonly name: RegExp;
	/** Matches the start of `OperatingSystemVersion`. */
	readonly version: RegExp;
	readonly label: string;
	/** `YYYY-MM-DD`. */
	readonly endOfLife: string;
	/** Paid extended support may still cover the image. */
	readonly extended: boolean;
	readonly source: string;
};

const release =
	(family: string, name: RegExp, source: string) =>
	(version: RegExp, label: string, endOfLife: string, extended = false): OperatingSystemRelease => ({
		family,
		name,
		version,
		label,
		endOfLife,
		extended,
		source,
	});

const amazon = release('amazon', /^amazon ?linux/i, 'https://aws.amazon.com/amazon-linux-2/faqs/');
const ubuntu = release('ubuntu', /^ubuntu/i, 'https://ubuntu.com/about/release-cycle');
const debian = release('debian', /^debian/i, 'https://wiki.debian.org/LTS');
const centos = release('centos', /^centos/i, 'https://www.centos.org/centos-linux-eol/');
const redHat = release('rhel', /^(?:rhel|red ?hat)/i, 'https://access.redhat.com/support/policy/updates/errata');
const suse = release('sles', /^(?:sles|suse)/i, 'https://www.suse.com/lifecycle');
const windows = release('windows', /^windows/i, 'https://learn.microsoft.com/lifecycle/products/');
const freeBsd = release('freebsd', /^freebsd/i, 'https://www.freebsd.org/security/unsupported/');

export const operatingSystemReleases: readonly OperatingSystemRelease[] = [
	amazon(/^(?:1\b|201[0-8]\.)/, 'Amazon Linux 1', '2023-12-31'),
	amazon(/^2(?:\.0)?\b(?!\d)/, 'Amazon Linux 2', '2026-06-30'),
	ubuntu(/^14\.04/, 'Ubuntu 14.04', '2019-04-25', true),
	ubuntu(/^16\.04/, 'Ubuntu 16.04', '2021-04-30', true),
	ubuntu(/^18\.04/, 'Ubuntu 18.04', '2023-05-31', true),
	ubuntu(/^20\.04/, 'Ubuntu 20.04', '2025-05-31', true),
	debian(/^8\b/, 'Debian 8', '2020-06-30'),
	debian(/^9\b/, 'Debian 9', '2022-06-30'),
	debian(/^10\b/, 'Debian 10', '2024-06-30'),
	debian(/^11\b/, 'Debian 11', '2026-08-31'),
	centos(/^6\b/, 'CentOS 6', '2020-11-30'),
	centos(/^7\b/, 'CentOS 7', '2024-06-30'),
	centos(/^8\b/, 'CentOS 8', '2021-12-31'),
	redHat(/^6\b/, 'Red Hat Enterprise Linux 6', '2020-11-30', true),
	redHat(/^7\b/, 'Red Hat Enterprise Linux 7', '2024-06-30', true),
	suse(/^11\b/, 'SUSE Linux Enterprise Server 11', '2019-03-31', true),
	suse(/^12\b/, 'SUSE Linux Enterprise Server 12', '2024-10-31', true),
	windows(/(?:^|\b)2008\b/, 'Windows Server 2008', '2020-01-14', true),
	windows(/(?:^|\b)2012\b/, 'Windows Server 2012', '2023-10-10', true),
	freeBsd(/^11\b/, 'FreeBSD 11', '2021-09-30'),
	freeBsd(/^12\b/, 'FreeBSD 12', '2023-12-31'),
	freeBsd(/^13\b/, 'FreeBSD 13', '2026-04-30'),
];
