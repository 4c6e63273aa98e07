/** Which of the JSON forms that a submission holds a tree is. Told by its keys, never by the file's name. */

import type {ScanForm} from '../evidence/scan.ts';
import {entriesOf, get, itemsOf, looseStringOf, type SourceNode, stringOf} from '../tree.ts';
import {sarifResults} from './scan/sarif.ts';

/** A recognised tree. */
export type Shape =
	| {readonly kind: 'listing'; readonly form: 'change-set' | 'entity'; readonly detail: string}
	| {readonly kind: 'image'; readonly detail: string}
	| {readonly kind: 'scan'; readonly form: Exclude<ScanForm, 'clamav' | 'other'>; readonly detail: string};

export function shapeOf(root: SourceNode): Shape | undefined {
	return listingShape(root) ?? imageShape(root) ?? scanShape(root);
}

function listingShape(root: SourceNode): Shape | undefined {
	if (get(root, 'ChangeSet')?.kind === 'sequence') return {kind: 'listing', form: 'change-set', detail: 'StartChangeSet request'};
	if (get(root, 'changeSet')?.kind === 'sequence') return {kind: 'listing', form: 'change-set', detail: "StartChangeSet request in the Java SDK's spelling"};
	if (isChange(root) || isChange(itemsOf(root)[0]))
		return {kind: 'listing', form: 'change-set', detail: 'changes for StartChangeSet, as the command line takes them'};
	const [name = ''] = (stringOf(get(root, 'EntityType')) ?? '').split('@');
	const hasDetails = stringOf(get(root, 'Details')) !== undefined || get(root, 'DetailsDocument')?.kind === 'map';
	if (name !== '' && hasDetails) return {kind: 'listing', form: 'entity', detail: `DescribeEntity answer of ${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`};
	if (isProductDetails(root)) return {kind: 'listing', form: 'entity', detail: 'product details, as DescribeEntity gives them'};
	if (isOfferDetails(root)) return {kind: 'listing', form: 'entity', detail: 'offer details, as DescribeEntity gives them'};
	return undefined;
}

function isChange(node: SourceNode | undefined): boolean {
	return stringOf(get(node, 'ChangeType')) !== undefined && has(node, 'Entity', 'DetailsDocument', 'Details');
}

function isProductDetails(root: SourceNode): boolean {
	const description = get(root, 'Description');
	if (stringOf(get(description, 'ProductTitle')) === undefined) return false;
	const others = ['PromotionalResources', 'SupportInformation', 'RegionAvailability', 'Dimensions', 'Targeting', 'Compatibility', 'Versions'];
	return has(root, ...others) || has(description, 'ShortDescription', 'LongDescription', 'Manufacturer', 'Sku', 'Highlights');
}

function isOfferDetails(root: SourceNode): boolean {
	return get(root, 'Terms')?.kind === 'sequence' && stringOf(get(root, 'ProductId')) !== undefined;
}

function imageShape(root: SourceNode): Shape | undefined {
	const images = root.kind === 'sequence' ? root : get(root, 'Images');
	const [first] = itemsOf(images);
	if (isImage(first)) return {kind: 'image', detail: root.kind === 'sequence' ? 'list of images, as DescribeImages gives them' : 'DescribeImages answer'};
	// An answer without images is evidence too: the rules on images then say that there is none.
	if (images?.kind === 'sequence' && root.kind === 'map' && images.items.length === 0) return {kind: 'image', detail: 'DescribeImages answer without images'};
	if (isImage(root) && get(root, 'LaunchPermissions')?.kind === 'sequence') return {kind: 'image', detail: 'DescribeImageAttribute answer'};
	if (isImage(root) && has(root, 'BlockDeviceMappings', 'VirtualizationType', 'RootDeviceType'))
		return {kind: 'image', detail: 'one image, as DescribeImages gives it'};
	return undefined;
}

function isImage(node: SourceNode | undefined): boolean {
	return /^ami-[\da-f]+$/.test(stringOf(get(node, 'ImageId')) ?? '');
}

function scanShape(root: SourceNode): Shape | undefined {
	const scan = (form: Exclude<ScanForm, 'clamav' | 'other'>, detail: string): Shape => ({kind: 'scan', form, detail});
	if (get(root, 'runs')?.kind === 'sequence' && (has(root, '$schema') || looseStringOf(get(root, 'version')) !== undefined)) {
		const tool = stringOf(get(root, 'runs', 0, 'tool', 'driver', 'name'));
		const detail = tool === undefined ? 'SARIF results' : `SARIF results of ${tool}`;
		return scan(
			'sarif',
			isJudged(root) ? detail : `${detail} (recognised; they name no vulnerability, malware or secret, and this version judges nothing else)`,
		);
	}
	if (has(root, 'ArtifactName') && has(root, 'SchemaVersion', 'Results')) return scan('trivy', 'Trivy results');
	const matches = get(root, 'matches');
	if (matches?.kind === 'sequence' && (has(get(root, 'descriptor'), 'name') || has(itemsOf(matches)[0], 'vulnerability')))
		return scan('grype', 'Grype results');
	const findings = root.kind === 'sequence' ? root : get(root, 'findings');
	const [finding] = itemsOf(findings);
	if (has(finding, 'inspectorScore', 'packageVulnerabilityDetails') || (has(finding, 'findingArn') && has(finding, 'severity')))
		return scan('inspector', 'Amazon Inspector findings');
	if (has(root, 'AssessmentId', 'AssessmentArn') && has(root, 'ControlAssessments', 'AssessmentResult', 'FrameworkId'))
		return scan('assessment', 'DescribeAssessment answer');
	if (get(root, 'AssessmentSummaryList')?.kind === 'sequence') return scan('assessment', 'ListAssessments answer');
	return sbomShape(root, scan);
}

/** Linters and many others write SARIF too. */
function isJudged(sarif: SourceNode): boolean {
	return itemsOf(get(sarif, 'runs')).some((run) => sarifResults(run).some(({matter}) => matter !== 'unknown'));
}

/** An SBOM alone is no scan; one to which a scanner added what it found is. `scan-sbom` answers with either under `sbom`. */
function sbomShape(root: SourceNode, scan: (form: 'cyclonedx' | 'inspector-sbom', detail: string) => Shape): Shape | undefined {
	const answer = get(root, 'sbom') ?? root;
	if (stringOf(get(answer, 'bomFormat')) === 'CycloneDX' && get(answer, 'vulnerabilities')?.kind === 'sequence')
		return scan('cyclonedx', 'CycloneDX vulnerabilities');
	const inspector = get(answer, 'inspector') ?? answer;
	const isInspector = has(inspector, 'vulnerability_count') && get(inspector, 'vulnerabilities')?.kind === 'sequence';
	return isInspector ? scan('inspector-sbom', 'Amazon Inspector results of an SBOM') : undefined;
}

/** Whether a map has any of the keys. */
function has(node: SourceNode | undefined, ...keys: readonly string[]): boolean {
	return entriesOf(node).some(({key}) => keys.includes(key));
}
