import {defineValidator} from '../../src/contract.ts';
import {assessment, standalone, trivy, version} from '../../src/examples.ts';
import {nameOf, targetOf} from '../../src/hits/scans.ts';
import {clip} from '../../src/language/clip.ts';
import {someOf} from '../../src/language/lists.ts';
import {pages} from '../../src/limits.ts';

const request = version([standalone()]);

export const ofThisImage = defineValidator({
	id: 'scan/of-this-image',
	policy: 'security.vulnerabilities',
	severity: 'note',
	about: 'Scan results are of the AMI that the listing names, and say so.',
	why: "What a scan of another AMI, or of a container image, found says nothing of the product, so no rule uses it. Results that name no AMI count against the product, but can't show that nothing is wrong with it.",
	source: pages.policy,
	reads: ['scans'],
	messages: {
		other: {
			message: 'These results of {tool} are of {target}, not of {own}, and were left aside.',
			help: 'Scan the AMI itself, for example with trivy vm --scanners vuln -f json ami:{ami}, or name the right AMI in the listing.',
		},
		unnamed: {
			message: "These results of {tool} do not say which AMI they are of, so they can't show that {own} is sound.",
			help: "Scan the AMI itself (trivy vm --scanners vuln -f json ami:{ami}), or put its id into the file's name, as in {example}.",
		},
		unbound: {
			message: "This answer is AWS's scan of {target}, and nothing here says that it was of {own}.",
			help: "Give the product's DescribeEntity answer, which names the AMI behind each delivery option, or put the AMI's id into the file's name, as in {example}.",
		},
		noAmi: {
			message: "These results of {tool} are of {target}, and nothing here says that this is the product's AMI.",
			help: 'Give the listing that names the AMI, or the DescribeImages output of it.',
		},
	},
	examples: [
		{
			name: 'a scan of another AMI',
			files: {'request.json': request, 'trivy.json': trivy([], {ArtifactName: 'ami-0ffffffffffffffff'})},
			expect: [{message: 'other', at: '"ami-0ffffffffffffffff"', subject: 'ami-0ffffffffffffffff'}],
		},
		{
			name: 'a scan of a container image',
			files: {'request.json': request, 'trivy.json': trivy([], {ArtifactName: 'larkspur/app:2.4', ArtifactType: 'container_image'})},
			expect: [{message: 'other', at: '"larkspur/app:2.4"'}],
		},
		{
			name: 'a scan of a folder',
			files: {'request.json': request, 'trivy.json': trivy([], {ArtifactName: '/mnt', ArtifactType: 'filesystem'})},
			expect: [{message: 'unnamed', at: '"/mnt"'}],
		},
		{
			name: "AWS's scan of a delivery option that the request does not have yet",
			files: {'request.json': request, 'assessment.json': assessment()},
			expect: [{message: 'unbound', at: '"0f1e2d3c-aaaa-bbbb-cccc-dddd00001110"'}],
		},
		{name: 'no listing', files: {'trivy.json': trivy([])}, expect: [{message: 'noAmi', at: '"ami-0a1b2c3d4e5f67890"'}]},
		{name: 'a scan of the AMI', files: {'request.json': request, 'trivy.json': trivy([])}, expect: []},
		{
			name: "a scan of a folder, under the AMI's name",
			files: {'request.json': request, 'trivy-ami-0a1b2c3d4e5f67890.json': trivy([], {ArtifactName: '/mnt', ArtifactType: 'filesystem'})},
			expect: [],
		},
		{
			name: 'an assessment of a product that no AMI is known of',
			files: {'assessment.json': assessment()},
			expect: [{message: 'noAmi', at: '"0f1e2d3c-aaaa-bbbb-cccc-dddd00001110"'}],
		},
	],
	*check({scans: {results, amis}}) {
		const own = someOf(amis, 3) || "the product's AMI";
		const ami = amis[0] ?? '<its id>';
		for (const scan of results) {
			if (scan.of === 'own' || scan.supersededBy !== undefined) continue;
			const tool = nameOf(scan);
			const target = targetOf(scan);
			const subject = clip(scan.target.name ?? scan.file);
			if (amis.length === 0 && scan.of === 'unknown') yield {message: 'noAmi', place: scan.place, subject, data: {tool, target}};
			else if (scan.of === 'other') yield {message: 'other', place: scan.place, subject, data: {tool, target, own, ami}};
			else if (scan.form === 'assessment') yield {message: 'unbound', place: scan.place, subject, data: {target, own, example: `assessment-${ami}.json`}};
			else yield {message: 'unnamed', place: scan.place, subject, data: {tool, own, ami, example: `scan-${ami}.${scan.form === 'clamav' ? 'log' : 'json'}`}};
		}
	},
});
