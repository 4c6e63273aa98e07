import {defineValidator} from '../../src/contract.ts';
import {sarif, standalone, trivy, version} from '../../src/examples.ts';
import {nameOf, secretsOf} from '../../src/hits/scans.ts';
import {clip} from '../../src/language/clip.ts';
import {someOf} from '../../src/language/lists.ts';
import {refusedSeverities} from '../../src/limits/scans.ts';
import {pages} from '../../src/limits.ts';

const request = version([standalone()]);
const key = {RuleID: 'aws-access-key-id', Category: 'AWS', Severity: 'CRITICAL', Title: 'AWS Access Key ID', StartLine: 7, EndLine: 7, Match: 'id=********'};
const secret = (Target: string, fields: Readonly<Record<string, unknown>> = {}) => trivy([], {Results: [{Target, Class: 'secret', Secrets: [key]}], ...fields});

export const noSecrets = defineValidator({
	id: 'scan/no-secrets',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'Scanners find no secret in the AMI.',
	why: "Trivy (--scanners secret) and tools such as gitleaks name files that hold keys, tokens and passwords. What results that name no AMI found may be in another build, and in the files of tests and of other people's packages are mostly samples. The secret itself is never read or told.",
	source: pages.policy,
	reads: ['scans', 'submission'],
	options: {files: {about: 'How many files of one scan are named each on its own; the rest are counted together.', default: 15}},
	messages: {
		found: {
			message: '{tool} found {what} in {path}.',
			help: 'Take it out of the image, and make it worthless where it is valid: deactivate the key, change the password. If it is none, say so in the settings of {tool} and scan again.',
		},
		more: {
			message: '{tool} found secrets in {count} more files: {paths}.',
			help: 'Take them out too. The option files of this rule names more of them one by one.',
		},
		others: {
			message: "{tool} found secrets in {count} {files} of tests or of other people's packages, which are mostly samples: {paths}.",
			help: 'Make sure that none of them is real.',
		},
	},
	examples: [
		{
			name: 'an access key, as Trivy finds it',
			files: {'request.json': request, 'trivy.json': secret('/opt/larkspur/deploy.sh')},
			expect: [{message: 'found', at: '"/opt/larkspur/deploy.sh"', subject: '/opt/larkspur/deploy.sh'}],
		},
		{
			name: 'more files than are named one by one',
			files: {
				'shelfready.yaml': 'rules:\n  scan/no-secrets:\n    options: {files: 1}\n',
				'request.json': request,
				'trivy.json': trivy([], {Results: ['/a', '/b'].map((Target) => ({Target, Class: 'secret', Secrets: [key]}))}),
			},
			expect: [
				{message: 'more', at: '"ami-0a1b2c3d4e5f67890"'},
				{message: 'found', at: '"/a"'},
			],
		},
		{
			name: 'SARIF of gitleaks, which names no AMI',
			files: {'request.json': request, 'gitleaks.sarif': sarif('gitleaks', [{ruleId: 'aws-access-token'}])},
			expect: [{message: 'found', at: '', subject: 'opt/larkspur/lib/worker'}],
		},
		{
			name: 'the key of a test',
			files: {'request.json': request, 'trivy.json': secret('/usr/lib/python3/site-packages/paramiko/tests/key.pem')},
			expect: [{message: 'others', at: '"ami-0a1b2c3d4e5f67890"'}],
		},
		{
			name: 'a secret in another AMI',
			files: {'request.json': request, 'trivy.json': secret('/opt/larkspur/deploy.sh', {ArtifactName: 'ami-0ffffffffffffffff'})},
			expect: [],
		},
		{name: 'a scan without secrets', files: {'request.json': request, 'trivy.json': trivy([])}, expect: []},
	],
	*check({scans, submission}, {files: most}) {
		for (const {scan, files} of secretsOf(scans, submission.today)) {
			const tool = nameOf(scan);
			const own = files.filter(({others}) => !others);
			const isSure = ({secrets}: (typeof own)[number]) => scan.of === 'own' && secrets.some(({severity}) => refusedSeverities.names.includes(severity));
			for (const file of own.slice(0, most)) {
				const what = someOf([...new Set(file.secrets.map((one) => `${clip(one.what)}${one.line === undefined ? '' : ` (line ${one.line})`}`))], 3);
				const data = {tool, what, path: clip(file.path, 200) || 'a file that it does not name'};
				yield {message: 'found', place: file.place, subject: data.path, ...(isSure(file) ? {} : {severity: 'warning' as const}), data};
			}
			const whole = {place: scan.place, subject: scan.file};
			const rest = own.slice(most);
			const paths = (some: typeof own) =>
				someOf(
					some.map(({path}) => clip(path, 100)),
					5,
				);
			const doubt = rest.some(isSure) ? {} : {severity: 'warning' as const};
			if (rest.length > 0) yield {message: 'more', ...whole, ...doubt, data: {tool, count: rest.length, paths: paths(rest)}};
			const others = files.filter((file) => file.others);
			const noun = others.length === 1 ? 'file' : 'files';
			if (others.length > 0) yield {message: 'others', ...whole, severity: 'note', data: {tool, count: others.length, files: noun, paths: paths(others)}};
		}
	},
});
