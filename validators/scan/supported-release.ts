import {defineValidator} from '../../src/contract.ts';
import {standalone, trivy, version} from '../../src/examples.ts';
import {nameOf} from '../../src/hits/scans.ts';
import {clip} from '../../src/language/clip.ts';
import {operatingSystemReleases} from '../../src/limits/operating-systems.ts';
import {pages} from '../../src/limits.ts';

const request = version([standalone()]);
const on = (system: Readonly<Record<string, unknown>>) => trivy([], {Metadata: {OS: system}});

export const supportedRelease = defineValidator({
	id: 'scan/supported-release',
	policy: 'security.vulnerabilities',
	severity: 'error',
	about: 'The operating system that a scanner met in the AMI is one that its vendor still supports.',
	why: 'Since August 2021 products on an operating system past its end of life are refused. A scanner finds less and less in such a system, as nobody tells any more what is vulnerable in it.',
	source: pages.policy,
	reads: ['scans', 'submission'],
	messages: {
		ended: {
			message: '{tool} met {label} in {ami}, which has had no vendor support since {date}.',
			help: 'Rebuild the AMI on a supported release. If you pay for extended support, say so to the reviewer, with proof that its fixes are installed.',
		},
		unsupported: {
			message: '{tool} says that {label}, which it met in {ami}, gets no more support from its vendor.',
			help: 'Rebuild the AMI on a supported release, or show the reviewer that you have bought extended support.',
		},
	},
	examples: [
		{
			name: 'Debian 10',
			files: {'request.json': request, 'trivy.json': on({Family: 'debian', Name: '10.13', EOSL: true})},
			expect: [{message: 'ended', at: '"debian"', subject: 'Debian 10'}],
		},
		{
			name: 'a system of which only the scanner knows',
			files: {'request.json': request, 'trivy.json': on({Family: 'alpine', Name: '3.10.9', EOSL: true})},
			expect: [{message: 'unsupported', at: '"alpine"', subject: 'alpine 3.10.9'}],
		},
		{name: 'Debian 13', files: {'request.json': request, 'trivy.json': trivy([])}, expect: []},
		{name: 'no system', files: {'request.json': request, 'trivy.json': trivy([], {Metadata: {}})}, expect: []},
		{
			name: 'a scan of a folder, which may be of another image',
			files: {
				'request.json': request,
				'trivy.json': trivy([], {ArtifactName: '/mnt', ArtifactType: 'filesystem', Metadata: {OS: {Family: 'debian', Name: '10.13', EOSL: true}}}),
			},
			expect: [],
		},
	],
	*check({scans, submission}) {
		const said = new Set<string>();
		for (const scan of scans.results) {
			const {system, of, amis} = scan;
			if (system === undefined || of !== 'own') continue;
			const {name, version: number = ''} = system;
			const found = operatingSystemReleases.find((release) => release.name.test(familyOf(name.value)) && release.version.test(number));
			const label = found?.label ?? clip(`${name.value} ${number}`.trimEnd());
			const data = {tool: nameOf(scan), label, ami: amis.join(', ')};
			if (said.has(label)) continue;
			said.add(label);
			const {place} = name;
			if (found !== undefined && found.endOfLife < submission.today)
				yield {message: 'ended', place, subject: label, ...(found.extended ? {severity: 'warning' as const} : {}), data: {...data, date: found.endOfLife}};
			else if (system.ended) yield {message: 'unsupported', place, subject: label, severity: 'warning', data};
		}
	},
});

/** Scanners' short names of systems as sellers write them. */
function familyOf(name: string): string {
	return /^(?:amazon|amzn|amazonlinux)$/i.test(name) ? 'Amazon Linux' : name;
}
