/** The catalogue of the 44 policies, in the contract's order. */

import {accessPolicies} from './access.ts';
import {architecturePolicies} from './architecture.ts';
import {customerPolicies} from './customer.ts';
import {deliveryPolicies} from './delivery.ts';
import type {Policy} from './policy.ts';
import {securityPolicies} from './security.ts';
import {usagePolicies} from './usage.ts';

/** All policies. A scoreboard has one line for each. */
export const policies: readonly Policy[] = [
	...securityPolicies,
	...accessPolicies,
	...customerPolicies,
	...usagePolicies,
	...architecturePolicies,
	...deliveryPolicies,
];
