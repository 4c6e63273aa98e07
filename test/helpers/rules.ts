import type {AnyValidator, Hit, Place} from '../../src/contract.ts';
import type {EvidenceKey, Gathered} from '../../src/evidence.ts';

/** A rule for tests of the engine: what a test does not name is sound. */
export function rule(fields: Partial<AnyValidator> = {}): AnyValidator {
	return {
		id: 'listing/valid-title',
		policy: 'delivery.listing-requirements',
		severity: 'error',
		about: 'The title is sound.',
		source: 'https://docs.example.com/title',
		reads: ['submission'],
		messages: {fault: {message: 'The title {title} is not sound.', help: 'Mend {title}.'}, plain: {message: 'Not sound.', help: 'Mend it.'}},
		examples: [],
		check: () => [],
		...fields,
	};
}

/** A hit for tests. */
export function hit(fields: Partial<Hit> & {readonly place?: Place} = {}): Hit {
	return {message: 'plain', subject: 'title', place: {file: 'a.json'}, ...fields};
}

/** Evidence that is all absent but for what a test gives. */
export function evidence(given: Partial<Gathered> = {}): Gathered {
	const absent = (what: string) => ({absent: `no ${what}`});
	const keys: readonly EvidenceKey[] = [
		'listings',
		'listingFields',
		'shapeFaults',
		'changeSets',
		'offers',
		'templates',
		'syntaxMarks',
		'bindings',
		'images',
		'documents',
		'usageInstructions',
	];
	return {
		submission: {edition: 'ami-2020', today: '2026-11-24', files: []},
		// Built from the list of keys, so that the compiler can't see that each is there.
		...(Object.fromEntries(keys.map((key) => [key, absent(key)])) as unknown as Omit<Gathered, 'submission'>),
		...given,
	};
}
