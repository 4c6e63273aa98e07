/** What a check leaves out. */

import type {Place} from '../contract.ts';

/**
 * A part of a file that is more than one check looks at: what was found in the rest is true, and there may be more. `why` is the sentence of
 * the report.
 */
export type Unread = {readonly place: Place; readonly why: string};
