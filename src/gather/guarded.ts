/** Parts of the evidence that break by themselves: the others are gathered all the same. */

import type {Absent} from '../evidence.ts';
import {reasonOf} from '../reason.ts';

/** What a gatherer finds; where it throws, the evidence is absent by a fault of ours, which `check` tells among the problems. */
export function guarded<Found extends object>(find: () => Found): Found | Absent {
	try {
		return find();
	} catch (error) {
		return {absent: 'this evidence could not be gathered; see the problems', fault: reasonOf(error)};
	}
}
