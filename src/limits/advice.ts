/** Lengths and counts that AWS advises, or once set, without refusing what goes past them. */

import {pages, type Sourced} from '../limits.ts';
import {sensitivePorts} from './ports.ts';

type Limit = Sourced & {readonly limit: number};

const read = '2026-11-24';

/** All search keywords together, in characters. */
export const keywordTotal: Limit = {limit: 250, source: pages.apiProducts, read};

/** The older portal took this many keyword entries; buyers' search still rewards few, exact ones. */
export const advisedKeywords: Limit = {limit: 3, source: pages.metadata, read};

/** The older portal's limit of the short description, in characters; cards in search results still cut there. */
export const advisedShortDescription: Limit = {limit: 350, source: pages.metadata, read};

/** The older limit of a template option's short description, in characters. */
export const advisedOptionShortDescription: Limit = {limit: 200, source: pages.cloudformation, read};

/** `BuyerAccounts` by the published shapes; the guide says 5,000. */
export const advisedBuyerAccounts: Limit = {limit: 100, source: pages.shapes, read};

/** Delivery options of one version. */
export const deliveryOptionLimits = {
	standalone: {limit: 1, source: pages.apiAmi, read},
	template: {limit: 3, source: pages.cloudformation, read},
} as const satisfies Record<string, Limit>;

/** Ports that AWS names as remote access. */
export const remoteAccessPorts = sensitivePorts.ports.filter(({documented}) => documented);

/** Lengths of a template option's texts that a seller found to be enforced: AWS publishes none. In code points. */
export const optionTextLengths = {
	title: 100,
	shortDescription: 1000,
	longDescription: 5000,
	source: 'https://github.com/unionai-oss/flyte-aws-marketplace/blob/main/devbox/MARKETPLACE.md',
	read,
} as const satisfies Sourced & Readonly<Record<string, number | string>>;

/** Moves of a product's visibility that AWS makes; a draft becomes `Limited` by `ReleaseProduct` alone. */
export const visibilityMoves: Sourced & {readonly from: Readonly<Record<string, readonly string[]>>} = {
	source: pages.apiProducts,
	read,
	from: {Public: ['Limited', 'Restricted'], Limited: ['Public', 'Restricted'], Restricted: ['Public', 'Limited']},
};

/** Endings of the images that AWS takes for a listing. */
export const mediaFileTypes: Sourced & {readonly extensions: readonly string[]} = {extensions: ['png', 'jpg', 'jpeg', 'gif'], source: pages.apiProducts, read};

/**
 * The change that brings each part without which AWS does not release a product. AWS lists information, version and dimensions;
 * `inferred` are dimensions, as it leaves open whether free and BYOL products need them, and what stands in all of its samples.
 */
export const releaseParts = {
	changes: [
		{changeType: 'UpdateInformation', part: 'descriptions, logo and support information', inferred: false},
		{changeType: 'AddDeliveryOptions', part: 'a version', inferred: false},
		{changeType: 'AddDimensions', part: 'dimensions', inferred: true},
		{changeType: 'AddRegions', part: 'Regions', inferred: true},
		{changeType: 'AddInstanceTypes', part: 'instance types', inferred: true},
	],
	source: pages.apiProducts,
	read,
} as const satisfies Sourced & {readonly changes: readonly {readonly changeType: string; readonly part: string; readonly inferred: boolean}[]};

/** Families of EC2 instances with an FPGA, which Amazon FPGA images run on. */
export const fpgaFamilies: Sourced & {readonly names: readonly string[]} = {names: ['f1', 'f2'], source: pages.apiAmi, read};
