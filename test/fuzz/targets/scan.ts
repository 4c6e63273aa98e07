import {fileTarget} from '../file-target.ts';
import {ruleFiles, texts} from '../seeds.ts';

const clam =
	'/opt/x/eicar.com: Win.Test.EICAR_HDB-1 FOUND\n\n----------- SCAN SUMMARY -----------\nKnown viruses: 8700000\nEngine version: 1.4.1\nScanned files: 12\nInfected files: 1\nStart Date: 2026:11:20 10:00:00\n';

export default fileTarget('scan.json', {
	about: 'results of scanners: Trivy, Grype, Inspector, CycloneDX, SARIF, ClamAV, AWS',
	seeds: () => [...texts(clam), ...ruleFiles(/(?:trivy|grype|assessment|answer|findings|scan|bom|clam)[^/]*\.(?:json|sarif|txt|log)$/)],
	words: [
		'SchemaVersion',
		'Results',
		'Vulnerabilities',
		'VulnerabilityID',
		'CVE-2026-1',
		'Severity',
		'CRITICAL',
		'FixedVersion',
		'matches',
		'artifact',
		'descriptor',
		'findings',
		'bomFormat',
		'CycloneDX',
		'components',
		'ratings',
		'runs',
		'results',
		'ruleId',
		'$schema',
		'Infected files: 1',
		'FOUND',
		'ami-0a1b2c3d4e5f67890',
		'\n{',
	],
});
