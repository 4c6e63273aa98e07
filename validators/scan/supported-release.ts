import {defineValidator} from '../../src/contract.ts';
import {standalone, trivy, version} from '../../src/examples.ts';
import {nameOf, targetOf} from '../../src/hits/scans.ts';
import {clip} from '../../src/language/clip.ts';
import {isRolling, releaseOf} from '../../src/limits/operating-systems.ts';
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
			message: '{tool} met {label} in {target}, which has had no vendor support since {date}.',
			help: 'Rebuild the AMI on a supported release. If you pay for extended support, say so to the reviewer, with proof that its fixes are installed.',
		},
		unsupported: {
			message: '{tool} says that {label}, which it met in {target}, gets no more support from its vendor.',
			help: 'Rebuild the AMI on a supported release, or show the reviewer that you have bought extended support.',
		},
		unknown: {
			message: '{tool} met {label} in {target}, and until when that is supported is not known here.',
			help: "Look it up at its vendor's: an operating system past its end of life is refused.",
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
			files: {'request.json': request, 'trivy.json': on({Family: 'photon', Name: '3.0', EOSL: true})},
			expect: [{message: 'unsupported', at: '"photon"', subject: 'photon 3.0'}],
		},
		{
			name: 'a system of which nobody tells anything',
			files: {'request.json': request, 'trivy.json': on({Family: 'photon', Name: '9.0'})},
			expect: [{message: 'unknown', at: '"photon"', subject: 'photon 9.0'}],
		},
		{name: 'Debian 13', files: {'request.json': request, 'trivy.json': trivy([])}, expect: []},
		{name: 'no system', files: {'request.json': request, 'trivy.json': trivy([], {Metadata: {}})}, expect: []},
		{
			name: 'a scan of a folder, which may be of another image',
			files: {
				'request.json': request,
				'trivy.json': trivy([], {ArtifactName: '/mnt', ArtifactType: 'filesystem', Metadata: {OS: {Family: 'debian', Name: '10.13', EOSL: true}}}),
			},
			expect: [{message: 'ended', at: '"debian"', subject: 'Debian 10'}],
		},
		{
			name: 'a scan of another AMI',
			files: {'request.json': request, 'trivy.json': trivy([], {ArtifactName: 'ami-0ffffffffffffffff', Metadata: {OS: {Family: 'debian', Name: '10.13'}}})},
			expect: [],
		},
	],
	*check({scans, submission}) {
		const said = new Set<string>();
		const told = scans.results.filter(({of, supersededBy}) => of !== 'other' && supersededBy === undefined);
		// What is known to be of the AMI goes first: of the same release nothing is said again with less weight.
		for (const scan of [...told.filter(({of}) => of === 'own'), ...told.filter(({of}) => of !== 'own')]) {
			const {system} = scan;
			if (system === undefined) continue;
			const {name, version = ''} = system;
			const found = releaseOf(name.value, version);
			const label = found?.label ?? clip(`${name.value} ${version}`.trimEnd());
			if (said.has(label)) continue;
			said.add(label);
			const at = {place: name.place, subject: label};
			const data = {tool: nameOf(scan), label, target: targetOf(scan)};
			const doubt = scan.of !== 'own' || found?.extended === true ? {severity: 'warning' as const} : {};
			if (found !== undefined && found.endOfLife < submission.today) yield {message: 'ended', ...at, ...doubt, data: {...data, date: found.endOfLife}};
			else if (system.ended) yield {message: 'unsupported', ...at, severity: 'warning', data};
			else if (found === undefined && !isRolling(name.value)) yield {message: 'unknown', ...at, severity: 'note', data};
		}
	},
});
