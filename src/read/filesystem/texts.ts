/** Which files of a root file system are texts for people, in the order in which they are read: the seller's own first. */

import {createHash} from 'node:crypto';
import {type FileSystem, isWindows, textAt} from '../../filesystem.ts';
import {distributionMaintainers, packageFolders, vendorFolders, vendorGreetings} from '../../limits/others-files.ts';
import {isSellersOnWindows} from '../../limits/windows-folders.ts';
import {formatOf, isProse, type TextFormat} from '../documents/format.ts';

/** A text of the image. `printed` is what a script shows. */
export type RootText = {readonly path: string; readonly text: string; readonly format: TextFormat | 'printed'};

/** Files and bytes of one image that are read as texts; a product with more has documents of its own for each of its parts. `script` is in UTF-16 units: what greets is short. */
const most = {files: 200, bytes: 5 << 20, script: 100_000};

/** What is shown at login. */
const greetings =
	/^etc\/(?:motd(?:\.tail|\.d\/[^/]+)?|issue(?:\.net|\.d\/[^/]+)?|update-motd\.d\/[^/]+|profile\.d\/[^/]+\.sh|ssh\/[^/]*banner[^/]*|[^/]*banner[^/]*)$/i;
const product = /^(?:opt|srv|app|data|root|home|[iI]netpub|usr\/local|usr\/share\/nginx|var\/www)\//;
const speaking =
	/(?:^|\/)(?:readme|licen[cs]e|eula|terms|welcome|install|instructions|getting[-_ ]?started|quick[-_ ]?start|first[-_ ]?(?:run|boot|steps)|motd|banner)[^/]*$|\.(?:md|markdown|rst|adoc|asciidoc|html?|xhtml|txt|text)$/i;
/** Scripts of the product that greet. */
const greeting = /(?:^|\/)[^/]*(?:welcome|first[-_]?(?:run|boot)|motd|banner)[^/]*\.(?:sh|bash)$/i;
/** What tells of the past, of people, or of others' rights. */
const aside =
	/(?:^|\/)(?:change[-_ ]?logs?|changes|history|news|releases?(?:[-_ ]?notes)?|authors|contributors|contributing|code[-_]of[-_]conduct|copying|copyright|notices?|third[-_ ]?party[^/]*|credits|thanks|maintainers|todo|robots|requirements[^/]*|cmakelists)(?:\.[^/]*|-[^/]*)?$/i;
/** Folders and names that hold the same in another language than English, and hidden folders. */
const translated =
	/(?:^|\/)\.[^/]+\/|(?:^|[/._-])(?:bg|cs|da|de|el|es|fi|fr|he|hu|it|ja|ko|lt|nb|nl|pl|pt|ro|ru|sk|sv|th|tr|uk|vi|zh)(?:[-_](?:[a-z]{2}|han[st]))?(?:\/|\.(?:md|txt|html?|rst|adoc)$)/i;
const licence = /(?:^|\/)(?:licen[cs]es?|eula|terms)[^/]*$/i;
/** The beginnings of licences that many projects share. */
const sharedLicence =
	/\b(?:apache license|mit license|permission is hereby granted|gnu (?:affero |lesser |library )?general public license|mozilla public license|eclipse public license|redistribution and use in source|isc license|boost software license|creative commons|the unlicense|permission to use, copy, modify)/i;

/** The texts that are read, and how many files beyond the bounds may be further ones. */
export function textsOf(system: FileSystem): {readonly texts: readonly RootText[]; readonly left: number} {
	const unchanged = ofDistribution(system);
	const ofWindows = isWindows(system);
	const paths = [...system.contents.keys()].filter((path) =>
		greetings.test(path) ? !vendorGreetings.pattern.test(path) && !unchanged(path) : isOwnText(path, ofWindows),
	);
	const texts: RootText[] = [];
	const seen = new Set<string>();
	let bytes = 0;
	let left = 0;
	for (const path of paths.toSorted((a, b) => distance(system, a) - distance(system, b) || (a < b ? -1 : 1))) {
		const size = system.contents.get(path)?.length ?? 0;
		if (texts.length >= most.files || bytes + size > most.bytes) {
			left++;
			continue;
		}
		const text = readable(system, path);
		if (text === undefined || seen.has(text.text)) continue;
		seen.add(text.text);
		texts.push(text);
		bytes += size;
	}
	return {texts, left};
}

function isOwnText(path: string, ofWindows: boolean): boolean {
	const isOwn = product.test(path) || (ofWindows && isSellersOnWindows(path));
	if (!isOwn || !(speaking.test(path) || greeting.test(path))) return false;
	return !packageFolders.test(path) && !vendorFolders.test(path) && !aside.test(path) && !translated.test(path);
}

/** How far from the seller's own words: what greets is nearest, then what lies high; a folder with a package's manifest is a part of its own. */
function distance(system: FileSystem, path: string): number {
	if (greetings.test(path)) return 0;
	const folder = path.slice(0, path.lastIndexOf('/'));
	const depth = path.split('/').length;
	const isPart =
		depth > 3 && ['package.json', 'composer.json', 'setup.py', 'pyproject.toml', 'pom.xml'].some((name) => system.entries.has(`${folder}/${name}`));
	return depth + (isPart ? 100 : 0);
}

function readable(system: FileSystem, path: string): RootText | undefined {
	const whole = textAt(system, path)?.value ?? '';
	// A byte order mark stands for white space, so that places count in the file's own text.
	const text = whole.startsWith('\ufeff') ? ` ${whole.slice(1)}` : whole;
	if (text.trim() === '' || text.includes('\0')) return undefined;
	if (text.startsWith('#!') || /\.(?:sh|bash)$/.test(path))
		return text.length > most.script || /^#!.*\b(?:python|perl|ruby|node|php)/.test(text.slice(0, 200)) ? undefined : {path, text, format: 'printed'};
	if (greetings.test(path)) return {path, text, format: 'text'};
	const format = formatOf(path, text);
	if (format === undefined || (format === 'text' && !isProse(text)) || isSharedLicence(path, text)) return undefined;
	return {path, text, format};
}

/** A README may speak of its licence at once. */
function isSharedLicence(path: string, text: string): boolean {
	return sharedLicence.test(text.slice(0, licence.test(path) ? 3000 : /(?:^|\/)readme[^/]*$/i.test(path) ? 0 : 200));
}

/** Whether a file is as a package of Debian or Ubuntu brought it, by dpkg's records. */
export function ofDistribution(system: FileSystem): (path: string) => boolean {
	const hashes = new Map<string, string>();
	const records = textAt(system, 'var/lib/dpkg/status')?.value ?? '';
	let isOfDistribution = false;
	for (const [line, path, hash] of records.matchAll(/^(?:Package: .*|Maintainer: .*| \/(etc\/[\w./-]{1,200}) ([\da-f]{32}))$/gm)) {
		if (path !== undefined && hash !== undefined) {
			if (isOfDistribution) hashes.set(path, hash);
		} else isOfDistribution = line.startsWith('Maintainer: ') && distributionMaintainers.test(line);
	}
	return (path) => {
		const hash = hashes.get(path);
		const bytes = system.contents.get(path);
		return hash !== undefined && bytes !== undefined && createHash('md5').update(bytes).digest('hex') === hash;
	};
}
