/** One product to the files of a submission: its own description, its offers', and AWS's latest assessments of it. */

import {type EntityAnswer, entityId, isId} from './answers.ts';
import type {Catalog} from './catalog.ts';
import {type Needed, neededBy} from './needed.ts';
import {inWords, RequestError} from './words.ts';

/** What was fetched: files by name, what of it could not be, and what only the seller has. */
export type Fetched = {
	readonly files: ReadonlyMap<string, string>;
	readonly problems: readonly string[];
	/** Offers for named buyers, which were not asked for. */
	readonly privateOffers: number;
	readonly needed: Needed;
};

/** Offers, and assessments, that are described; each takes a request. */
const mostOfKind = 200;

/** Whether a text can be a product's id. */
export function isProductId(text: string): boolean {
	return entityId.safeParse(text).success;
}

/**
 * Fetches a product. What can't be fetched beside the product itself is a problem; the rest goes on.
 * @throws {RequestError} when the product itself can't be.
 */
export async function fetchProduct(catalog: Catalog, productId: string, {withPrivateOffers}: {readonly withPrivateOffers: boolean}): Promise<Fetched> {
	const product = await described(catalog, productId);
	if (!/^AmiProduct@/.test(product.EntityType))
		throw new RequestError(`it is of the type ${JSON.stringify(product.EntityType.slice(0, 80))}; only AMI products can be checked`);
	const files = new Map([['product.json', jsonOf(product)]]);
	const problems: string[] = [];
	let privateOffers = 0;
	let isOver = false;

	/** Does a part of the job, unless an earlier one has shown that none can be done. */
	const part = async (what: string, job: () => Promise<void>): Promise<void> => {
		if (isOver) {
			problems.push(`${what}: not tried any more`);
			return;
		}
		try {
			await job();
		} catch (error) {
			const {message, isFinal} = inWords(error);
			isOver ||= isFinal;
			problems.push(`${what}: ${message}`);
		}
	};
	const add = (name: string, answer: object) => {
		// File systems of Windows and macOS take letters of both cases as one.
		if ([...files.keys()].some((other) => other.toLowerCase() === name.toLowerCase())) throw new RequestError('another has the same name');
		files.set(name, jsonOf(answer));
	};
	/** Describes those of a list whose ids are of the documented form: file names are made of them. */
	const each = async (kind: string, ids: readonly string[], describe: (id: string) => Promise<object>): Promise<void> => {
		const sound = ids.filter(isId);
		if (sound.length < ids.length) problems.push(`${kind}s: ${ids.length - sound.length} of the answer have ids that are not of the documented form`);
		if (sound.length > mostOfKind) problems.push(`${kind}s: there are ${sound.length}; the first ${mostOfKind} are fetched`);
		for (const id of sound.slice(0, mostOfKind))
			await part(`${kind} ${id}`, async () => add(`${id.startsWith(`${kind}-`) ? id : `${kind}-${id}`}.json`, await describe(id)));
	};

	await part('offers', async () => {
		const offers = await catalog.listOffers(productId);
		const wanted = offers.filter(({isPrivate}) => withPrivateOffers || !isPrivate);
		privateOffers = offers.length - wanted.length;
		await each('offer', [...new Set(wanted.map(({id}) => id))], (id) => described(catalog, id));
	});
	await part('assessments', async () => {
		const assessments = await catalog.listAssessments(productId);
		if (assessments === undefined) problems.push('assessments: the AWS SDK that is installed is older than they are');
		// An earlier assessment of the same delivery option says nothing any more.
		const latest = new Map(assessments?.toSorted((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0)).map(({id, of}) => [of, id]));
		await each('assessment', [...new Set(latest.values())], (id) => catalog.describeAssessment(id));
	});
	return {files, problems, privateOffers, needed: neededBy(product)};
}

async function described(catalog: Catalog, id: string): Promise<EntityAnswer> {
	const answer = await catalog.describeEntity(id);
	if (answer.EntityIdentifier.split('@')[0] !== id) throw new RequestError('the answer describes another entity');
	return answer;
}

function jsonOf(answer: object): string {
	return `${JSON.stringify(answer, undefined, 2)}\n`;
}
