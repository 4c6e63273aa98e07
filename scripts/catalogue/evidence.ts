/** What comes along about an AMI: the answer of DescribeImages, scans, its root file system. Careless vendors' show faults. */

import type {RootFile} from '../../src/contract.ts';
import {clamLog, debian, image, trivy, trivyVulnerability} from '../../src/examples.ts';
import type {Facts} from './listing.ts';
import type {Random} from './random.ts';
import {type TarEntry, tarEnd, tarOf} from './tar.ts';

const imageFaults: readonly Readonly<Record<string, unknown>>[] = [
	{ImdsSupport: undefined},
	{CreationDate: '2023-02-01T08:00:00.000Z'},
	{VirtualizationType: 'paravirtual'},
	{Architecture: 'i386'},
	{State: 'failed'},
	{Public: true},
	{EnaSupport: false},
	{RootDeviceType: 'instance-store'},
	{DeprecationTime: '2026-06-01T00:00:00.000Z'},
];

/** `DescribeImages` on the release's AMI. */
export function imagesOf({amiId, release: {vendor, title, version, step}}: Facts, random: Random): string {
	return image({
		ImageId: amiId,
		Name: `${title} ${version}`,
		Description: `${title} ${version}`,
		OwnerId: vendor.account,
		CreationDate: `2026-${String(4 + (step % 6)).padStart(2, '0')}-15T08:00:00.000Z`,
		...(random.chance(vendor.carelessness) ? random.pick(imageFaults) : {}),
	});
}

/** A scan of the AMI, by its file's name. */
export function scanOf({amiId, release: {vendor}}: Facts, random: Random): readonly [path: string, text: string] {
	const isCareless = random.chance(vendor.carelessness);
	if (random.chance(30))
		return [`clamav-${amiId}.log`, clamLog(isCareless ? [`/opt/${vendor.brand.toLowerCase()}/bin/agent: Unix.Trojan.Mirai-${random.below(9)} FOUND`] : [])];
	const found = Array.from({length: random.below(isCareless ? 40 : 5)}, () =>
		trivyVulnerability({
			VulnerabilityID: `CVE-202${random.below(7)}-${1000 + random.below(9000)}`,
			PkgName: random.pick(['openssl', 'curl', 'glibc', 'zlib', 'sudo', 'nginx', 'libxml2']),
			Severity: isCareless ? random.pick(['CRITICAL', 'HIGH', 'MEDIUM']) : random.pick(['MEDIUM', 'LOW']),
		}),
	);
	return ['trivy.json', trivy(found, {ArtifactName: amiId, CreatedAt: `2026-${random.chance(80) ? '11' : '03'}-1${random.below(10)}T10:00:00Z`})];
}

const rootFaults: readonly Readonly<Record<string, RootFile>>[] = [
	{'etc/ssh/sshd_config': 'PermitRootLogin yes\nPasswordAuthentication yes\n'},
	{'home/admin/.ssh/authorized_keys': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample vendor@build\n'},
	{'etc/shadow': {text: 'root:$6$salt$C9uJ3Jz5o1tq5mQ0mZ0q1:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n', mode: 0o640}},
	{'root/.bash_history': 'apt-get install -y agent\nscp build@build.example.com:release.tgz .\n'},
	{'etc/ssh/ssh_host_rsa_key': {text: '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n', mode: 0o600}},
	{'etc/machine-id': '5c1d5f538cd54a0c9a2c5ed4d7b4d3a1\n'},
	{'etc/sudoers.d/vendor': {text: 'vendor ALL=(ALL) NOPASSWD:ALL\n', mode: 0o440}},
];

/** A small root file system as a tar archive. */
export async function rootOf({release: {vendor}}: Facts, random: Random): Promise<Uint8Array> {
	const files = debian(Object.assign({}, ...random.some(rootFaults, random.chance(vendor.carelessness) ? 3 : 0)) as Readonly<Record<string, RootFile>>);
	const entries = Object.entries(files).map(([name, file]): TarEntry => {
		const {text = '', link, mode = 0o644, uid = 0, gid = 0} = typeof file === 'string' ? {text: file} : file;
		return link === undefined ? {name, mode, uid, gid, content: text} : {name, type: 'symlink', linkname: link};
	});
	return Buffer.concat([await tarOf(entries), tarEnd]);
}
