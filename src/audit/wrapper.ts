/** Whether the only folder on top of an archive is a catalogue or a submission, by what stands in it. */

import type {EntryType} from '../filesystem.ts';
import {quoted} from '../paths.ts';
import {configName} from '../read/folder.ts';

/** How the folder is read; `words` tell it where it might have been meant otherwise. */
export type Wrapping = {readonly isCatalogue: boolean; readonly words?: string};

/** What people put beside submissions as well as into one: words about the rest, scripts, checksums. All other files are parts of a submission. */
const aside = /^[^.]*$|\.(?:md|markdown|txt|rst|adoc|log|[ct]sv|sh|py|asc|sig|sha\d*(?:sums?)?)$/i;

/** What folders of one submission are called. */
const partFolder =
	/^(?:docs?|documents?|documentation|guides?|instructions|usage|manuals?|templates?|nested|stacks?|cloudformation|cfn|quickstart|listings?|metadata|images?|img|icons?|logos?|screenshots?|media|assets|diagrams?|architecture|scans?|scan-results|assessments?|evidence|reports?|results|legal|licen[cs]es?|eula|policies|iam|roles|scripts?|src|source|config|settings|packer|ami|root|rootfs|etc|usr|windows|tests?|examples?|samples?)$/i;

/** Begins to look at a folder. `see` gets the steps of each path below it. */
export function newWrapping(): {
	see(second: string, third: string | undefined, fourth: string | undefined, type: EntryType): void;
	found(name: string, folders: number): Wrapping;
} {
	const files = {count: 0, first: ''};
	let [hasPart, hasSettings, hasPartFolder, hasOtherFolder] = [false, false, false, false];
	/** Folders with files right in them, the first two. */
	const filled = new Set<string>();

	return {
		see(second, third, fourth, type) {
			if (third !== undefined || type === 'folder') {
				if (partFolder.test(second)) hasPartFolder = true;
				else hasOtherFolder = true;
				if (third !== undefined && fourth === undefined && type === 'file' && filled.size < 2) filled.add(second);
				return;
			}
			// A link to a folder, as `latest` is.
			if (type === 'link' && !/\.[a-z]\w*$/i.test(second)) return;
			if (files.count++ === 0) files.first = second;
			hasPart ||= !aside.test(second);
			hasSettings ||= second === configName;
		},
		found(name, folders) {
			if (files.count === 0 || folders === 0) return {isCatalogue: folders > 0};
			const isCatalogue = !hasPart && !hasPartFolder && filled.size === 2;
			const told = `the folder ${quoted(name)} in the archive was read as`;
			const first = `${files.count === 1 ? '' : `${files.count} files, the first is `}${quoted(files.first)}`;
			if (isCatalogue) return {isCatalogue, words: `${told} a catalogue of ${folders} submissions; what stands beside them was not read: ${first}`};
			if (hasSettings || !hasOtherFolder) return {isCatalogue};
			return {isCatalogue, words: `${told} one submission, since files stand in it: ${first}; where its folders are submissions, take the files out`};
		},
	};
}
