/** What a comparison of two releases ends with: the data that every report format prints. */

import type {Problem} from '../artifact.ts';
import type {Place, Severity} from '../contract.ts';

/** What a change is, `area/name`. Areas: rights in IAM, reachability from outside, data on stateful resources, the update of a stack, the set of templates. */
export type ChangeKind =
	| 'permissions/gained'
	| 'permissions/lost'
	| 'permissions/managed-policy-added'
	| 'permissions/managed-policy-removed'
	| 'permissions/deny-removed'
	| 'permissions/deny-added'
	| 'permissions/boundary-removed'
	| 'permissions/boundary-widened'
	| 'permissions/boundary-added'
	| 'permissions/trust-widened'
	| 'permissions/trust-narrowed'
	| 'permissions/access-key-added'
	| 'permissions/role-changed'
	| 'permissions/unread'
	| 'exposure/ingress-opened'
	| 'exposure/ingress-closed'
	| 'exposure/group-changed'
	| 'exposure/public'
	| 'exposure/no-longer-public'
	| 'exposure/metadata'
	| 'exposure/resource-policy-widened'
	| 'exposure/resource-policy-narrowed'
	| 'data/replaced'
	| 'data/may-be-replaced'
	| 'data/removed'
	| 'data/protection-removed'
	| 'update/parameter-removed'
	| 'update/parameter-renamed'
	| 'update/parameter-required'
	| 'update/parameter-type'
	| 'update/parameter-narrowed'
	| 'update/parameter-no-echo'
	| 'update/parameter-default'
	| 'update/output-removed'
	| 'update/export-removed'
	| 'template/added'
	| 'template/removed'
	| 'template/renamed';

/** Rights in resolved form: wildcards expanded, intrinsics followed, what is not known left as `${name}`. */
export type Rights = {
	/** As AWS writes them; a wildcard or `NotAction` that is gained whole stands for itself. */
	readonly actions: readonly string[];
	readonly resources: readonly string[];
	readonly principals: readonly string[];
	/** Each as `StringEquals aws:SourceAccount: 111122223333`. */
	readonly conditions: readonly string[];
	/** The template's own conditions under which it holds: `when IsProduction`. */
	readonly when?: string;
};

/** One change between two releases. */
export type Change = {
	readonly kind: ChangeKind;
	/** `error` is growth, or data that is lost; `warning` may break or endanger the update of a stack; `note` is worth knowing. */
	readonly severity: Severity;
	/** Whether rights or exposure grew. */
	readonly growth: boolean;
	readonly message: string;
	readonly help: string;
	/** The logical id, parameter, output or file that it is about. */
	readonly subject: string;
	/** Where it stood in the old release. */
	readonly old?: Place;
	/** Where it stands in the new one. */
	readonly new?: Place;
	readonly rights?: Rights;
};

/** Two templates that were compared; one alone where the other release has none. */
export type Pair = {readonly old?: string; readonly new?: string};

/** One release as it was read. */
export type Release = {
	/** The path as the user gave it. */
	readonly path: string;
	readonly files: readonly {readonly file: string; readonly sha256: string; readonly text?: string}[];
};

/** What the comparison can't see, said in every report. */
export const outOfScope = 'Not compared: what user data and other programs do, such as data they collect or addresses they call.';

/** A problem, and which release its file belongs to. */
export type DiffProblem = Problem & {readonly release?: 'old' | 'new'};

/** The end of a comparison. */
export type Comparison = {
	readonly old: Release;
	readonly new: Release;
	readonly pairs: readonly Pair[];
	readonly changes: readonly Change[];
	readonly problems: readonly DiffProblem[];
};

/** What a part of the comparison yields, and what it could not do in full. */
export type Found = Change | {readonly problem: string; readonly place?: Place; readonly release?: 'old' | 'new'};

/** The identity that changes are told of: its places in both releases, and how messages call it. */
export type About = {readonly subject: string; readonly old: Place | undefined; readonly new: Place | undefined; readonly who: string; readonly isNew: boolean};
