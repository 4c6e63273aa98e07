/** Scanner results, told by their beginning: they are often far bigger than any other text, and read in a way of their own. */

import type {Wanted} from './sift.ts';

/** Keys that scanners write near the beginning, whether in their own order or sorted. */
const marks =
	/"(?:SchemaVersion|ArtifactName|ArtifactID|ReportID|findingArn|inspectorScore|packageVulnerabilityDetails|AssessmentId|AssessmentArn|AssessmentSummaryList|ControlAssessments)"\s*:|"(?:matches|findings|runs)"\s*:\s*\[|"descriptor"\s*:\s*\{|"bomFormat"\s*:\s*"CycloneDX"|"vulnerability_count"\s*:/;

/** A line of a ClamAV log on one file. */
const clamLine = /^\S.{0,4096}: (?:OK|Empty file|Symbolic link|Excluded|[^:\n]{1,200} FOUND)\r?$/gm;

/** Characters that are looked at. */
const headLength = 64 * 1024;

/** Whether a text that begins so may be a scanner's JSON. */
export function seemsScanJson(text: string): boolean {
	const head = text.slice(0, headLength);
	return /^\ufeff?\s*[{[]/.test(head) && marks.test(head);
}

/** Whether bytes that begin so may be scanner results of either kind, in UTF-8 or UTF-16. */
export function seemsScan(bytes: Uint8Array): boolean {
	const head = new TextDecoder('latin1')
		.decode(bytes.subarray(0, headLength))
		.replace(/\0/g, '')
		.replace(/^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/, '');
	return seemsScanJson(head) || (head.match(clamLine)?.length ?? 0) >= 3;
}

/** Whether a text is a log of clamscan or clamdscan, with its summary. */
export function isClamLog(text: string): boolean {
	return text.includes('--- SCAN SUMMARY ---') && /^Infected files: \d+/m.test(text);
}

/** The name of a vulnerability in the databases that scanners use. */
export const vulnerabilityId =
	/\b(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[\da-z]{4}){3}|(?:ALAS|RHSA|ELSA|RLSA|ALSA)[\w-]{0,20}-\d{4}[:-]\d+|(?:DSA|DLA|USN)-\d+-\d+|(?:RUSTSEC|PYSEC|GO|MAL)-\d{4}-\d+|SNYK-[\w-]{1,80})/i;

/** Keys that a reader of scans looks at, of all forms. */
const kept = new Set(
	[
		'SchemaVersion Trivy Version CreatedAt ArtifactName ArtifactType Metadata OS Family Name EOSL Results Target Class Type Vulnerabilities',
		'VulnerabilityID PkgName InstalledVersion FixedVersion Status Severity ExperimentalModifiedFindings',
		'matches vulnerability id severity fix versions state artifact name version type source target userInput distro descriptor timestamp',
		'configuration only-fixed only-notfixed ignore-wontfix ignore exclude vex-documents vex-add fix-state namespace package match-type location',
		'findings findingArn status packageVulnerabilityDetails vulnerabilityId vulnerablePackages release epoch fixedInVersion fixAvailable resources',
		'details awsEc2Instance imageId awsEcrContainerImage repositoryName updatedAt lastObservedAt inspectorScore nextToken imageBuildVersionArn',
		'runs $schema tool driver semanticVersion rules properties security-severity help text results ruleId ruleIndex message',
		'kind level tags shortDescription defaultConfiguration baselineState Secrets RuleID Title StartLine',
		'locations physicalLocation artifactLocation uri suppressions invocations startTimeUtc endTimeUtc imageName',
		'AssessmentId AssessmentArn AssessmentSummaryList FrameworkId AssessmentTargetSummary EntityId FrameworkSummary AMISecuritySummary DeliveryOptionId',
		'ContainerSecuritySummary AssessmentResult ExpiresAt ControlAssessments ControlId ControlAssessmentResult Errors Code Message Scope Value',
		'bomFormat specVersion metadata tools components component bom-ref purl vulnerabilities ratings score recommendation affects ref analysis value sbom vendor',
		'inspector vulnerability_count installed_version fixed_version',
	]
		.join(' ')
		.split(' '),
);

/** What is kept of scanners' JSON. The properties of components, by far the most of an SBOM, say nothing that is needed, nor do titles of vulnerabilities. */
export const scanKeys: Wanted = (key, under) =>
	kept.has(key) && !(key === 'properties' && (under === 'components' || under === 'component')) && !(key === 'Title' && under !== 'Secrets');
