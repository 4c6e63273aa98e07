/** What licences of the product say, whatever starts it. */

import type {Text} from '../../contract.ts';
import type {LicenceBound, ProductFiles} from '../../evidence/product-file.ts';
import {type FileSystem, isWindows, textAt} from '../../filesystem.ts';
import {isSellersOnWindows} from '../../limits/windows-folders.ts';
import {cut} from './lines.ts';

/** Files that hold a licence by their name; texts of free licences and those of libraries are sorted out below. */
const licenceFile = /^(?:etc|opt|srv|root|home|var\/(?:lib|www)|usr\/local|app|data)\/(?:[^/]+\/){0,8}[^/]*(?:licen[cs]e|entitlement|activation)[^/]*$|\.lic$/i;
const licenceName = /(?:licen[cs]e|licensing|entitlement|activation)[^/]*$/i;
const library = /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems|doc|docs|licenses|licences|legal|third[_-]party|man|go\/pkg)\//i;
const legalText =
	/\b(?:Permission is hereby granted|GNU (?:LESSER |AFFERO )?GENERAL PUBLIC|Apache License|Redistribution and use|WITHOUT WARRANTY|Creative Commons)\b/i;
/** Characters of one file that are looked at. */
const longest = 100_000;

const date = '(?<date>\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.](?:\\d{1,2}|[A-Za-z]{3})[-/.]\\d{4}|[A-Za-z]{3,9} \\d{1,2},? \\d{4}|\\d{10}(?:\\d{3})?\\b)';
const ends = new RegExp(
	`\\b(?:licen[cs]e[ _-]?)?(?:expir(?:y|es|ation|ing)?(?:[ _-]?(?:date|on|at|time|day))?|valid[ _-]?(?:until|to|thru|through|till)|end[ _-]?date|not[ _-]?after)["'\\]]{0,3}[ \\t]{0,20}[:=>]?[ \\t]{0,20}["']?${date}`,
	'dgi',
);
const flexLm = new RegExp(`^[ \\t]{0,20}(?:INCREMENT|FEATURE)[ \\t]{1,20}\\S{1,100}[ \\t]{1,20}\\S{1,100}[ \\t]{1,20}\\S{1,40}[ \\t]{1,20}${date}`, 'dgm');
const trial =
	/["'<]?\b(?:(?:licen[cs]e[ _-]?)?(?:type|edition|plan|kind|mode|tier))["'\]]{0,3}[ \t]{0,20}[:=>][ \t]{0,20}["']?(?<word>trial|evaluation|eval|demo)\b|["'](?:is[_-]?)?trial["'][ \t]{0,20}:[ \t]{0,20}(?<flag>true)\b/dgi;

/** Gathers it from one root file system: the bounds of all licence files. */
export function productFilesOf(system: FileSystem): ProductFiles {
	const ofWindows = isWindows(system);
	const isLicence = (path: string) => licenceFile.test(path) || (ofWindows && licenceName.test(path) && isSellersOnWindows(path));
	const paths = [...system.contents.keys()].filter((path) => isLicence(path) && !library.test(path));
	return {root: system.file, licences: paths.flatMap((path) => [...boundsIn(textAt(system, path))])};
}

function* boundsIn(text: Text | undefined): Generator<LicenceBound> {
	if (text === undefined || text.value.length > longest || text.value.includes('\0') || legalText.test(text.value)) return;
	for (const pattern of [ends, flexLm])
		for (const match of text.value.matchAll(pattern)) {
			const [start, end] = match.indices?.groups?.['date'] ?? [0, 0];
			if (isNear(match.groups?.['date'] ?? '')) yield {how: 'end', value: text.value.slice(start, end), place: cut(text, start, end).place};
		}
	for (const match of [...text.value.matchAll(trial)].slice(0, 5)) {
		const groups = match.indices?.groups;
		const [start, end] = groups?.['word'] ?? groups?.['flag'] ?? [0, 0];
		yield {
			how: 'trial',
			value: match[0]
				.replace(/^["'<]+/, '')
				.replace(/\s+/g, ' ')
				.slice(0, 60),
			place: cut(text, start, end).place,
		};
	}
}

/** Licences without an end are often dated to the end of the century. */
function isNear(written: string): boolean {
	const year = /^\d{10}/.test(written) ? new Date(Number(written.slice(0, 10)) * 1000).getUTCFullYear() : Number(/\d{4}/.exec(written)?.[0] ?? 0);
	return year >= 2000 && year < 2090;
}
