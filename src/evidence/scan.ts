import type {Place, Text} from '../contract.ts';

/** The forms of scanner results that are read. `other` is what the configuration calls a scan and no reader knows. */
export type ScanForm = 'trivy' | 'grype' | 'inspector' | 'inspector-sbom' | 'sarif' | 'cyclonedx' | 'assessment' | 'clamav' | 'other';

/** One scale for all tools. `negligible` is also what a tool calls none or informational; `unknown` what it did not rate. */
export type ScanSeverity = 'critical' | 'high' | 'medium' | 'low' | 'negligible' | 'unknown';

/** One vulnerability of one package. */
export type Vulnerability = {
	/** As the tool names it, at its place in the file: `CVE-2026-1234`, `GHSA-…`, `ALAS2023-…`. */
	readonly id: Text;
	readonly severity: ScanSeverity;
	/** The severity in the tool's own word: `IMPORTANT`, `9.8`. Missing where it gives none. */
	readonly rated?: string;
	/** Whether a version is known that mends it. */
	readonly fixable: boolean;
	/** That version, where the tool names it; several are joined by commas. */
	readonly fixed?: string;
	/** The tool's user has told it to hide this one. */
	readonly suppressed?: boolean;
};

/** A package with its vulnerabilities, the worst first. */
export type VulnerablePackage = {
	/** Missing where the results name none: then only the vulnerability is known. */
	readonly name?: string;
	readonly version?: string;
	readonly vulnerabilities: readonly Vulnerability[];
};

/** Malware by one signature, in one or more files. */
export type Malware = {
	/** The signature's name, at its first place: `Unix.Trojan.Mirai-5607483-0`. */
	readonly signature: Text;
	/** The files that it was found in, as the log names them. */
	readonly files: readonly string[];
	/** Only the name of a rule speaks of malware, or the tool itself gives it no weight. */
	readonly guessed?: boolean;
};

/** A secret that a tool found in a file. What it is, is never kept. */
export type FoundSecret = {
	/** The tool's name for its kind: `AWS Access Key ID`, `aws-access-token`. */
	readonly what: string;
	readonly severity: ScanSeverity;
	/** The file, as the tool names it. Empty where it names none. */
	readonly path: string;
	/** The line in that file. */
	readonly line?: number;
	/** The file lies where packages, libraries and tests do, with keys that are samples as a rule. */
	readonly others: boolean;
	/** Where the results name the file. Never where the secret itself may stand. */
	readonly place: Place;
};

/** One control of AWS's own assessment that did not pass. */
export type FailedControl = {
	readonly result: 'FAIL' | 'NOT_EXECUTED';
	/** `ControlId`, or the result where it is missing. */
	readonly control: Text;
	readonly errors: readonly {readonly place: Place; readonly code?: string; readonly message?: string; readonly scope: string}[];
};

/**
 * What an answer of `DescribeAssessment` says on the whole.
 * Origin: https://docs.aws.amazon.com/marketplace/latest/APIReference/API_DescribeAssessment.html
 */
export type Assessment = {
	/** `AssessmentResult`. Missing while it still runs. */
	readonly result?: Text;
	/** `FrameworkId` without its version: `AMISecurity`. */
	readonly framework?: string;
	/** The day after which AWS no longer counts it, `YYYY-MM-DD`. */
	readonly expires?: string;
	readonly failed: readonly FailedControl[];
};

/** What a tool was pointed at. */
export type ScanTarget = {
	readonly kind: 'image' | 'snapshot' | 'instance' | 'file-system' | 'container' | 'repository' | 'delivery-option' | 'unknown';
	/** As the results name it: an AMI id, a path, an image name. */
	readonly name?: string;
};

/** The results of one run of one tool on one target. */
export type Scan = {
	readonly file: string;
	readonly form: ScanForm;
	/** What was scanned, as the file names it; where it names nothing, the tool or the beginning. */
	readonly place: Place;
	/** `Trivy`, `Grype`, `Amazon Inspector`, `ClamAV`, `AWS Marketplace`, or what SARIF and CycloneDX name. */
	readonly tool: string;
	readonly version?: string;
	readonly target: ScanTarget;
	/** Whether it is of an AMI that the submission offers. `unknown` where it names no AMI, or the submission names none. */
	readonly of: 'own' | 'other' | 'unknown';
	/** For `own` the submission's AMIs that it is of; otherwise the AMIs that it names. */
	readonly amis: readonly string[];
	/** When the tool ran, at its place. */
	readonly date?: Text;
	/** The same as `YYYY-MM-DD`. */
	readonly day?: string;
	/** The operating system that the tool met, and whether it says that its vendor's support has ended. */
	readonly system?: {readonly name: Text; readonly version?: string; readonly ended: boolean};
	readonly packages: readonly VulnerablePackage[];
	readonly malware: readonly Malware[];
	readonly secrets: readonly FoundSecret[];
	/**
	 * Whether nothing found means that nothing is there: the tool looked at the packages of the operating system (or at a whole file
	 * system for malware), nothing was filtered away as far as the results tell, and all of them are here.
	 */
	readonly whole: {readonly vulnerabilities: boolean; readonly malware: boolean};
	readonly assessment?: Assessment;
	/** The file with newer results of the same tool on the same target, which count instead. */
	readonly supersededBy?: string;
};

/** Results of one run that a tool gives the weight of an error, and that no reader knows. */
export type UnknownResults = {
	readonly file: string;
	/** The tool's name in the results. */
	readonly place: Place;
	readonly tool: string;
	readonly count: number;
	/** The rules that they break, each once. */
	readonly rules: readonly string[];
};

/** All scanner results of a submission. */
export type Scans = {
	readonly results: readonly Scan[];
	readonly unknown: readonly UnknownResults[];
	/** The AMIs that the submission offers: those that its listings name, or else those that its `DescribeImages` answers describe. */
	readonly amis: readonly string[];
};
