/** Artifacts to evidence: the parts are gathered once, in the order of what they need of each other. */

import type {Artifact} from '../artifact.ts';
import type {Binding} from '../evidence/binding.ts';
import type {Listing, Offer} from '../evidence/listing.ts';
import type {Template} from '../evidence/template.ts';
import {type Absent, evidenceKeys, type Gathered, isAbsent, type Licensing, type Submission} from '../evidence.ts';
import {isWindows} from '../filesystem.ts';
import type {Judge} from '../judge/judge.ts';
import {type Memory, noMemory} from '../memory.ts';
import {gatherBindings} from './bindings.ts';
import {gatherDocuments} from './documents.ts';
import {guarded} from './guarded.ts';
import {gatherIam} from './iam/gather.ts';
import {gatherImages} from './images.ts';
import {gatherJudged} from './judged.ts';
import {gatherListings} from './listing/listing.ts';
import {gatherUsage} from './listing/usage.ts';
import {gatherPage} from './page.ts';
import {gatherPolicyTexts} from './policy-texts.ts';
import {accountsOf} from './root/accounts.ts';
import {credentialSearchOf} from './root/credentials.ts';
import {disksOf} from './root/disks.ts';
import {osReleaseOf} from './root/os-release.ts';
import {productFilesOf} from './root/product-files.ts';
import {regionsOf} from './root/regions.ts';
import {remainsOf} from './root/remains.ts';
import {gatherSshServers} from './root/ssh.ts';
import {startupOf} from './root/startup.ts';
import {ofEachRoot} from './root/systems.ts';
import {windowsOsRelease} from './root/windows/release.ts';
import {gatherWindows} from './root/windows.ts';
import {gatherScans} from './scans/scans.ts';
import {gatherTemplates, syntaxMarksOf} from './templates.ts';

const noListing = 'no listing: give the StartChangeSet request, a DescribeEntity answer or the product page saved as HTML';
const noUsage = 'no usage instructions: give an AddDeliveryOptions request, a DescribeEntity answer or a saved product page that holds them';
const noTexts = 'no usage instructions, documents or templates';
const noOption = 'the listing has no CloudFormation delivery option';
const noRequest = 'no Catalog API file: give the StartChangeSet request or a DescribeEntity answer';
const noChangeSet = 'no change set: give the StartChangeSet request that you send';
const ofWindows = 'the root file system is of a Windows, of which no rule judges this';
const noOffer = 'no offer: give the change set with its terms, or the DescribeEntity answer of the offer';

/** What cfn-lint said, where it was asked. */
type Linting = {readonly templates: Gathered['lintedTemplates']};

/** Evidence that is missing for a fault of ours. */
class Broken extends Error {
	readonly absent: Absent;
	constructor(absent: Absent) {
		super(absent.fault);
		this.absent = absent;
	}
}

/** Gathers all evidence. What no artifact gives is absent, with the sentence that says which artifact would bring it. */
export async function gather(
	artifacts: readonly Artifact[],
	submission: Submission,
	urls: Readonly<Record<string, string>>,
	linting: Linting | Promise<Linting>,
	judge?: () => Judge,
	recall: Memory = noMemory,
): Promise<Gathered> {
	const of = (...kinds: readonly Artifact['kind'][]) => artifacts.filter(({kind}) => kinds.includes(kind));
	const listed = of('listing');
	const catalog = recall('catalog', listed, () => gatherListings(listed));
	const pages = await recall('pages', listed, () =>
		Promise.all(listed.flatMap((artifact) => (artifact.kind === 'listing' && artifact.form === 'page' ? [gatherPage(artifact)] : []))),
	);
	const {listings, listingFields, offers} = recall('listings', [catalog, pages], () => ({
		listings: [...catalog.listings, ...pages.map(({listing}) => listing)].map(withProduct),
		listingFields: [...catalog.fields, ...pages.flatMap(({fields}) => fields)],
		offers: [...catalog.offers, ...pages.flatMap(({offer}) => offer ?? [])],
	}));
	const templated = of('template');
	const found = recall('templates', [urls, ...templated], () => gatherTemplates(templated, urls));
	const {templates, bindings} = recall('bindings', [listings, found, urls], () => {
		const unbound = isAbsent(found) ? [] : found;
		return confirmFlow(unbound, gatherBindings(listings, unbound, urls));
	});
	const usageInstructions = recall('usageInstructions', [listings, bindings, templates], () => gatherUsage(listings, bindings, templates));
	const written = of('docs', 'script');
	const policyTexts = await recall('policyTexts', [usageInstructions, templates, ...written], () => gatherPolicyTexts(written, usageInstructions, templates));
	const documented = of('docs', 'root');
	const documents = guarded(() => recall('documents', documented, () => gatherDocuments(documented)));
	const licensing = submission.licensing ?? licensingOf(offers);
	const judged = await recall(judge === undefined ? 'unjudged' : 'judged', [judge, listingFields, documents, templates, licensing], async () => {
		const found = await gatherJudged(judge, {listingFields, documents: isAbsent(documents) ? [] : documents, templates}, licensing);
		// What broke once may work the next time; a memory keeps no failure.
		if (isAbsent(found) && found.fault !== undefined) throw new Broken(found);
		return found;
	}).catch((error: unknown): Absent => {
		if (error instanceof Broken) return error.absent;
		throw error;
	});
	const described = of('image');
	const images = guarded(() => recall('images', [listings, ...described], () => gatherImages(described, listings)));
	const scanned = of('scan');
	// One missing listing is one reason, not five.
	const lacking = (reason: string) => (listings.length === 0 && listingFields.length === 0 && !catalog.any ? noListing : reason);
	// A Windows lacks what every Linux has.
	const ofLinux = (reason: string) => (artifacts.some((artifact) => artifact.kind === 'root' && isWindows(artifact.system)) ? ofWindows : reason);
	const startups = ofEachRoot(artifacts, startupOf, 'the root file system has neither Windows nor /etc');
	return {
		submission,
		listings: orAbsent(listings, noListing),
		listingFields: orAbsent(listingFields, noListing),
		shapeFaults: catalog.any ? catalog.faults : {absent: lacking(noRequest)},
		changeSets: orAbsent(catalog.changeSets, lacking(noChangeSet)),
		offers: orAbsent(offers, lacking(noOffer)),
		templates: isAbsent(found) ? found : templates,
		policyTexts: artifacts.some(({kind}) => kind === 'docs') || usageInstructions.length > 0 || templates.length > 0 ? policyTexts : {absent: noTexts},
		iam: guarded(() => recall('iam', [templates, policyTexts], () => gatherIam(templates, policyTexts))),
		lintedTemplates: isAbsent(found) ? found : (await linting).templates,
		syntaxMarks: syntaxMarksOf(artifacts),
		bindings: orAbsent(bindings, lacking(noOption)),
		images,
		scans: guarded(() => recall('scans', [listings, images, ...scanned], () => gatherScans(scanned, listings, images))),
		documents,
		judged,
		osReleases: ofEachRoot(
			artifacts,
			(system) => osReleaseOf(system) ?? windowsOsRelease(system),
			'the root file system has neither an os-release nor a Windows Server that tells its build',
		),
		...gatherWindows(artifacts),
		credentialSearches: ofEachRoot(artifacts, credentialSearchOf, 'the root file system holds nothing'),
		disks: ofEachRoot(artifacts, disksOf, ofLinux('the root file system has neither etc/fstab nor another file that tells of disks')),
		rootRegions: ofEachRoot(artifacts, regionsOf, 'the root file system holds no configuration'),
		sshServers: guarded(() => gatherSshServers(artifacts, startups)),
		startups,
		productFiles: ofEachRoot(artifacts, productFilesOf, 'the root file system holds nothing'),
		accounts: ofEachRoot(artifacts, accountsOf, ofLinux('the root file system has no etc/passwd that could be read')),
		remains: ofEachRoot(artifacts, remainsOf, ofLinux('the root file system has no folder etc')),
		usageInstructions: orAbsent(usageInstructions, lacking(noUsage)),
	};
}

/** Every piece of evidence absent for one reason; the submission itself is always there. */
export function nothingGathered(submission: Submission, reason: string): Gathered {
	const absent: Absent = {absent: reason};
	// As many entries as there are names.
	const each = Object.fromEntries(evidenceKeys.map((key) => [key, absent])) as Record<(typeof evidenceKeys)[number], Absent>;
	return {...each, submission};
}

/** The licensing that the offers show, where the user did not say. */
function licensingOf(offers: readonly Offer[]): Licensing | undefined {
	const models = new Set(offers.flatMap(({pricingModel}) => pricingModel?.value ?? []));
	return models.size === 1 && models.has('Byol') ? 'byol' : undefined;
}

/** Change sets may name a revision too (`prod-…@3`), so every form is treated alike. */
function withProduct(listing: Listing): Listing {
	const product = listing.productId?.value.split('@')[0];
	return product === undefined ? listing : {...listing, product};
}

function orAbsent<Item>(items: readonly Item[], reason: string): readonly Item[] | Absent {
	return items.length > 0 ? items : {absent: reason};
}

/** A template that a change set binds by `TemplateSources` goes the self-service way, whatever its AMI ids look like; so do those it nests. */
function confirmFlow(
	templates: readonly Template[],
	bindings: readonly Binding[],
): {readonly templates: readonly Template[]; readonly bindings: readonly Binding[]} {
	const bound = new Set(bindings.flatMap(({option, template}) => (template !== undefined && option.templateSources.length > 0 ? [template.file] : [])));
	for (let before = -1; before < bound.size; ) {
		before = bound.size;
		for (const {file, parents} of templates) if (parents.some((parent) => bound.has(parent.file))) bound.add(file);
	}
	const confirmed = templates.map((template): Template => (bound.has(template.file) ? {...template, flow: 'self-service'} : template));
	const byFile = new Map(confirmed.map((template) => [template.file, template]));
	return {
		templates: confirmed,
		bindings: bindings.map((binding) => {
			const template = binding.template && byFile.get(binding.template.file);
			return template === undefined ? binding : {...binding, template};
		}),
	};
}
