import type {Text} from '../../src/contract.ts';
import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** What releases before the released one are called where a number, a bracket or the title's end shows that it is no name: "Beta Systems" and "DEC Alpha" are. */
const stages = [
	// 2.0.0-beta.3
	/(?<=\d[.-]?)(?:alpha|beta|rc|pre|preview|snapshot|nightly)(?:[.-]?\d[.\d]{0,8})?(?![\p{L}\p{N}])/giu,
	// 1.4 RC1, then nothing or an aside
	/(?<=\d )(?:alpha|beta|rc|preview|snapshot|nightly)(?: ?\d[.\d]{0,8})?(?=$|[)\],;:]| [-–—(])/giu,
	// (Beta), [Trial], Beta at the end
	/(?<=[([])(?:public |closed |private |technical )?(?:beta|pre-?release|preview|trial|evaluation|early access|release candidate|demo)(?: [1-9]\d?)?(?=[)\]])/giu,
	/(?<=[\p{L}\p{N})] (?:[-–—] )?)(?:beta|pre-?release|(?:technical |tech )?preview|(?<!clinical )trial|early access|release candidate|demo)(?: [1-9]\d?)?$/giu,
	/(?<![\p{L}\p{N}-])(?:alpha|beta|pre-?release|preview|trial|evaluation|demo) (?:version|edition|release|build)(?![\p{L}\p{N}])/giu,
];

export const noPrereleaseInTitle = defineValidator({
	id: 'listing/no-prerelease-in-title',
	policy: 'usage.no-trial-or-prerelease',
	severity: 'warning',
	about: 'No title calls the product, a version or a delivery option a beta, a trial or another pre-release.',
	why: 'Production-ready software alone is listed. A Free Trial that AWS Marketplace runs is set up in the offer.',
	source: pages.policy,
	reads: ['listings'],
	messages: {
		stage: {
			message: '{field} calls it "{stage}": pre-releases and trials are not listed.',
			help: 'List it once it is released, under a title without the word. If the word is part of its name, say so to the reviewer.',
		},
	},
	examples: [
		{
			name: 'a product',
			files: {'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Larkspur Desktop (Beta)'})},
			expect: [{message: 'stage', at: 'Beta', subject: 'ProductTitle'}],
		},
		{
			name: 'a version',
			files: {'listing.json': changeSet('UpdateDeliveryOptions', {Version: {VersionTitle: 'Larkspur 2.0.0-beta.3', ReleaseNotes: 'Faster.'}})},
			expect: [{message: 'stage', at: 'beta.3', subject: 'VersionTitle'}],
		},
		{
			name: 'a word of the name, a build, a patch',
			files: {
				'listing.json': changeSet('UpdateInformation', {ProductTitle: 'Alpha Beta Clinical Trial Preview Server 7.4.1-h2'}),
				'next.json': changeSet('UpdateInformation', {ProductTitle: 'Beta Systems Larkspur for DEC Alpha'}),
			},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {title, versions} of listings) {
			yield* hitsIn(title, 'ProductTitle');
			for (const version of versions) {
				yield* hitsIn(version.title, 'VersionTitle');
				for (const option of version.options) yield* hitsIn(option.title, 'DeliveryOptionTitle');
			}
		}
	},
});

function* hitsIn(title: Text | undefined, field: string) {
	const [match] = stages.flatMap((stage) => [...(title?.value.matchAll(stage) ?? [])]);
	if (title === undefined || match === undefined) return;
	const place = spanOf(title, match.index, match.index + match[0].length);
	yield {message: 'stage' as const, place, subject: field, data: {field, stage: match[0]}};
}
