import {defineValidator} from '../../src/contract.ts';
import {assessment, entity, json, standalone, trivy, trivyVulnerability, version} from '../../src/examples.ts';
import {ageOf, isExpired, nameOf, targetOf} from '../../src/hits/scans.ts';
import {scanAge} from '../../src/limits/scans.ts';
import {pages} from '../../src/limits.ts';

const request = version([standalone()]);
const findings = json({
	findings: [
		{findingArn: 'arn:aws:inspector2:us-east-1:111122223333:finding/1', severity: 'HIGH', packageVulnerabilityDetails: {vulnerabilityId: 'CVE-2026-1'}},
	],
});
const folder = {ArtifactName: '/mnt', ArtifactType: 'filesystem'};

export const recent = defineValidator({
	id: 'scan/recent',
	policy: 'security.vulnerabilities',
	severity: 'note',
	about: 'Scan results are of the last weeks.',
	why: 'New vulnerabilities become known every day. What an old scan found in the AMI still is in it, but that it found nothing says little. What one found that names no AMI counts as a warning, however old it is: age mends nothing.',
	source: pages.policy,
	reads: ['scans', 'submission'],
	options: {days: {about: 'Days after which a scan is old. Ours: AWS names none.', default: scanAge.days}},
	messages: {
		old: {
			message: 'This scan of {target} by {tool} is {age} days old: what has become known since is not in it.',
			help: 'Update the database of {tool} and scan the AMI again.',
		},
		undated: {
			message: "These results of {tool} do not say when the scan was, so they can't show that the AMI is sound today.",
			help: "Give the tool's own JSON, which has the time of the scan.",
		},
		replaced: {
			message: 'This scan of {target} by {tool} was left aside for the newer one in {newer}.',
			help: 'Take it out of the submission, so that it can not be mistaken for the newer one.',
		},
		expired: {
			message: "AWS's scan of {target} counts no more since {date}.",
			help: "Let AWS scan the AMI again (Test 'Add version', or a change set with Intent VALIDATE).",
		},
	},
	examples: [
		{
			name: 'a scan of last summer',
			files: {'request.json': request, 'trivy.json': trivy([], {CreatedAt: '2026-07-01T10:00:00Z'})},
			expect: [{message: 'old', at: '"2026-07-01T10:00:00Z"', subject: 'trivy.json'}],
		},
		{
			name: 'a scan of a folder last summer',
			files: {'request.json': request, 'trivy.json': trivy([trivyVulnerability()], {...folder, CreatedAt: '2026-07-01T10:00:00Z'})},
			expect: [{message: 'old', at: '"2026-07-01T10:00:00Z"'}],
		},
		{name: 'results without a time', files: {'findings.json': findings}, expect: [{message: 'undated', at: '{'}]},
		{
			name: 'two scans of the same folder',
			files: {'a.json': trivy([], {...folder, CreatedAt: '2026-11-19T10:00:00Z'}), 'b.json': trivy([], folder)},
			expect: [{message: 'replaced', at: '"2026-11-19T10:00:00Z"'}],
		},
		{
			name: "a scan of AWS's that has expired",
			files: {'entity.json': entity(), 'assessment.json': assessment({ExpiresAt: '2026-11-20T09:00:00Z'})},
			expect: [{message: 'expired', at: '"2026-11-18T09:00:00Z"'}],
		},
		{name: 'a scan of this week', files: {'request.json': request, 'trivy.json': trivy([])}, expect: []},
		{name: "a scan of AWS's that is valid", files: {'entity.json': entity(), 'assessment.json': assessment()}, expect: []},
		{
			name: 'an old scan of another AMI, which counts for nothing',
			files: {'request.json': request, 'trivy.json': trivy([], {ArtifactName: 'ami-0ffffffffffffffff', CreatedAt: '2026-07-01T10:00:00Z'})},
			expect: [],
		},
	],
	*check({scans, submission: {today}}, {days}) {
		for (const scan of scans.results) {
			if (scan.of === 'other') continue;
			const {supersededBy: newer, file: subject, assessment: answer} = scan;
			const place = scan.date?.place ?? scan.place;
			const data = {tool: nameOf(scan), target: targetOf(scan)};
			const age = ageOf(scan, today);
			if (newer !== undefined) yield {message: 'replaced', place, subject, data: {...data, newer: newer === subject ? 'the same file' : newer}};
			else if (answer?.expires !== undefined) {
				if (isExpired(scan, today)) yield {message: 'expired', place, subject, data: {...data, date: answer.expires}};
			} else if (age === undefined) yield {message: 'undated', place, subject, data};
			else if (age > days) yield {message: 'old', place, subject, data: {...data, age}};
		}
	},
});
