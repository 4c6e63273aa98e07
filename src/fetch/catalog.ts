/** The AWS Marketplace Catalog API, by the AWS SDK: the one module here that uses the network. The SDK is optional and loaded here alone. */

import {type Readable, Transform} from 'node:stream';
import type * as z from 'zod';
import {reasonOf} from '../reason.ts';
import {assessmentPage, assessmentsPage, type EntityAnswer, entityAnswer, offersPage} from './answers.ts';
import {inWords, RequestError} from './words.ts';

/** Which catalog, where, and for how long. Credentials are the SDK's business: its default chain finds them. */
export type CatalogSettings = {
	readonly catalog: string;
	readonly region: string;
	/** In place of AWS's own address: a stand-in of tests, or a proxy. */
	readonly endpoint?: string;
	/** Ends every request. */
	readonly signal: AbortSignal;
};

/** An offer of a list: its id as it came, and whether it is for buyers that it names. */
type ListedOffer = {readonly id: string; readonly isPrivate: boolean};

/** An assessment of a list, with its id as it came, and what was assessed: a framework and a delivery option. */
type ListedAssessment = {readonly id: string; readonly of: string; readonly created: string};

/** What is asked of the API. Each throws `RequestError`. */
export type Catalog = {
	describeEntity(id: string): Promise<EntityAnswer>;
	listOffers(productId: string): Promise<readonly ListedOffer[]>;
	/** Undefined where the SDK is older than this part of the API. */
	listAssessments(productId: string): Promise<readonly ListedAssessment[] | undefined>;
	/** The whole answer, its pages put together. */
	describeAssessment(id: string): Promise<Readonly<Record<string, unknown>>>;
	close(): void;
};

/** The package that brings the SDK's client. */
export const sdkPackage = '@aws-sdk/client-marketplace-catalog';

/** Bytes. The largest product is far below. */
const largestAnswer = 32_000_000;
/** Pages of one list. */
const mostPages = 100;
/** Milliseconds until one answer must have come. */
const patience = 30_000;

/** Opens the catalog; nothing where the SDK is not installed. */
export async function openCatalog({catalog: Catalog, region, endpoint, signal}: CatalogSettings): Promise<Catalog | undefined> {
	const sdk = await loadSdk();
	if (sdk === undefined) return undefined;
	const client = new sdk.MarketplaceCatalogClient({
		region,
		maxAttempts: 5,
		requestHandler: {requestTimeout: patience, connectionTimeout: 10_000, throwOnRequestTimeout: true},
		...(endpoint === undefined ? {} : {endpoint}),
	});
	client.middlewareStack.add(
		(next) => async (args) => {
			const handed = await next(args);
			const {response} = handed as {response: {body: Readable}};
			response.body = bounded(response.body);
			return handed;
		},
		{step: 'deserialize', priority: 'low', name: 'boundAnswers'},
	);

	/** Sends, and holds the answer to its shape. */
	const ask = async <Shape>(send: (options: {abortSignal: AbortSignal}) => Promise<object>, shape: z.ZodType<Shape>): Promise<Shape> => {
		let answer: unknown;
		try {
			answer = await beforeEnd(send({abortSignal: signal}), signal);
		} catch (error) {
			throw inWords(error);
		}
		const parsed = shape.safeParse(answer);
		if (parsed.success) return parsed.data;
		const [issue] = parsed.error.issues;
		throw new RequestError(`the answer is not as documented: ${issue?.path.join('.') || 'answer'}: ${issue?.message ?? ''}`);
	};

	return {
		describeEntity: (EntityId) => ask((options) => client.send(new sdk.DescribeEntityCommand({Catalog, EntityId}), options), entityAnswer),

		async listOffers(productId) {
			const pages = await allPages((NextToken) =>
				ask((options) => {
					const EntityTypeFilters = {OfferFilters: {ProductId: {ValueList: [productId]}}};
					return client.send(new sdk.ListEntitiesCommand({Catalog, EntityType: 'Offer', EntityTypeFilters, MaxResults: 50, NextToken}), options);
				}, offersPage),
			);
			return pages
				.flatMap(({EntitySummaryList = []}) => EntitySummaryList)
				.map(({EntityId: id, OfferSummary}) => ({id, isPrivate: OfferSummary?.Targeting?.includes('BuyerAccounts') === true}));
		},

		async listAssessments(EntityId) {
			const {ListAssessmentsCommand} = sdk as Partial<typeof sdk>;
			if (ListAssessmentsCommand === undefined) return undefined;
			const pages = await allPages((NextToken) =>
				ask(
					(options) => client.send(new ListAssessmentsCommand({Catalog, AssessmentTargetFilter: {EntityId}, MaxResults: 100, NextToken}), options),
					assessmentsPage,
				),
			);
			return pages
				.flatMap(({AssessmentSummaryList = []}) => AssessmentSummaryList)
				.map(({AssessmentId: id, FrameworkId, FrameworkSummary, CreatedAt: created = ''}) => ({
					id,
					of: `${FrameworkId?.split('@')[0] ?? ''} ${FrameworkSummary?.AMISecuritySummary?.DeliveryOptionId ?? ''}`,
					created,
				}));
		},

		async describeAssessment(AssessmentIdentifier) {
			const pages = await allPages((NextToken) =>
				ask((options) => client.send(new sdk.DescribeAssessmentCommand({Catalog, AssessmentIdentifier, MaxResults: 100, NextToken}), options), assessmentPage),
			);
			const [first] = pages;
			const {$metadata: _, NextToken: __, ...answer} = first === undefined ? {} : (first as Readonly<Record<string, unknown>>);
			return {...answer, ControlAssessments: pages.flatMap(({ControlAssessments = []}) => ControlAssessments)};
		},

		close: () => client.destroy(),
	};
}

async function loadSdk() {
	try {
		return await import('@aws-sdk/client-marketplace-catalog');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(`'${sdkPackage}'`)) return undefined;
		throw new RequestError(`the AWS SDK does not load: ${reasonOf(error)}`, true);
	}
}

/** All pages of a list. A list that does not end is refused, not cut: half of one looks like all of it. */
async function allPages<Page extends {readonly NextToken?: string | undefined}>(page: (token: string | undefined) => Promise<Page>): Promise<readonly Page[]> {
	const pages: Page[] = [];
	let token: string | undefined;
	do {
		if (pages.length === mostPages) throw new RequestError(`the list has more than ${mostPages} pages`);
		const next = await page(token);
		pages.push(next);
		if (next.NextToken !== undefined && next.NextToken === token) throw new RequestError('the list gives the same page again and again');
		token = next.NextToken === '' ? undefined : next.NextToken;
	} while (token !== undefined);
	return pages;
}

/** The SDK waits between attempts without looking at the signal. */
function beforeEnd<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
	const over = () => new RequestError('it took too long', true);
	return new Promise((resolve, reject) => {
		const end = () => reject(over());
		if (signal.aborted) end();
		signal.addEventListener('abort', end, {once: true});
		value.then(resolve, (error: unknown) => reject(signal.aborted ? over() : error)).finally(() => signal.removeEventListener('abort', end));
	});
}

/** An answer's body, which breaks off when it is larger than any answer is. */
function bounded(body: Readable): Readable {
	let bytes = 0;
	const bound = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			if (bytes > largestAnswer) done(new RequestError(`the answer is larger than ${largestAnswer} bytes`));
			else done(null, chunk);
		},
	});
	body.on('error', (error) => bound.destroy(error));
	bound.on('close', () => body.destroy());
	return body.pipe(bound);
}
