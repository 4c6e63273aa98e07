import type {Edition} from '../contract.ts';
import type {PolicyId} from './ids.ts';

/** The kinds of evidence of the contract's `policies.json`. */
export type EvidenceKind = 'template' | 'listing' | 'docs' | 'image' | 'root' | 'scan';

/** What one edition says of a policy. */
export type PolicyText = {
	/** The policy in our own words; missing when the edition no longer asks for it. */
	readonly asks?: string;
	/** What differs from the other edition, and why a seller should know. */
	readonly change?: string;
	readonly source: string;
};

/** One of the 44 policies: what it asks in each edition, and what can show it kept. */
export type Policy = {
	readonly id: PolicyId;
	readonly group: string;
	readonly editions: Readonly<Record<Edition, PolicyText>>;
	readonly evidence: readonly EvidenceKind[];
	/**
	 * The rules whose `shows` sentences, all together, show the policy kept. Empty while this version has no way to show it:
	 * then a policy without findings is `not-assessed`, never `satisfied`.
	 */
	readonly settledBy: readonly string[];
	/** Which evidence would settle it, as the end of "Not assessed: …". */
	readonly wanting: string;
	/** The same where the AMI's root file system came along, for policies that it alone does not settle. */
	readonly besidesRoot?: string;
	/** The system that it is about, where it is about one alone. */
	readonly only?: 'linux';
};
