import {defineValidator} from '../../src/contract.ts';
import {clip} from '../../src/language/clip.ts';
import {pages} from '../../src/limits.ts';

const inRegion =
	/\b(?:in|into|to)\s(?:the\s)?(?:AWS\s)?(?:Region\s)?(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-(?:north|south|east|west|central)(?:east|west)?-[1-9]\b/i;
const launch = /\b(?:works?|runs?|launch(?:ed)?|deploy(?:ed)?|start(?:ed|s)?|install(?:ed)?|created?|available|supported|usable)\b/i;
const tied = /\b(?:only|solely|exclusively|must|ha(?:s|ve) to|needs? to)\b/i;
/** Regions shut out by name, or builds that go by Region. The id of an AMI differs between Regions with every build. */
const apart = [
	/\bother (?:AWS )?Regions (?:are|is) (?:not|un)\s?(?:yet )?(?:supported|available|possible)\b/i,
	/\b(?:not|un)\s?(?:yet )?(?:supported|available|usable) in (?:any )?other (?:AWS )?Regions?\b/i,
	/\b(?:separate|different|own|dedicated|distinct|special) (?:AMI|image|build)s? (?:for|per|in) (?:each |every |the )?(?:AWS )?Regions?\b/i,
];
/** Parts of AWS that live in one Region, and things of the buyer's own. */
const others =
	/\b(?:ACM|certificates?|CloudFront|WAF|Lambda@Edge|Route ?53|buckets?|billing|metrics?|keys?|secrets?|IAM|replicas?|quotas?|endpoints?|example|e\.g|if you|same Region)\b/i;

/** What a sentence goes on to speak of. */
const before = /\b(?:ACM|certificates?|CloudFront|WAF|Lambda@Edge|buckets?)\b/i;

export const noRegionTie = defineValidator({
	id: 'language/no-region-tie',
	policy: 'architecture.region-agnostic',
	severity: 'warning',
	about: 'No text ties the product to one Region, or speaks of a build for each.',
	why: 'AWS copies one build to every Region that you name. Told by fixed words, so that what says it in others is missed.',
	source: pages.policy,
	reads: ['judged'],
	messages: {
		one: {
			message: 'Ties the product to one Region: "{words}".',
			help: 'Have one build run in every Region, with nothing looked up in a fixed one, and take the sentence out.',
		},
		builds: {
			message: 'Speaks of builds or support that differ between Regions: "{words}".',
			help: 'Publish one build; AWS copies it to every Region that the listing names.',
		},
	},
	examples: [
		{
			name: 'one Region alone',
			files: {'README.md': '# Larkspur\n\nLarkspur runs only in us-east-1.'},
			expect: [{message: 'one', at: 'Larkspur runs only in us-east-1.'}],
		},
		{
			name: 'a Region that buyers must take',
			files: {'README.md': '# Larkspur\n\nThe stack must be launched in the eu-west-1 Region.'},
			expect: [{message: 'one', at: 'The stack must be launched in the eu-west-1 Region.'}],
		},
		{
			name: 'a build for each',
			files: {'README.md': '# Larkspur\n\nThere is a separate AMI for each Region.'},
			expect: [{message: 'builds', at: 'There is a separate AMI for each Region.'}],
		},
		{name: 'a certificate, which CloudFront wants there', files: {'README.md': '# Larkspur\n\nThe certificate must be created in us-east-1.'}, expect: []},
		{
			name: 'a certificate in the sentence before',
			files: {'README.md': '# Larkspur\n\nGive the ARN of your certificate. It must be created in us-east-1.'},
			expect: [],
		},
		{name: 'an example', files: {'README.md': '# Larkspur\n\nLaunch the stack in your Region, for example in eu-west-1.'}, expect: []},
		{name: 'every Region', files: {'README.md': '# Larkspur\n\nLarkspur runs in every Region.'}, expect: []},
	],
	*check({judged: {sentences}}) {
		for (const {text, apart: quoted, previous = '', lead = ''} of sentences) {
			const words = text.value;
			if (quoted !== undefined || others.test(words) || before.test(`${lead} ${previous}`)) continue;
			const hit = {place: text.place, subject: clip(words), data: {words: clip(words)}};
			if (apart.some((pattern) => pattern.test(words))) yield {...hit, message: 'builds'};
			else if (inRegion.test(words) && tied.test(words) && launch.test(words)) yield {...hit, message: 'one'};
		}
	},
});
