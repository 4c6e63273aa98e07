/** Who submits: vendors with habits of their own, their products, and releases that follow from each other. */

import {type Random, randomOf} from './random.ts';
import type {Deployment, Sources, Theme} from './sources.ts';
import type {Notation} from './template.ts';

/** A seller. `carelessness` is how often, in percent, it does what policies forbid. */
export type Vendor = {
	readonly key: number;
	readonly brand: string;
	readonly account: string;
	readonly carelessness: number;
	readonly notation: Notation;
	readonly listing: 'change-set' | 'entity' | 'page';
	readonly document: 'md' | 'html' | 'txt' | 'adoc' | 'docx' | 'pdf';
	readonly support: string;
	readonly refund: string;
};

/** A product, and which of its releases a submission is: `step` counts from 0. */
export type Release = {
	readonly vendor: Vendor;
	readonly productId: string;
	readonly title: string;
	readonly theme: Theme;
	/** Missing for a product that is delivered as an AMI alone. */
	readonly deployment?: Deployment;
	/** Whether its texts are kept as the theme has them, with what policies forbid. */
	readonly isOutspoken: boolean;
	/** Groups of resources that its templates have beside those of the deployment. */
	readonly extra: number;
	readonly step: number;
	readonly version: string;
};

const beginnings = [
	'Alder',
	'Bram',
	'Corv',
	'Dun',
	'Elder',
	'Fen',
	'Gran',
	'Holm',
	'Iver',
	'Jar',
	'Kest',
	'Lin',
	'Mor',
	'Nor',
	'Oster',
	'Penn',
	'Quill',
	'Ros',
	'Sel',
	'Thorn',
];
const endings = ['mark', 'wick', 'stone', 'gate', 'field', 'ware', 'mere', 'ton', 'hall', 'brook', 'ford', 'leigh', 'sys', 'net', 'data', 'works'];
const lines = ['One', 'Core', 'Edge', 'Hub', 'Base', 'Prime'];
/** Releases of the products that a block of twelve submissions holds. */
const blocks = [[1, 2, 3, 6], [4, 8], [1, 1, 2, 3, 5], [12], [5, 7], [2, 2, 2, 3, 3], [1, 1, 1, 1, 3, 5]] as const;
const blockSize = 12;

/** The release that a submission is. It hangs on seed and index alone, so that a catalogue is the beginning of a longer one. */
export function releaseAt(sources: Sources, seed: string, index: number): Release {
	const block = Math.floor(index / blockSize);
	let step = index % blockSize;
	let product = 0;
	for (const releases of randomOf(seed, 'block', block).pick(blocks)) {
		if (step < releases) break;
		step -= releases;
		product++;
	}
	const key = `${block}.${product}`;
	const random = randomOf(seed, 'product', key);
	// Some vendors have many products.
	const vendor = vendorOf(seed, Math.min(random.below(beginnings.length * endings.length), random.below(beginnings.length * endings.length)));
	// A vendor keeps to a few ways to deploy.
	const favourite = randomOf(seed, 'favourite', vendor.key, random.below(3));
	const theme = random.pick(sources.themes);
	const [, ...rest] = theme.product.split(' ');
	return {
		vendor,
		productId: `prod-${random.hex(13)}`,
		title: [
			vendor.brand,
			...(rest.length > 0 ? rest : [random.pick(lines)]),
			...(random.chance(30) ? [random.pick(['Standard', 'Hourly', 'Plus', 'BYOL'])] : []),
		].join(' '),
		theme,
		isOutspoken: random.chance(vendor.carelessness),
		...(random.chance(65) ? {deployment: favourite.pick(sources.deployments)} : {}),
		extra: extraOf(random),
		step,
		version: `${1 + random.below(9)}.${random.below(5) + step}${random.chance(50) ? '.0' : ''}`,
	};
}

/** Most templates are short; one in thirty comes to 40 kB and more. */
function extraOf(random: Random): number {
	const percent = random.below(100);
	if (percent < 62) return random.below(3);
	if (percent < 88) return 3 + random.below(15);
	return percent < 97 ? 20 + random.below(40) : 70 + random.below(90);
}

function vendorOf(seed: string, key: number): Vendor {
	const random = randomOf(seed, 'vendor', key);
	const brand = `${beginnings[key % beginnings.length]}${endings[Math.floor(key / beginnings.length)]}`;
	const site = `${brand.toLowerCase()}.example.com`;
	return {
		key,
		brand,
		account: String(100_000_000_000 + key * 1_234_567_891),
		carelessness: random.pick([2, 8, 20, 45, 80]),
		notation: {
			format: random.chance(65) ? 'yaml' : 'json',
			indent: random.pick([2, 4]),
			hasShortTags: random.chance(75),
			width: random.pick([-1, 80, 120]),
		},
		listing: random.pick(['change-set', 'change-set', 'entity', 'page']),
		document: random.pick(['md', 'md', 'md', 'html', 'txt', 'adoc', 'docx', 'pdf']),
		support: random.pick([
			`Write to support@${site}. We answer within ${1 + random.below(4)} working days.`,
			`Our desk is open on weekdays from 8:00 to 17:00: help@${site}, +44 20 7946 0${100 + random.below(800)}.`,
			`Tickets at https://${site}/support are answered in ${2 + random.below(20)} hours, on weekends too.`,
		]),
		refund: random.pick([
			`Full refund within ${7 + random.below(30)} days. Write to billing@${site}.`,
			`We give refunds on request: refunds@${site}.`,
			'No refunds.',
		]),
	};
}
