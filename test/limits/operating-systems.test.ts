import test from 'ava';
import {isRolling, operatingSystemReleases, releaseOf} from '../../src/limits/operating-systems.ts';

const ends: Readonly<Record<string, readonly [name: string, version: string, label: string, day: string]>> = {
	'Alpine 3.14': ['Alpine Linux', '3.14.10', 'Alpine Linux 3.14', '2023-05-01'],
	'Alpine 3.18 by a scanner': ['alpine', '3.18.4', 'Alpine Linux 3.18', '2025-05-09'],
	'openSUSE Leap': ['openSUSE Leap', '15.5', 'openSUSE Leap 15.5', '2024-12-31'],
	'openSUSE Leap by a scanner': ['opensuse.leap', '15.5', 'openSUSE Leap 15.5', '2024-12-31'],
	Fedora: ['Fedora Linux', '38', 'Fedora 38', '2024-05-21'],
	'an interim Ubuntu': ['Ubuntu', '23.10', 'Ubuntu 23.10', '2024-07-11'],
	'an Ubuntu as sellers write it': ['UBUNTU', '18.04.6 LTS', 'Ubuntu 18.04', '2023-05-31'],
	'CentOS Stream 8': ['CentOS Stream', '8', 'CentOS Stream 8', '2024-05-31'],
	'CentOS 8': ['CentOS Linux', '8', 'CentOS 8', '2021-12-31'],
	'CentOS 9, of which there is but the Stream': ['centos', '9', 'CentOS Stream 9', '2027-05-31'],
	Rocky: ['Rocky Linux', '9.7', 'Rocky Linux 9', '2032-05-31'],
	AlmaLinux: ['alma', '8.10', 'AlmaLinux 8', '2029-03-01'],
	'Oracle Linux': ['Oracle Linux Server', '7.9', 'Oracle Linux 7', '2024-12-31'],
	'a service pack as os-release has it': ['SLES', '15.5', 'SUSE Linux Enterprise Server 15 SP5', '2024-12-31'],
	'a service pack as sellers write it': ['SUSE', '15 SP6', 'SUSE Linux Enterprise Server 15 SP6', '2025-12-31'],
	'a major release alone': ['SUSE', '15', 'SUSE Linux Enterprise Server 15', '2031-07-31'],
	'a point release of FreeBSD': ['FreeBSD', '14.2', 'FreeBSD 14.2', '2025-09-30'],
	'a point release that came later': ['FreeBSD', '14.4', 'FreeBSD 14', '2028-11-30'],
	'Amazon Linux 1': ['Amazon Linux AMI', '2018.03', 'Amazon Linux 1', '2023-12-31'],
	'Amazon Linux 2': ['amazon', '2 (Karoo)', 'Amazon Linux 2', '2026-06-30'],
	'Amazon Linux 2023': ['AMAZONLINUX', '2023.9', 'Amazon Linux 2023', '2029-06-30'],
	Windows: ['WINDOWS', 'Windows Server 2012 R2', 'Windows Server 2012', '2023-10-10'],
};
for (const [title, [name, version, label, day]] of Object.entries(ends))
	test(title, (t) => {
		const found = releaseOf(name, version);
		t.deepEqual([found?.label, found?.endOfLife], [label, day]);
	});

test('what is not in the list is not taken for something that is', (t) => {
	for (const [name, version] of [
		['Alpine Linux', '3.1'],
		['Fedora Linux', '99'],
		['openSUSE Tumbleweed', '20261101'],
		['Larkspur OS', '10'],
		['Debian GNU/Linux', ''],
		['Debian GNU/Linux', 'trixie/sid'],
		['Amazon Linux', '20'],
	] as const)
		t.is(releaseOf(name, version), undefined, `${name} ${version}`);
	t.true(isRolling('openSUSE Tumbleweed') && isRolling('Arch Linux'));
	t.false(isRolling('openSUSE Leap') || isRolling('Archer OS'));
});

test('every day is one, and every source a page', (t) => {
	for (const {label, endOfLife, source} of operatingSystemReleases) {
		t.false(Number.isNaN(Date.parse(endOfLife)) || !/^\d{4}-\d{2}-\d{2}$/.test(endOfLife), label);
		t.regex(source, /^https:\/\//);
	}
});
