/** Evidence that has a date, and how old it is on the day of the check: images, scans, operating systems. */

import {isAbsent} from '../../evidence.ts';
import {imageAge} from '../../limits/images.ts';
import {releaseOf} from '../../limits/operating-systems.ts';
import {scanAge} from '../../limits/scans.ts';
import type {Outcome} from '../../outcome.ts';

/** A dated piece of evidence. `past`: it no longer counts, or what it tells has ended; `soon`: it will within 90 days. */
export type Dated = {
	readonly what: string;
	readonly file: string;
	readonly date: string;
	readonly age: string;
	readonly state: 'past' | 'soon' | 'fine' | 'unknown';
	readonly note: string;
};

const day = 86_400_000;
const soon = 90;

/** Everything with a date, in the order of images, systems, scans. */
export function datedEvidence(outcome: Outcome): readonly Dated[] {
	return [...images(outcome), ...systems(outcome), ...scans(outcome)];
}

function images({today, edition, gathered}: Outcome): readonly Dated[] {
	const found = isAbsent(gathered.images) ? [] : gathered.images;
	return found.flatMap(({imageId, file, creationDate, deprecationTime}) => {
		const name = imageId?.value ?? 'An image';
		const rows: Dated[] = [];
		if (creationDate !== undefined) {
			const limit = yearsLater(creationDate.value, imageAge.years);
			rows.push({
				...dated(`${name}: created`, file, creationDate.value.slice(0, 10), today),
				state: stateOf(limit, today),
				note: `${imageAge.years} years old on ${limit ?? '?'}${edition === 'ami-2025' ? ', the most that AWS takes' : '; ami-2025 takes no older ones'}`,
			});
		}
		if (deprecationTime !== undefined) {
			const date = deprecationTime.value.slice(0, 10);
			rows.push({...dated(`${name}: deprecation`, file, date, today), state: stateOf(date, today), note: 'EC2 marks it as deprecated from then on'});
		}
		return rows;
	});
}

function systems({today, gathered: {osReleases, listings}}: Outcome): readonly Dated[] {
	const named = [
		...(isAbsent(osReleases) ? [] : osReleases.map(({name, version, root}) => ({name: name.value, version: version?.value, file: root}))),
		...(isAbsent(listings) ? [] : listings).flatMap(({file, versions}) =>
			versions.flatMap(({options}) =>
				options.flatMap(({ami}) =>
					ami?.operatingSystemName === undefined ? [] : [{name: ami.operatingSystemName.value, version: ami.operatingSystemVersion?.value, file}],
				),
			),
		),
	];
	const once = [...new Map(named.map((system) => [JSON.stringify(system), system])).values()];
	return once.map(({name, version, file}): Dated => {
		const release = releaseOf(name, version ?? '');
		const what = `${release?.label ?? `${name} ${version ?? ''}`.trim()}: end of support`;
		if (release === undefined) return {what, file, date: '', age: '', state: 'unknown', note: 'no end of support within reach is known here'};
		return {
			...dated(what, file, release.endOfLife, today),
			state: stateOf(release.endOfLife, today),
			note: release.extended ? 'its vendor sells more time' : '',
		};
	});
}

function scans({today, gathered}: Outcome): readonly Dated[] {
	const results = isAbsent(gathered.scans) ? [] : gathered.scans.results;
	return results.flatMap(({tool, target, file, day: ran, supersededBy, assessment, of, system}) => {
		const of_ = target.name === undefined ? '' : ` of ${target.name}`;
		const isOld = ran !== undefined && Date.parse(today) - Date.parse(ran) > scanAge.days * day;
		const notes = [
			...(isOld ? [`older than ${scanAge.days} days`] : []),
			...(supersededBy === undefined ? [] : [`newer results in ${supersededBy} count instead`]),
			...(of === 'other' ? ['of another AMI'] : of === 'unknown' ? ['names no AMI of the submission'] : []),
			...(system?.ended === true ? [`says that ${system.name.value} is out of support`] : []),
		];
		const scan: Dated =
			ran === undefined
				? {what: `${tool}: scan${of_}`, file, date: '', age: '', state: 'unknown', note: ['without a date', ...notes].join('; ')}
				: {
						...dated(`${tool}: scan${of_}`, file, ran, today),
						state: supersededBy === undefined && !isOld ? 'fine' : 'past',
						note: notes.join('; '),
					};
		if (assessment?.expires === undefined) return [scan];
		return [
			scan,
			{...dated(`${tool}: assessment expires`, file, assessment.expires, today), state: stateOf(assessment.expires, today), note: 'AWS counts it until then'},
		];
	});
}

function dated(what: string, file: string, date: string, today: string): Pick<Dated, 'what' | 'file' | 'date' | 'age'> {
	return {what, file, date, age: ageOf(date, today)};
}

/** `5 months ago`, `in 12 days`, `today`; nothing for what is no date. */
function ageOf(date: string, today: string): string {
	const days = Math.round((Date.parse(date) - Date.parse(today)) / day);
	if (Number.isNaN(days)) return '';
	if (days === 0) return 'today';
	const length = Math.abs(days);
	const months = Math.floor(length / 30.44);
	const words =
		length < 60
			? count(length, 'day')
			: months < 24
				? count(months, 'month')
				: `${count(Math.floor(months / 12), 'year')}${months % 12 === 0 ? '' : ` ${count(months % 12, 'month')}`}`;
	return days < 0 ? `${words} ago` : `in ${words}`;
}

function count(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function yearsLater(date: string, years: number): string | undefined {
	const later = new Date(date);
	later.setUTCFullYear(later.getUTCFullYear() + years);
	return Number.isNaN(later.getTime()) ? undefined : later.toISOString().slice(0, 10);
}

function stateOf(end: string | undefined, today: string): Dated['state'] {
	const left = (Date.parse(end ?? '') - Date.parse(today)) / day;
	if (Number.isNaN(left)) return 'unknown';
	return left < 0 ? 'past' : left <= soon ? 'soon' : 'fine';
}
