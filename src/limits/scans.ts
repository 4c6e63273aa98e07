/** What counts of scanner results. */

import {pages, type Sourced} from '../limits.ts';

const read = '2026-11-24';

/**
 * Severities at which AWS refuses an AMI, in the scale of our evidence. The page itself says "no known vulnerabilities"; that the bar lies at
 * critical and high ones that are unpatched is a quotation of 2026, second-hand.
 */
export const refusedSeverities: Sourced & {readonly names: readonly string[]} = {names: ['critical', 'high'], source: pages.policy, read};

/** The framework that AWS Marketplace assesses AMIs by, without its version. */
export const amiFramework = {
	name: 'AMISecurity',
	source: 'https://docs.aws.amazon.com/marketplace/latest/APIReference/API_ListAssessments.html',
	read,
} as const satisfies Sourced & {readonly name: string};

/** Days after which a scan says little of what is known by now. Ours: vulnerability databases grow by hundreds of entries a week. */
export const scanAge = {days: 30} as const;

/** Files that a whole root file system has at the least. Ours: a minimal Linux that boots on EC2 has more than ten thousand. */
export const wholeSystem = {files: 1000} as const;

/**
 * What scanners call malware, as a tag of a SARIF rule or as part of its name: the categories that https://docs.clamav.net/manual/Signatures/SignatureNames.html
 * and https://github.com/MISP/misp-taxonomies (malware_classification) have. "Trojan source" is a way to write source code (CVE-2021-42574), no malware.
 */
export const malwareWords =
	/(?:^|[^a-z])(?:malware|virus|trojan(?![ _-]?source)|rootkit|backdoor|ransomware|spyware|worm|(?:crypto|coin)[ _-]?miner|botnet|web[ _-]?shell|keylogger)(?:[^a-z]|$)/i;

/** Tools that look for nothing but malware, as they call themselves in SARIF. Nobody publishes such a list: ours, from their own pages. */
export const malwareTools =
	/(?:^|[^a-z])(?:clam ?av|clamd?scan|yara(?:-?x|[ _-]?hunter)?|rkhunter|chkrootkit|maldet|malcontent|virustotal|malwarebytes|malware|anti-?virus)(?:[^a-z]|$)/i;

/**
 * Tools that look for nothing but secrets, likewise; and the tag and rule's name that Trivy gives those that it finds
 * (`pkg/report/sarif.go` of aquasecurity/trivy, `report/sarif.go` of gitleaks/gitleaks).
 */
export const secretTools =
	/(?:^|[^a-z])(?:gitleaks|betterleaks|trufflehog|detect-secrets|nosey ?parker|kingfisher|ggshield|gitguardian|secret[ _-]?scan\w*)(?:[^a-z]|$)/i;

/** Kinds of SARIF results that tell of no problem. https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317647 (3.27.9) */
export const harmlessKinds: readonly string[] = ['pass', 'notApplicable', 'informational'];
