/** What a listing tells buyers that the product fetches. */

import type {ListingField} from '../evidence/listing.ts';
import type {Fetch} from '../evidence/startup.ts';
import type {Submission} from '../evidence.ts';

/** Words by which a sentence tells that something comes from elsewhere. */
const fetching = /\b(?:fetch|download|pull|install|clon|retriev|obtain|load|get|come)/i;

/**
 * Whether what is fetched may be, since a sentence of the listing tells of it: the guide of 2020 allows none of it, the later ones what
 * buyers are told of.
 */
export function disclosureOf({edition}: Submission, fields: readonly ListingField[] = []): (fetched: Fetch) => boolean {
	return disclosureIn(edition === 'ami-2020' ? [] : fields.flatMap(({text}) => text?.value ?? []));
}

/**
 * Whether a sentence of the texts tells that it is fetched, and names it or where it comes from: the host of an address, the bucket, the
 * image, every package; without tags and versions. A product's name alone, which its packages often bear, tells nothing.
 */
export function disclosureIn(texts: readonly string[]): (fetched: Fetch) => boolean {
	// Hosts and files may have such words in their names.
	const tells = (sentence: string) => sentence.split(/\s+/).some((word) => !/\w\.\w/.test(word) && fetching.test(word));
	const telling = texts.flatMap((text) => text.split(/[.!?;]\s|\n/).filter(tells)).map((sentence) => sentence.toLowerCase());
	return ({what}) =>
		what.split(/\s+/).every((part) => {
			const [origin = ''] = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/:@]+|^[^:@=]+/i.exec(part) ?? [];
			const name = origin.replace(/^(?:https?|ftp|git|ssh):\/\//i, '').toLowerCase();
			return name !== '' && telling.some((sentence) => sentence.includes(name));
		});
}
