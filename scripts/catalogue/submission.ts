/** One submission of a catalogue. */

import {stringify} from 'yaml';
import {bulk} from './bulk.ts';
import {documentOf} from './document.ts';
import {imagesOf, rootOf, scanOf} from './evidence.ts';
import {type Facts, listingOf} from './listing.ts';
import {type Release, releaseAt} from './population.ts';
import {type Random, randomOf} from './random.ts';
import type {Sources} from './sources.ts';
import {change, formatTemplate, type JsonMap, mapOf, ownTemplate} from './template.ts';

/** A submission: its files by their paths, which lead nowhere else. `broken` says what is wrong with one that is no proper submission. */
export type Submission = {
	readonly name: string;
	readonly vendor: string;
	readonly productId: string;
	readonly files: readonly (readonly [path: string, content: string | Uint8Array])[];
	readonly broken?: string;
};

const systems = [
	{name: 'AMAZONLINUX', version: '2023', user: 'ec2-user'},
	{name: 'UBUNTU', version: '24.04', user: 'ubuntu'},
	{name: 'DEBIAN', version: '13', user: 'admin'},
	{name: 'UBUNTU', version: '18.04', user: 'root'},
	{name: 'WINDOWS', version: '2022', user: 'Administrator'},
];

/** Submission `index` of the catalogue of a seed, of no text of which more than so many paragraphs are the theme's. It is the same in a catalogue of any length. */
export async function submissionAt(sources: Sources, seed: string, index: number, paragraphs = Number.POSITIVE_INFINITY): Promise<Submission> {
	const release = releaseAt(sources, seed, index);
	const {vendor, productId, title, version} = release;
	const random = randomOf(seed, 'submission', index);
	const templates = templatesOf(release, seed);
	const facts = factsOf(sources, release, seed, templates, paragraphs);
	const formatted = templates.map(([path, template]): [string, string] => [path, formatTemplate(template, vendor.notation)]);
	const files: Submission['files'] = [
		...maybe(random.chance(94), listingOf(facts)),
		...(random.chance(94) ? formatted : []),
		[`${vendor.document === 'md' ? 'README' : 'docs/guide'}.${vendor.document}`, documentOf(vendor.document, title, facts.text('readme'))],
		...maybe(random.chance(25), ['docs/release-notes.txt', `${version}\n\n${facts.text('release-notes')}\n`]),
		...maybe(random.chance(55), ['images.json', imagesOf(facts, random)]),
		...maybe(random.chance(20), scanOf(facts, random)),
		...maybe(random.chance(4), ['root.tar', await rootOf(facts, random)]),
		...maybe(random.chance(9), ['shelfready.yaml', settingsOf(release, random)]),
	];
	const name = `${String(index).padStart(6, '0')}-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${version}`;
	const whole = {name, vendor: vendor.brand, productId};
	return random.chance(2.5) ? {...whole, ...broken(files, random)} : {...whole, files};
}

function maybe(isThere: boolean, file: Submission['files'][number]): Submission['files'] {
	return isThere ? [file] : [];
}

/** The release's templates: those of the release before, changed a little more. */
function templatesOf({vendor, deployment, extra, productId, step}: Release, seed: string): readonly (readonly [path: string, template: JsonMap])[] {
	if (deployment === undefined) return [];
	const rename = (text: string) =>
		text.replace(new RegExp(deployment.brand, 'gi'), (found) => (found.startsWith(found.charAt(0).toLowerCase()) ? vendor.brand.toLowerCase() : vendor.brand));
	return deployment.templates.map(({name, json}, index) => {
		const of = (...what: readonly (string | number)[]) => randomOf(seed, 'template', productId, index, ...what);
		const template = ownTemplate(json, rename, of());
		// The first is the one that grows.
		if (index === 0) Object.assign(mapOf(template['Resources']), bulk(extra, of('bulk')));
		for (let now = 0; now < 2 + step; now++) {
			const random = of('step', now);
			change(template, random.chance(vendor.carelessness), random);
		}
		return [`${deployment.templates.length > 1 ? 'templates/' : ''}${rename(name)}`, template];
	});
}

function factsOf(sources: Sources, release: Release, seed: string, templates: readonly (readonly [path: string, template: JsonMap])[], most: number): Facts {
	const {vendor, theme, isOutspoken, productId, step} = release;
	const random = randomOf(seed, 'facts', productId);
	const [first = ''] = theme.product.split(' ');
	const ownWords = (text: string) => text.replaceAll(first, vendor.brand).replaceAll(first.toLowerCase(), vendor.brand.toLowerCase());
	/** A text of the theme, with a sentence more for each release but the first, which a careless vendor should not have written. */
	const text = (section: string) => {
		const paragraphs = ownWords((isOutspoken ? theme.texts : theme.cleaned)[section] ?? '')
			.split('\n\n')
			.slice(0, most);
		for (let now = 0; now <= step && section !== 'short-description' && section !== 'highlights'; now++) {
			const of = randomOf(seed, 'text', productId, section, now);
			const isFaulty = of.chance(vendor.carelessness);
			if (now > 0 || isFaulty) paragraphs.splice(1 + of.below(paragraphs.length), 0, of.pick(isFaulty ? sources.faulty : sources.sound));
		}
		return paragraphs.join('\n\n');
	};
	const usages = [text('usage-instructions'), random.pick(sources.instructions), 'Launch the AMI, then open its address in a browser.'];
	const types = random.some(['t3.medium', 't3.large', 'm5.large', 'm5.xlarge', 'm6i.large', 'c6i.xlarge', 'r6i.large'], 4);
	return {
		release,
		text,
		usage: random.pick([0, 0, 0, 1, 1, 2].map((choice) => usages[choice] ?? '')),
		// Now and then a release is submitted with the AMI of the one before.
		amiId: `ami-0${randomOf(seed, 'ami', productId, random.chance(vendor.carelessness / 4) ? 0 : step).hex(16)}`,
		system: random.pick(systems),
		types,
		ports: [...new Set([22, 443, random.pick([8080, 8443, 5432, 3389, 9000])])],
		range: random.chance(vendor.carelessness) ? '0.0.0.0/0' : random.pick(['10.0.0.0/16', '192.168.0.0/16', '203.0.113.0/24']),
		options: templates.flatMap(([path, template]) => {
			const [parameter] = Object.entries(mapOf(template['Parameters'])).find(([, value]) => mapOf(value)['Type'] === 'AWS::EC2::Image::Id') ?? [];
			return parameter === undefined ? [] : [{file: path.replace(/^.*\//, ''), parameter}];
		}),
	};
}

function settingsOf({theme, vendor}: Release, random: Random): string {
	const rule = random.pick([
		'iam/no-wildcard-action',
		'template/require-imds-v2',
		'listing/no-open-admin-port',
		'template/no-region-literal',
		'guides/require-backup',
	]);
	return stringify({
		licensing: theme.licensing,
		...(random.chance(20) ? {edition: 'ami-2025'} : {}),
		...(random.chance(20) ? {rules: {'listing/title-in-title-case': 'off'}} : {}),
		waivers: [{rule, reason: `Agreed with AWS for ${vendor.brand} in September`, until: random.pick(['2027-03-31', '2026-03-31'])}],
	});
}

/** Bytes, above what a check reads of a text. */
const tooMuch = 5.5 * 1024 ** 2;
const hostileNames = [
	'<img src=x onerror=alert(1)>.md',
	"=cmd|' /C calc'!A0.md",
	'\u202egpj.md',
	'\u009b31mred.md',
	'__proto__.md',
	'constructor.txt',
	`${'long-'.repeat(40)}.md`,
	'"quoted" & \'quoted\'.md',
];

/** What submissions are that nobody meant to send so. */
function broken(files: Submission['files'], random: Random): Pick<Submission, 'files' | 'broken'> {
	const cut = (end: number) =>
		files.map(([path, content]): [string, string | Uint8Array] => [path, content.slice(0, Math.floor((content.length * end) / 100))]);
	const cases: readonly (() => Pick<Submission, 'files' | 'broken'>)[] = [
		() => ({broken: 'empty', files: []}),
		() => ({broken: 'cut off', files: cut(40 + random.below(50))}),
		() => ({broken: 'unreadable YAML', files: [...files, ['extra.yaml', 'Resources:\n  Host:\n\tType: AWS::EC2::Instance\n   Properties: {ImageId: [}\n']]}),
		() => ({broken: 'unreadable JSON', files: [...files, ['extra.json', '{"Resources": {"Host": {"Type": "AWS::EC2::Instance", }}\n']]}),
		() => ({broken: 'hostile names', files: [...files, ...random.some(hostileNames, 4).map((name) => [name, 'Ask us for your licence key.\n'] as const)]}),
		() => ({broken: 'unreadable settings', files: [...files.filter(([path]) => path !== 'shelfready.yaml'), ['shelfready.yaml', 'licensing: [paid\n']]}),
		() => ({broken: 'broken documents', files: [...files, ['docs/broken.pdf', '%PDF-1.4\n1 0 obj\n<<'], ['docs/broken.docx', 'PK\u0003\u0004 no zip']]}),
		() => ({broken: 'not recognised', files: [['blob.bin', new Uint8Array(2000).map(() => random.below(256))]]}),
		() => ({broken: 'deep', files: [...files, ['deep.json', `${'['.repeat(3000)}${']'.repeat(3000)}`]]}),
		() => ({broken: 'too large', files: [...files, ['big.md', 'Nothing of this is read. '.repeat(tooMuch / 25)]]}),
	];
	return random.pick(cases)();
}
