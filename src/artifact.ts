/** What `read` hands on: every file of a submission, recognised by what it holds. */

import type {Place} from './contract.ts';
import type {Document} from './evidence/document.ts';
import type {ScanForm} from './evidence/scan.ts';
import type {SyntaxMark} from './evidence/template.ts';
import type {FileSystem} from './filesystem.ts';
import type {MapNode, SourceNode} from './tree.ts';

/** The contract's evidence kinds, scripts that come along, and what is none of them. */
export const artifactKinds = ['template', 'listing', 'docs', 'image', 'root', 'scan', 'script', 'unknown'] as const;

/** What a file is. */
export type ArtifactKind = (typeof artifactKinds)[number];

/** One file as it came: its path inside the submission (`/` between folders) and its bytes. */
export type Input = {
	readonly file: string;
	/** For a file with `whole` only the beginning; none for a folder with `system`. */
	readonly bytes: Uint8Array;
	/** Size and SHA-256 (lower-case hex) of a file that is too big to hold, or what stands for the content of a folder. */
	readonly whole?: {readonly size: number; readonly sha256: string};
	/**
	 * Set for a folder or an archive that holds an AMI's root file system: one artifact, whose files are not the submission's own. It is
	 * gathered while the bytes are there, since no image fits into memory.
	 */
	readonly system?: FileSystem;
	/** What kept an archive from being read to its end. */
	readonly fault?: string;
	/** What was left out of the root file system: what could not be read, and what is too much. */
	readonly leftOut?: string;
	/** What an archive or a folder is that holds no root file system, though it has the form of one, in a few words; `unknown` where it has not. */
	readonly instead?: string;
	/** The names right in a folder or an archive none of which is a folder as root file systems have it, with something in it. */
	readonly noRoot?: readonly string[];
	/** The user said that this is a root file system. */
	readonly asRoot?: boolean;
};

/** What is known of every file. */
export type ArtifactBase = {
	readonly file: string;
	/** Lower-case hex. */
	readonly sha256: string;
	/** What it was taken for, in a few words: "StartChangeSet request", "DescribeImages answer", "PDF document". */
	readonly detail: string;
	/** The text that places count in: the file's own, or what was extracted from a PDF or DOCX. Missing for what is not text. */
	readonly text?: string;
	readonly marks: readonly SyntaxMark[];
};

/** A file of the submission. */
export type Artifact = ArtifactBase &
	/** `broken`: a strict reader would refuse it. `cut`: a part of it is not in the tree, or not where it belongs. */
	(
		| {
				readonly kind: 'template';
				readonly format: 'yaml' | 'json';
				readonly bytes: number;
				readonly tree: MapNode;
				readonly broken: boolean;
				readonly cut: boolean;
		  }
		| {readonly kind: 'listing'; readonly form: 'change-set' | 'entity'; readonly tree: SourceNode}
		| {readonly kind: 'listing'; readonly form: 'page'; readonly html: string}
		| {readonly kind: 'docs'; readonly document: Document}
		| {readonly kind: 'image'; readonly tree: SourceNode}
		/** `documents` are the texts for people that lie in it. */
		| {readonly kind: 'root'; readonly system: FileSystem; readonly documents: readonly Document[]}
		| {readonly kind: 'scan'; readonly form: Exclude<ScanForm, 'clamav' | 'other'>; readonly tree: SourceNode}
		| {readonly kind: 'scan'; readonly form: 'clamav'; readonly text: string}
		| {readonly kind: 'scan'; readonly form: 'other'}
		| {readonly kind: 'script'; readonly text: string}
		/** `nearRoot` says what it is (`a QCOW2 disk image`), where a user may have meant it to be the AMI's root file system. */
		| {readonly kind: 'unknown'; readonly nearRoot?: string}
	);

/** Something that kept the job from being done in full; the run ends with status 2. */
export type Problem = {
	/** The file, or the rule's module for a rule that broke. */
	readonly file: string;
	readonly message: string;
	readonly place?: Place;
};

/** One file read: the artifact, and what went wrong on the way. A file that can't be read is `unknown` and has a problem. */
export type Read = {readonly artifact?: Artifact; readonly problems: readonly Problem[]};
