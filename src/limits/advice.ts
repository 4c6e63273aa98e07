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
