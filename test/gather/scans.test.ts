import test from 'ava';
import type {Scan} from '../../src/evidence/scan.ts';
import {isAbsent} from '../../src/evidence.ts';
import {assessment, clamLog, entity, image, json, standalone, trivy, trivyVulnerability, version} from '../../src/examples.ts';
import {gatherImages} from '../../src/gather/images.ts';
import {gatherListings} from '../../src/gather/listing/listing.ts';
import {gatherScans} from '../../src/gather/scans/scans.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {formatText} from '../../src/report/text.ts';
import {validators} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

const own = 'ami-0a1b2c3d4e5f67890';
const other = 'ami-0ffffffffffffffff';
const request = version([standalone()]);
const rules = validators.filter(({id}) => id.startsWith('scan/'));

/** The scans of files given as text, through the reader. */
async function scansOf(files: Readonly<Record<string, string>>) {
	const encoder = new TextEncoder();
	const reads = await Promise.all(Object.entries(files).map(([file, text]) => readArtifact({file, bytes: encoder.encode(text)})));
	const artifacts = reads.flatMap(({artifact}) => artifact ?? []);
	const {listings} = gatherListings(artifacts);
	const products = listings.map((listing) => ({
		...listing,
		...(listing.productId === undefined ? {} : {product: listing.productId.value.split('@')[0] ?? ''}),
	}));
	return gatherScans(artifacts, products, gatherImages(artifacts, products));
}

async function resultsOf(files: Readonly<Record<string, string>>): Promise<readonly Scan[]> {
	const scans = await scansOf(files);
	return isAbsent(scans) ? [] : scans.results;
}

/** Package, version, severity, fix and id of each vulnerability. */
const flat = (scans: readonly Scan[]) =>
	scans.flatMap(({packages}) =>
		packages.flatMap(({name, version: installed, vulnerabilities}) =>
			vulnerabilities.map(({id, severity, fixable, fixed}) => [id.value, name, installed, severity, fixable ? (fixed ?? 'yes') : 'no'].join(' ')),
		),
	);

const head = (scans: readonly Scan[]) =>
	scans.map(({tool, version: number, day, target, of}) => ({tool, number, day, kind: target.kind, name: target.name, of}));

async function verdictOf(policy: string, files: Readonly<Record<string, string>>, edition: 'ami-2020' | 'ami-2025' = 'ami-2020') {
	const {policies} = await checkFiles(files, rules, {edition});
	return policies.find(({id}) => id === policy);
}

const grype = (matches: readonly unknown[], fields: Readonly<Record<string, unknown>> = {}, settings: Readonly<Record<string, unknown>> = {}) =>
	json({
		matches,
		source: {type: 'directory', target: `/mnt/${own}`},
		distro: {name: 'debian', version: '13', idLike: []},
		descriptor: {
			name: 'grype',
			version: '0.104.0',
			configuration: {
				'only-fixed': false,
				'only-notfixed': false,
				'ignore-wontfix': '',
				ignore: [{vulnerability: '', 'fix-state': '', package: {name: 'linux-headers-.*', type: 'deb'}, 'match-type': 'exact-indirect-match'}],
				exclude: [],
				'vex-documents': [],
			},
			timestamp: '2026-11-20T11:00:00.5+02:00',
			...settings,
		},
		...fields,
	});
const match = (fields: Readonly<Record<string, unknown>> = {}, fix: unknown = {versions: ['3.0.13-1'], state: 'fixed'}) => ({
	vulnerability: {
		id: 'CVE-2026-1234',
		dataSource: 'https://example.com',
		namespace: 'debian:distro:debian:13',
		severity: 'High',
		urls: [],
		description: 'x',
		fix,
		...fields,
	},
	relatedVulnerabilities: [{id: 'CVE-2026-9999', severity: 'Critical'}],
	matchDetails: [],
	artifact: {id: 'abc', name: 'openssl', version: '3.0.11-1', type: 'deb', locations: [{path: '/var/lib/dpkg/status'}]},
});

const finding = (
	fields: Readonly<Record<string, unknown>> = {},
	resource: unknown = {id: 'i-0123456789abcdef0', type: 'AWS_EC2_INSTANCE', details: {awsEc2Instance: {imageId: own, platform: 'AMAZON_LINUX_2023'}}},
) => ({
	awsAccountId: '111122223333',
	findingArn: 'arn:aws:inspector2:us-east-1:111122223333:finding/0123',
	type: 'PACKAGE_VULNERABILITY',
	severity: 'CRITICAL',
	status: 'ACTIVE',
	fixAvailable: 'YES',
	firstObservedAt: '2026-10-01T08:00:00.000000+00:00',
	lastObservedAt: '2026-11-19T08:00:00.000000+00:00',
	updatedAt: '2026-11-19T08:00:00.000000+00:00',
	inspectorScore: 9.8,
	resources: [resource],
	packageVulnerabilityDetails: {
		vulnerabilityId: 'CVE-2026-1234',
		vendorSeverity: 'Important',
		source: 'AMAZON_LINUX_CVE',
		vulnerablePackages: [
			{name: 'openssl', version: '3.0.8', release: '1.amzn2023', epoch: 1, arch: 'X86_64', packageManager: 'OS', fixedInVersion: '1:3.0.8-2.amzn2023'},
			{name: 'openssl-libs', version: '3.0.8', fixedInVersion: 'NotAvailable'},
		],
	},
	...fields,
});

test('Trivy: version, time, target, packages, and which of them an update mends', async (t) => {
	const results = await resultsOf({
		'trivy.json': trivy(
			[
				trivyVulnerability({
					VulnerabilityID: 'CVE-2026-3',
					Severity: 'LOW',
					FixedVersion: undefined,
					Status: 'will_not_fix',
					PkgName: 'bash',
					InstalledVersion: '5.2',
				}),
				trivyVulnerability(),
				trivyVulnerability(),
				trivyVulnerability({VulnerabilityID: 'CVE-2026-4', Status: 'not_affected'}),
				trivyVulnerability({VulnerabilityID: 'CVE-2026-5', Severity: 'UNKNOWN'}),
			],
			{Trivy: {Version: '0.67.0'}, ReportID: 'x'},
		),
	});
	t.deepEqual(head(results), [{tool: 'Trivy', number: '0.67.0', day: '2026-11-20', kind: 'image', name: own, of: 'unknown'}]);
	t.deepEqual(flat(results), [
		'CVE-2026-1234 openssl 3.0.11-1 critical 3.0.13-1',
		'CVE-2026-5 openssl 3.0.11-1 unknown 3.0.13-1',
		'CVE-2026-3 bash 5.2 low no',
	]);
});

test('Grype: the match, not what is related to it', async (t) => {
	const results = await resultsOf({
		'grype.json': grype([match(), match({id: 'GHSA-aaaa-bbbb-cccc', severity: 'Negligible'}, {versions: [], state: 'wont-fix'})]),
		'r.json': request,
	});
	t.deepEqual(head(results), [{tool: 'Grype', number: '0.104.0', day: '2026-11-20', kind: 'file-system', name: `/mnt/${own}`, of: 'own'}]);
	t.deepEqual(flat(results), ['CVE-2026-1234 openssl 3.0.11-1 high 3.0.13-1', 'GHSA-aaaa-bbbb-cccc openssl 3.0.11-1 negligible no']);
});

test('Inspector: each AMI that its instances run from is a scan of its own; closed findings are none', async (t) => {
	const foreign = {id: 'i-1', type: 'AWS_EC2_INSTANCE', details: {awsEc2Instance: {imageId: other}}};
	const results = await resultsOf({
		'findings.json': json({
			findings: [
				finding(),
				finding({status: 'CLOSED'}),
				finding({lastObservedAt: 1795078800.5}, foreign),
				{...finding(), packageVulnerabilityDetails: undefined},
			],
		}),
		'r.json': request,
	});
	t.deepEqual(head(results), [
		{tool: 'Amazon Inspector', number: undefined, day: '2026-11-19', kind: 'image', name: own, of: 'own'},
		{tool: 'Amazon Inspector', number: undefined, day: '2026-11-19', kind: 'image', name: other, of: 'other'},
	]);
	t.deepEqual(flat(results.slice(0, 1)), [
		'CVE-2026-1234 openssl 3.0.8-1.amzn2023 critical 1:3.0.8-2.amzn2023',
		'CVE-2026-1234 openssl-libs 3.0.8 critical no',
	]);
});

test('a finding that is suppressed in Inspector counts, and is called so', async (t) => {
	const suppressed = {
		status: 'SUPPRESSED',
		packageVulnerabilityDetails: {vulnerabilityId: 'CVE-2026-2', vulnerablePackages: [{name: 'zlib', version: '1.3', fixedInVersion: '1.4'}]},
	};
	const messages = async (...findings: readonly unknown[]) =>
		(await checkFiles({'r.json': request, 'f.json': json({findings})}, rules)).findings.map(({severity, message}) => `${severity} ${message}`);
	const told = 'error Amazon Inspector found 1 critical vulnerability in zlib 1.3, fixed in 1.4: CVE-2026-2';
	t.deepEqual(await messages(finding(suppressed)), [`${told} (suppressed there).`]);
	t.deepEqual(await messages(finding(suppressed), finding({...suppressed, status: 'ACTIVE'})), [`${told}.`]);
	t.deepEqual(await messages(finding({...suppressed, status: 'ACTIVE'}), finding(suppressed)), [`${told}.`]);
});

test("Inspector's results of an SBOM, in both of its formats", async (t) => {
	const inspectors = {
		status: 'SBOM parsed successfully, 1 vulnerability found',
		inspector: {
			vulnerability_count: {critical: 1},
			vulnerabilities: [
				{
					id: 'CVE-2021-44228',
					severity: 'critical',
					affects: [{installed_version: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.12.1', fixed_version: '2.15.0', path: '/opt/a.jar'}],
				},
			],
		},
	};
	const line = 'CVE-2021-44228 org.apache.logging.log4j/log4j-core 2.12.1 critical 2.15.0';
	t.deepEqual(flat(await resultsOf({'a.json': json(inspectors)})), [line]);
	t.deepEqual(flat(await resultsOf({'a.json': json({sbom: inspectors})})), [line]);
	const cyclone = {
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		metadata: {timestamp: '2026-11-18T14:15:53.760Z', tools: [{vendor: 'Amazon Inspector', name: 'CycloneDX SBOM API', version: '1'}]},
		components: [
			{
				'bom-ref': 'comp-1',
				type: 'library',
				name: 'log4j-core',
				purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.12.1',
				properties: [{name: 'x', value: 'y'}],
			},
		],
		vulnerabilities: [
			{
				id: 'CVE-2021-44228',
				source: {name: 'NVD'},
				ratings: [
					{source: {name: 'EPSS'}, severity: 'none'},
					{source: {name: 'SNYK'}, severity: 'low'},
					{source: {name: 'NVD'}, severity: 'critical'},
				],
				affects: [{ref: 'comp-1'}],
				properties: [{name: 'amazon:inspector:sbom_scanner:fixed_version:comp-1', value: '2.15.0'}],
			},
			{id: 'CVE-2021-1', analysis: {state: 'not_affected'}, affects: [{ref: 'comp-1'}]},
			{id: 'CVE-2021-2', ratings: [], affects: [{ref: 'pkg:npm/%40scope/name@1.0.0'}]},
		],
	};
	const results = await resultsOf({'a.json': json({sbom: cyclone})});
	t.deepEqual(flat(results), ['CVE-2021-44228 log4j-core 2.12.1 critical 2.15.0', 'CVE-2021-2 @scope/name 1.0.0 unknown no']);
	t.like(head(results)[0], {tool: 'Amazon Inspector', day: '2026-11-18'});
});

test('CycloneDX of Trivy: an image of a virtual machine is called a container, and a recommendation names the fix', async (t) => {
	const of = (name: string, recommendation?: string, type = 'container') =>
		json({
			bomFormat: 'CycloneDX',
			specVersion: '1.6',
			metadata: {tools: {components: [{type: 'application', name: 'trivy', version: '0.57.0'}]}, component: {type, name}},
			components: [{'bom-ref': 'a', type: 'library', name: 'openssl', version: '3.0.13'}],
			vulnerabilities: [
				{id: 'CVE-2026-1', ratings: [{severity: 'critical'}], ...(recommendation === undefined ? {} : {recommendation}), affects: [{ref: 'a'}]},
			],
		});
	const kinds = async (name: string, type?: string) => (await resultsOf({'a.json': of(name, undefined, type)})).map(({target}) => target.kind);
	t.deepEqual(await kinds('ami-0a1b2c3d4e5f60718'), ['image']);
	t.deepEqual(await kinds('ami:ami-0a1b2c3d4e5f60718'), ['image']);
	t.deepEqual(await kinds('disk.vmdk'), ['image']);
	t.deepEqual(await kinds('ebs:snap-0a1b2c3d4e5f60718'), ['snapshot']);
	t.deepEqual(await kinds('larkspur/ami-0a1b2c3d4e5f60718'), ['container']);
	t.deepEqual(await kinds('larkspur:7.2'), ['container']);
	t.deepEqual(await kinds('larkspur', 'application'), ['unknown']);
	const fix = async (recommendation: string) => flat(await resultsOf({'a.json': of('ami-0a1b2c3d4e5f60718', recommendation)}))[0]?.replace(/^.* critical /, '');
	t.is(await fix('Upgrade openssl to version 3.0.15'), '3.0.15');
	t.is(await fix('Upgrade libssl3 to version 3.1.0; Upgrade openssl to version 3.0.15, 3.1.1'), '3.0.15, 3.1.1');
	t.is(await fix('Upgrade libssl3 to version 3.0.15'), 'no');
	t.is(await fix('Please upgrade to 3.0.15.'), '3.0.15');
	t.is(await fix('Restrict who may connect.'), 'no');
	t.is(await fix(`Upgrade ${'to '.repeat(50_000)}`), 'no');
});

test('SARIF: package and fix from what Trivy and Grype write; other results are passed over', async (t) => {
	const ofTrivy = {
		tool: {driver: {name: 'Trivy', version: '0.67.0', rules: [{id: 'CVE-2026-1234', properties: {'security-severity': '9.8', tags: ['vulnerability']}}]}},
		results: [
			{
				ruleId: 'CVE-2026-1234',
				ruleIndex: 0,
				level: 'error',
				message: {
					text: 'Package: openssl\nInstalled Version: 3.0.11-1\nVulnerability CVE-2026-1234\nSeverity: HIGH\nFixed Version: 3.0.13-1\nLink: [CVE-2026-1234](https://x)',
				},
				locations: [{physicalLocation: {artifactLocation: {uri: `library/${own}`}}}],
			},
			{ruleId: 'aws-access-key-id', message: {text: 'Secret'}},
		],
	};
	const ofGrype = {
		tool: {
			driver: {
				name: 'Grype',
				rules: [
					{
						id: 'CVE-2026-77-zlib',
						help: {text: 'Vulnerability CVE-2026-7777\nSeverity: medium\nPackage: zlib1g\nVersion: 1.3\nFix Version: \nType: deb'},
						properties: {'security-severity': '5.0'},
					},
				],
			},
		},
		results: [
			{
				ruleId: 'CVE-2026-7777-zlib1g',
				ruleIndex: 0,
				message: {text: 'A medium vulnerability in deb package: zlib1g, version 1.3 was found at: /var/lib/dpkg/status'},
			},
		],
	};
	const source = json({$schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [ofTrivy, ofGrype]});
	const results = await resultsOf({'a.sarif': source, 'r.json': request});
	t.deepEqual(flat(results), ['CVE-2026-1234 openssl 3.0.11-1 high 3.0.13-1', 'CVE-2026-7777 zlib1g 1.3 medium no']);
	t.deepEqual(
		results.map(({of}) => of),
		['own', 'unknown'],
	);
	t.true(
		isAbsent(
			await scansOf({'a.sarif': json({version: '2.1.0', runs: [{tool: {driver: {name: 'CodeQL'}}, results: [{ruleId: 'js/xss', message: {text: 'x'}}]}]})}),
		),
	);
});

/** SARIF of one run. */
const sarifOf = (driver: unknown, results: readonly unknown[], fields: Readonly<Record<string, unknown>> = {}) =>
	json({version: '2.1.0', runs: [{tool: {driver}, results, ...fields}]});
const at = (...paths: readonly string[]) => ({locations: paths.map((uri) => ({physicalLocation: {artifactLocation: {uri}}}))});
/** What the rules say of files, each with its severity and policy. */
const saidOf = async (files: Readonly<Record<string, string>>) =>
	(await checkFiles(files, rules)).findings.map(({rule, severity, policy, subject}) => `${severity} ${rule.slice(5)} ${policy} ${subject}`);

test('SARIF: malware by the tool, by a tag, and for review by the words of a rule alone', async (t) => {
	const malware = async (driver: unknown, result: Readonly<Record<string, unknown>>) =>
		(await resultsOf({'a.sarif': sarifOf(driver, [{message: {text: 'x'}, ...at('usr/lib/k', 'usr/lib/k', 'tmp/k'), ...result}])})).flatMap((scan) =>
			scan.malware.map(({signature, files, guessed}) => [signature.value, files.join(' '), guessed === true ? 'guessed' : 'sure'].join('; ')),
		);
	const mirai = {ruleId: 'Unix.Trojan.Mirai-9950456-0', level: 'error'};
	const sure = 'Unix.Trojan.Mirai-9950456-0; usr/lib/k tmp/k; sure';
	t.deepEqual(await malware({name: 'ClamAV'}, mirai), [sure]);
	t.deepEqual(await malware({name: 'X', rules: [{id: mirai.ruleId, properties: {tags: ['security/malware']}}]}, mirai), [sure]);
	t.deepEqual(await malware({name: 'X'}, {...mirai, properties: {tags: ['Malware']}}), [sure]);
	t.deepEqual(await malware({name: 'X'}, mirai), [sure.replace('sure', 'guessed')]);
	t.deepEqual(await malware({name: 'YARA-X', rules: [{id: 'r1', defaultConfiguration: {level: 'note'}}]}, {ruleId: 'r1'}), ['r1; usr/lib/k tmp/k; guessed']);
	t.deepEqual(await malware({name: 'X'}, {ruleId: 'trojan-source', level: 'error'}), []);
	t.deepEqual(await malware({name: 'ESLint'}, {ruleId: 'no-eval', message: {text: 'A malicious user may leave a virus.'}}), []);
	const eicar = {ruleId: 'Win.Test.EICAR_HDB-1', level: 'error'};
	for (const harmless of [{kind: 'pass'}, {kind: 'notApplicable'}, {kind: 'informational'}, {baselineState: 'absent'}, {suppressions: [{status: 'accepted'}]}])
		t.deepEqual(await malware({name: 'ClamAV'}, {...eicar, ...harmless}), [], JSON.stringify(harmless));
	t.is((await malware({name: 'ClamAV'}, {...eicar, kind: 'review', suppressions: [{status: 'underReview'}]})).length, 1);
	t.deepEqual(await saidOf({'r.json': request, [`clam-${own}.sarif`]: sarifOf({name: 'ClamAV'}, [mirai])}), [
		'note recent security.vulnerabilities clam-ami-0a1b2c3d4e5f67890.sarif',
		'error no-malware security.malware Unix.Trojan.Mirai-9950456-0',
	]);
	t.true(
		(await saidOf({'r.json': request, 'clam.sarif': sarifOf({name: 'ClamAV'}, [mirai])})).includes(
			'warning no-malware security.malware Unix.Trojan.Mirai-9950456-0',
		),
	);
	t.deepEqual(await saidOf({'r.json': request, 'clam.sarif': sarifOf({name: 'ClamAV'}, [mirai], {properties: {imageName: 'larkspur:2'}})}), [
		'note of-this-image security.vulnerabilities larkspur:2',
	]);
});

test('SARIF: what passed is no vulnerability either', async (t) => {
	const results = [
		{ruleId: 'CVE-2020-0001', kind: 'pass', level: 'none', message: {text: 'x'}},
		{ruleId: 'CVE-2026-1234', kind: 'fail', message: {text: 'x'}},
	];
	t.deepEqual(flat(await resultsOf({'a.sarif': sarifOf({name: 'Trivy'}, results)})), ['CVE-2026-1234   unknown no']);
});

test('SARIF: errors that nothing judges are told, those of linters below an error are not', async (t) => {
	const scans = await scansOf({'a.sarif': sarifOf({name: 'Auditor'}, [{ruleId: 'a', level: 'error'}, {ruleId: 'a', level: 'error'}, {ruleId: 'b'}])});
	t.deepEqual(isAbsent(scans) ? undefined : scans.unknown.map(({tool, count, rules: broken}) => [tool, count, ...broken]), [['Auditor', 2, 'a']]);
});

test('secrets of Trivy and in SARIF: which file, of which AMI, and never the secret', async (t) => {
	const value = 'AKIAQ3EGRZ7XW5BLTN4V';
	const found = (fields: Readonly<Record<string, unknown>> = {}) => ({
		RuleID: 'r',
		Severity: 'CRITICAL',
		Title: 'AWS Access Key ID',
		StartLine: 7,
		Match: `id=${value}`,
		Code: {Lines: [{Content: value}]},
		...fields,
	});
	const ofTrivy = (path: string, fields: Readonly<Record<string, unknown>> = {}, head: Readonly<Record<string, unknown>> = {}) =>
		trivy([], {Results: [{Target: path, Class: 'secret', Secrets: [found(fields), found({...fields, StartLine: 9})]}], ...head});
	const policy = 'security.no-embedded-credentials';
	t.deepEqual(await saidOf({'r.json': request, 't.json': ofTrivy('/opt/a')}), [`error no-secrets ${policy} /opt/a`]);
	t.deepEqual(await saidOf({'r.json': request, 't.json': ofTrivy('/opt/a', {Severity: 'MEDIUM'})}), [`warning no-secrets ${policy} /opt/a`]);
	t.deepEqual(await saidOf({'r.json': request, 't.json': ofTrivy('/opt/a', {}, {ArtifactName: '/mnt', ArtifactType: 'filesystem'})}), [
		'note of-this-image security.vulnerabilities /mnt',
		`warning no-secrets ${policy} /opt/a`,
	]);
	t.deepEqual(await saidOf({'r.json': request, 't.json': ofTrivy('/usr/lib/node_modules/x/test/key.pem')}), [`note no-secrets ${policy} t.json`]);
	for (const elsewhere of [{ArtifactName: other}, {ArtifactName: 'a:1', ArtifactType: 'container_image'}, {ArtifactType: 'repository', ArtifactName: 'x'}])
		t.false((await saidOf({'r.json': request, 't.json': ofTrivy('/opt/a', {}, elsewhere)})).some((said) => said.includes('no-secrets')));
	const gitleaks = sarifOf({name: 'gitleaks'}, [
		{
			ruleId: 'aws-access-token',
			message: {text: `found ${value}`},
			locations: [{physicalLocation: {artifactLocation: {uri: 'opt/b'}, region: {snippet: {text: value}}}}],
		},
	]);
	t.true((await saidOf({'r.json': request, 'g.sarif': gitleaks})).includes(`warning no-secrets ${policy} opt/b`));
	const bySarif = sarifOf(
		{name: 'Trivy', rules: [{id: 'aws-access-key-id', name: 'Secret', properties: {tags: ['secret', 'CRITICAL'], 'security-severity': '9.5'}}]},
		[{ruleId: 'aws-access-key-id', message: {text: `Artifact: opt/c\nSecret AWS\nSeverity: CRITICAL\nMatch: ${value}`}, ...at('opt/c')}],
	);
	t.true((await saidOf({'r.json': request, [`${own}.sarif`]: bySarif})).includes(`error no-secrets ${policy} opt/c`));
	for (const text of [ofTrivy('/opt/a'), gitleaks, bySarif]) {
		for (const pressed of [text, JSON.stringify(JSON.parse(text))]) {
			const outcome = await checkFiles({'r.json': request, 'scan.json': pressed}, rules);
			t.false(formatText(outcome, {width: 100, color: false, quiet: false, rules: rules.length}).includes(value));
		}
	}
});

test('ClamAV: files by signature, and each run of a log that grew', async (t) => {
	const first = clamLog(['/mnt/a: Win.Test.EICAR_HDB-1 FOUND', '/mnt/b: c: Win.Test.EICAR_HDB-1 FOUND', '/mnt/d: Phantom #1 FOUND']);
	const [one] = await resultsOf({'clam.log': first});
	t.deepEqual(
		one?.malware.map(({signature, files}) => [signature.value, ...files]),
		[
			['Win.Test.EICAR_HDB-1', '/mnt/a', '/mnt/b: c'],
			['Phantom #1', '/mnt/d'],
		],
	);
	t.like(one, {version: '1.4.3', day: '2026-11-20', of: 'unknown', whole: {malware: true}});
	const [range = [0, 0]] = one?.malware.map(({signature}) => signature.place.range ?? [0, 0]) ?? [];
	t.is(first.slice(...range), 'Win.Test.EICAR_HDB-1');
	const cleaned = await resultsOf({'clam.log': first + clamLog().replaceAll('2026:11:20', '2026:11:21')});
	t.deepEqual(
		cleaned.map(({malware, supersededBy}) => [malware.length, supersededBy]),
		[
			[2, 'clam.log'],
			[0, undefined],
		],
	);
	const elsewhere = await resultsOf({'clam.log': first + clamLog([], 12).replaceAll('2026:11:20', '2026:11:21')});
	t.is(elsewhere[0]?.supersededBy, undefined);
	const unfinished = await resultsOf({'clam.log': `${clamLog()}/mnt/a: Unix.X FOUND\n`});
	t.deepEqual(
		unfinished.map(({malware, day, whole}) => [malware.length, day, whole.malware]),
		[
			[0, '2026-11-20', true],
			[1, undefined, false],
		],
	);
});

test('malicious packages are malware, not vulnerabilities', async (t) => {
	const [scan] = await resultsOf({'t.json': trivy([trivyVulnerability({VulnerabilityID: 'MAL-2026-12', PkgName: 'colourz'})])});
	t.deepEqual([scan?.packages.length, scan?.malware.map(({files}) => files)], [0, [['colourz']]]);
});

test('which AMI a scan is of: by its content, by a snapshot, by the delivery option, or else by the name of its file', async (t) => {
	const folder = {ArtifactName: '/mnt', ArtifactType: 'filesystem'};
	const ofWhat = async (files: Readonly<Record<string, string>>) =>
		(await resultsOf({'r.json': request, ...files})).map(({of, amis}) => `${of} ${amis.join(' ')}`.trim());
	t.deepEqual(await ofWhat({'t.json': trivy([])}), [`own ${own}`]);
	t.deepEqual(await ofWhat({'t.json': trivy([], {ArtifactName: other})}), [`other ${other}`]);
	t.deepEqual(await ofWhat({'t.json': trivy([], folder)}), ['unknown']);
	t.deepEqual(await ofWhat({[`scans/${own}/t.json`]: trivy([], folder)}), [`own ${own}`]);
	t.deepEqual(await ofWhat({[`scans/${own}/t.json`]: trivy([], {ArtifactName: other})}), [`other ${other}`]);
	t.deepEqual(await ofWhat({'t.json': trivy([], {ArtifactName: 'larkspur:1', ArtifactType: 'container_image'})}), ['other']);
	const snapshot = trivy([], {ArtifactName: 'snap-0123456789abcdef0'});
	t.deepEqual(await ofWhat({'t.json': snapshot}), ['unknown']);
	t.deepEqual(await ofWhat({'t.json': snapshot, 'i.json': image()}), [`own ${own}`]);
	t.deepEqual(await ofWhat({'a.json': assessment()}), ['unknown']);
	t.deepEqual(await ofWhat({'a.json': assessment({AssessmentTargetSummary: {EntityId: 'prod-another'}})}), ['other']);
	const [byOption] = await resultsOf({'e.json': entity(), 'a.json': assessment()});
	t.like(byOption, {of: 'own', amis: [own]});
	const [byImages] = await resultsOf({'i.json': image(), 't.json': trivy([])});
	t.like(byImages, {of: 'own', amis: [own]});
});

test('a later assessment stands for the earlier one; a list of assessments is as good', async (t) => {
	const list = json({
		AssessmentSummaryList: [assessment(), assessment({AssessmentResult: 'FAIL', CreatedAt: '2026-11-10T09:00:00Z'})].map((text) => JSON.parse(text) as unknown),
	});
	const results = await resultsOf({'e.json': entity(), 'list.json': list});
	t.deepEqual(
		results.map(({assessment: answer, supersededBy}) => [answer?.result?.value, supersededBy]),
		[
			['PASS', undefined],
			['FAIL', 'list.json'],
		],
	);
	t.is((await verdictOf('security.scanned-before-submission', {'e.json': entity(), 'list.json': list}))?.verdict, 'satisfied');
});

const twoAmis = version([standalone(), standalone({}, {AmiId: other})]);
const satisfied: Readonly<Record<string, readonly [policy: string, files: Readonly<Record<string, string>>, edition?: 'ami-2025']>> = {
	'a clean report of Trivy on the AMI': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([])}],
	'a clean report of Grype on the AMI': ['security.vulnerabilities', {'r.json': request, 'g.json': grype([])}],
	'the same in the newer edition, with the age': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([]), 'i.json': image()}, 'ami-2025'],
	"AWS's own scan, for vulnerabilities": ['security.vulnerabilities', {'e.json': entity(), 'a.json': assessment()}],
	"AWS's own scan, for malware": ['security.malware', {'e.json': entity(), 'a.json': assessment()}],
	"AWS's own scan before submission": ['security.scanned-before-submission', {'e.json': entity(), 'a.json': assessment()}],
	"a clean log under the AMI's name": ['security.malware', {'r.json': request, [`${own}.log`]: clamLog()}],
	'two AMIs, each scanned': ['security.vulnerabilities', {'r.json': twoAmis, 'a.json': trivy([]), 'b.json': trivy([], {ArtifactName: other})}],
};
for (const [name, [policy, files, edition]] of Object.entries(satisfied))
	test(`satisfied: ${name}`, async (t) => {
		const verdict = await verdictOf(policy, files, edition);
		t.is(verdict?.verdict, 'satisfied', verdict?.reason);
	});

const open: typeof satisfied = {
	'no listing names the AMI': ['security.vulnerabilities', {'t.json': trivy([])}],
	'one of two AMIs scanned': ['security.vulnerabilities', {'r.json': twoAmis, 'a.json': trivy([])}],
	'a scan of a folder': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([], {ArtifactName: '/', ArtifactType: 'filesystem'})}],
	'a scan of another AMI': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([], {ArtifactName: other})}],
	'an old scan': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([], {CreatedAt: '2026-10-01T00:00:00Z'})}],
	'a scan without its time': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([], {CreatedAt: undefined})}],
	'Trivy without a result for the packages': [
		'security.vulnerabilities',
		{'r.json': request, 't.json': trivy([], {Results: [{Target: 'a', Class: 'secret'}]})},
	],
	'Trivy with findings taken out': [
		'security.vulnerabilities',
		{'r.json': request, 't.json': trivy([], {Results: [{Target: 'a', Class: 'os-pkgs', ExperimentalModifiedFindings: [{Type: 'vulnerability'}]}]})},
	],
	'Grype on fixed ones alone': ['security.vulnerabilities', {'r.json': request, 'g.json': grype([], {}, {configuration: {'only-fixed': true}})}],
	'Grype with a rule that ignores': [
		'security.vulnerabilities',
		{'r.json': request, 'g.json': grype([], {}, {configuration: {ignore: [{vulnerability: 'CVE-2026-1'}]}})},
	],
	'Grype without its settings': ['security.vulnerabilities', {'r.json': request, 'g.json': grype([], {}, {configuration: undefined})}],
	'Grype on a system that it did not know': ['security.vulnerabilities', {'r.json': request, 'g.json': grype([], {distro: {name: '', version: ''}})}],
	'the newer edition without the age': ['security.vulnerabilities', {'r.json': request, 't.json': trivy([])}, 'ami-2025'],
	'an assessment that has expired': ['security.scanned-before-submission', {'e.json': entity(), 'a.json': assessment({ExpiresAt: '2026-11-01T00:00:00Z'})}],
	'an assessment of containers': ['security.malware', {'e.json': entity(), 'a.json': assessment({FrameworkId: 'ContainerSecurity@1.0'})}],
	'an assessment that still runs': ['security.malware', {'e.json': entity(), 'a.json': assessment({AssessmentResult: undefined})}],
	'an assessment of the version before': [
		'security.scanned-before-submission',
		{'e.json': entity(), 'r.json': request.replace(own, other), 'a.json': assessment()},
	],
	'a log of twelve files': ['security.malware', {'r.json': request, [`${own}.log`]: clamLog([], 12)}],
	'a log that counts more than it names': [
		'security.malware',
		{'r.json': request, [`${own}.log`]: clamLog().replace('Infected files: 0', 'Infected files: 2')},
	],
	'a log with errors': ['security.malware', {'r.json': request, [`${own}.log`]: clamLog().replace('Infected files: 0', 'Infected files: 0\nTotal errors: 3')}],
	'a log that names no AMI': ['security.malware', {'r.json': request, 'clam.log': clamLog()}],
	'a list that stands twice': [
		'security.vulnerabilities',
		{'r.json': request, 't.json': trivy([]).replace('"Results"', '"Results": [{"Class": "os-pkgs"}], "Results"')},
	],
};
for (const [name, [policy, files, edition]] of Object.entries(open))
	test(`not assessed: ${name}`, async (t) => {
		const verdict = await verdictOf(policy, files, edition);
		t.is(verdict?.verdict, 'not-assessed', verdict?.reason);
	});

test('a clean scan of a system without support is for review', async (t) => {
	const system = {Metadata: {OS: {Family: 'photon', Name: '3.0', EOSL: true}}};
	t.is((await verdictOf('security.vulnerabilities', {'r.json': request, 't.json': trivy([], system)}))?.verdict, 'review');
});

test('a scan that is clean does not hide what another found', async (t) => {
	const verdict = await verdictOf('security.vulnerabilities', {'r.json': request, 't.json': trivy([]), 'g.json': grype([match()])});
	t.is(verdict?.verdict, 'violated');
});

test('what an old scan of the AMI itself found still counts; severities are for the AMI, doubts for the rest', async (t) => {
	const severities = async (fields: Readonly<Record<string, unknown>>) =>
		(await checkFiles({'r.json': request, 't.json': trivy([trivyVulnerability()], fields)}, rules)).findings.map(
			({rule, severity}) => `${rule.slice(5)} ${severity}`,
		);
	t.deepEqual(await severities({}), ['no-critical-vulnerability error']);
	t.deepEqual(await severities({CreatedAt: '2026-01-01T00:00:00Z'}), ['recent note', 'no-critical-vulnerability error']);
	const folder = {ArtifactName: '/mnt', ArtifactType: 'filesystem'};
	t.deepEqual(await severities(folder), ['of-this-image note', 'no-critical-vulnerability warning']);
	t.deepEqual(await severities({...folder, CreatedAt: '2026-01-01T00:00:00Z'}), ['recent note', 'of-this-image note', 'no-critical-vulnerability warning']);
});

test('an old scan that names an AMI, in a submission that names none, is told by that AMI; a newer one without secrets does not hide those of the older', async (t) => {
	const old = json({findings: [finding({lastObservedAt: '2026-09-01T08:00:00Z'})]});
	const {findings} = await checkFiles({'findings.json': old}, rules);
	const told = findings.map(({rule, severity, message}) => `${severity} ${rule.slice(5)} ${message}`);
	t.true(
		told.some((one) => one.startsWith(`note recent This scan of ${own} by Amazon Inspector is 84 days old:`)),
		told.join('\n'),
	);
	t.false(told.some((one) => /does not say which AMI|do not say which AMI/.test(one)));
	t.true(told.some((one) => one.startsWith('warning no-critical-vulnerability')));
	const folder = {ArtifactName: '/mnt', ArtifactType: 'filesystem'};
	const withSecret = trivy([], {
		...folder,
		CreatedAt: '2026-11-01T00:00:00Z',
		Results: [{Target: '/a', Class: 'secret', Secrets: [{RuleID: 'x', Severity: 'HIGH'}]}],
	});
	t.true(
		(await saidOf({'r.json': request, 'a.json': withSecret, 'b.json': trivy([], folder)})).includes('warning no-secrets security.no-embedded-credentials /a'),
	);
});

test("AWS's own pass outweighs what another scanner rates low, and makes the rest a matter of review", async (t) => {
	const files = (severity: string) => ({'e.json': entity(), 'a.json': assessment(), 't.json': trivy([trivyVulnerability({Severity: severity})])});
	t.is((await verdictOf('security.vulnerabilities', files('LOW')))?.verdict, 'satisfied');
	t.is((await verdictOf('security.vulnerabilities', files('CRITICAL')))?.verdict, 'review');
});

test('a vulnerability without a fix is named beside those with one, and each AMI has its own', async (t) => {
	const found = [trivyVulnerability(), trivyVulnerability({VulnerabilityID: 'CVE-2026-2', Severity: 'HIGH', FixedVersion: undefined})];
	const {findings} = await checkFiles({'r.json': twoAmis, 'a.json': trivy(found), 'b.json': trivy(found, {ArtifactName: other})}, rules);
	const message = 'Trivy found 1 critical vulnerability in openssl 3.0.11-1, fixed in 3.0.13-1: CVE-2026-1234; besides, 1 high vulnerability without a fix.';
	t.deepEqual(
		findings.map((one) => [one.place.file, one.message]),
		[
			['a.json', message],
			['b.json', message],
		],
	);
});

test('five hundred vulnerabilities are a page, not a book, and every one is counted', async (t) => {
	const many = Array.from({length: 500}, (_, index) =>
		trivyVulnerability({
			VulnerabilityID: `CVE-2026-${1000 + index}`,
			PkgName: `package-${index % 40}`,
			Severity: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'][index % 4],
		}),
	);
	const outcome = await checkFiles({'r.json': request, 't.json': trivy(many)}, rules);
	t.is(outcome.findings.length, 17);
	const counted = outcome.findings.flatMap(({message}) => [...message.matchAll(/(\d+) (?:critical|high|medium|low)/g)].map(([, count]) => Number(count)));
	t.is(
		counted.reduce((sum, count) => sum + count, 0),
		500,
	);
	t.true(formatText(outcome, {width: 100, color: false, quiet: false, rules: rules.length}).split('\n').length < 250);
});

const deep = `{"SchemaVersion": 2, "ArtifactName": "x", "Results": ${'['.repeat(5000)}${']'.repeat(5000)}}`;
const hostile: Readonly<Record<string, string>> = {
	'lists in lists': deep,
	'values of the wrong kind': json({
		SchemaVersion: 2,
		ArtifactName: [7],
		ArtifactType: {},
		CreatedAt: 7,
		Metadata: [],
		Results: [null, 7, {Vulnerabilities: 'x'}, {Vulnerabilities: [null, {VulnerabilityID: 7}, {VulnerabilityID: 'x', PkgName: [], FixedVersion: 7}]}],
	}),
	'names of objects': json({
		SchemaVersion: 2,
		ArtifactName: 'constructor',
		ArtifactType: 'toString',
		Results: [{Vulnerabilities: [{VulnerabilityID: '__proto__', PkgName: '__proto__', Severity: 'constructor'}]}],
	}),
	'a message that never ends': json({version: '2.1.0', runs: [{results: [{ruleId: 'CVE-2026-1234', message: {text: ': '.repeat(200_000)}}]}]}),
	'a purl that never ends': json({bomFormat: 'CycloneDX', vulnerabilities: [{id: 'CVE-2026-1234', affects: [{ref: `pkg:a/${'@'.repeat(200_000)}`}]}]}),
	'a log that is one line': `${'FOUND : FOUND'.repeat(100_000)}\n----------- SCAN SUMMARY -----------\nInfected files: 1\n`,
	'a log of summaries': '----------- SCAN SUMMARY -----------\nInfected files: 0\n'.repeat(20_000),
	'NULs in a log': `/mnt/a\0b: Unix.X FOUND\n----------- SCAN SUMMARY -----------\nInfected files: 1\n`,
	'20,000 vulnerabilities of one package': trivy(
		Array.from({length: 20_000}, (_, index) => ({VulnerabilityID: `CVE-2026-${index}`, PkgName: 'a', Severity: 'HIGH'})),
	),
	'20,000 packages': trivy(Array.from({length: 20_000}, (_, index) => ({VulnerabilityID: 'CVE-2026-1', PkgName: `p${index}`, Severity: 'HIGH'}))),
};
for (const [name, text] of Object.entries(hostile))
	test.serial(`hostile: ${name}`, async (t) => {
		const start = performance.now();
		const outcome = await checkFiles({'r.json': request, scan: text}, rules);
		t.true(performance.now() - start < 10_000);
		t.deepEqual(
			outcome.problems.filter(({file}) => file !== 'scan'),
			[],
		);
		t.false(outcome.policies.some(({verdict}) => verdict === 'satisfied'));
	});

test('a line of ClamAV with very many findings, and advice on very many packages, are read once', async (t) => {
	const [log] = await resultsOf({'clam.log': clamLog([`/a: Unix.X FOUND\r${' FOUND\r'.repeat(200_000)}`])});
	t.is(log?.malware[0]?.signature.value, 'Unix.X');
	t.true((log?.malware.length ?? 0) < 1000, 'a signature is short');
	const advice = Array.from({length: 3000}, (_, index) => `upgrade p${index} to 1.${index};`).join(' ');
	const [sbom] = await resultsOf({
		'a.json': json({
			bomFormat: 'CycloneDX',
			specVersion: '1.6',
			components: [{'bom-ref': 'a', type: 'library', name: 'p2999', version: '1.0'}],
			vulnerabilities: [{id: 'CVE-2026-1', ratings: [{severity: 'critical'}], recommendation: advice, affects: Array.from({length: 8000}, () => ({ref: 'a'}))}],
		}),
	});
	t.is(flat(sbom === undefined ? [] : [sbom])[0]?.replace(/^.* critical /, ''), '1.2999');
});
