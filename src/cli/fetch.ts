/** `shelfready fetch`: a listing as AWS Marketplace has it, saved as a submission. It uses the network. */

import {join} from 'node:path';
import {openCatalog, sdkPackage} from '../fetch/catalog.ts';
import {type Fetched, fetchProduct, isProductId} from '../fetch/product.ts';
import {leftIn, saveAll, takenIn} from '../fetch/save.ts';
import {inWords} from '../fetch/words.ts';
import {whyUnwritable} from '../reason.ts';
import {visible} from '../report/text/visible.ts';
import {refuse, tell} from './terminal.ts';

/** The flags of `fetch`, as commander hands them on. */
export type FetchFlags = {
	readonly out?: string;
	readonly catalog: string;
	readonly region: string;
	readonly profile?: string;
	readonly endpointUrl?: string;
	readonly privateOffers?: boolean;
	/** Seconds. */
	readonly timeout: number;
	readonly force?: boolean;
};

/** Fetches, saves, and answers the exit status. */
export async function runFetch(productId: string, flags: FetchFlags): Promise<0 | 2> {
	if (!isProductId(productId)) return refuse(`${JSON.stringify(productId)} is no product id; one looks like prod-abc123def4567`);
	const folder = flags.out ?? productId;
	if (flags.force !== true && (await takenIn(folder, ['product.json'])).length > 0)
		return refuse(`${join(folder, 'product.json')} is there already; --force replaces it`);
	// The SDK's chain of credentials reads the profile from there, in all its versions.
	if (flags.profile !== undefined) process.env['AWS_PROFILE'] = flags.profile;
	const end = new AbortController();
	const timer = setTimeout(() => end.abort(), flags.timeout * 1000);
	try {
		const catalog = await openCatalog({
			catalog: flags.catalog,
			region: flags.region,
			signal: end.signal,
			...(flags.endpointUrl === undefined ? {} : {endpoint: flags.endpointUrl}),
		});
		if (catalog === undefined) return refuse(`fetch needs the AWS SDK, which is not installed here: npm install ${sdkPackage}`);
		const fetched = await fetchProduct(catalog, productId, {withPrivateOffers: flags.privateOffers === true}).finally(catalog.close);
		return await save(folder, fetched, flags);
	} catch (error) {
		return refuse(`${productId} can't be fetched: ${inWords(error).message}`);
	} finally {
		clearTimeout(timer);
	}
}

async function save(folder: string, {files, problems, privateOffers, needed}: Fetched, {force}: FetchFlags): Promise<0 | 2> {
	const taken = force === true ? [] : await takenIn(folder, files.keys());
	if (taken.length > 0) return refuse(`${taken.map((name) => join(folder, name)).join(', ')}: there already; --force replaces them`);
	try {
		await saveAll(folder, files);
	} catch (error) {
		return refuse(`${folder} can't be written: ${whyUnwritable(error)}`);
	}
	const say = (line: string) => tell(visible(line));
	say(`wrote ${[...files.keys()].map((name) => join(folder, name)).join(', ')}`);
	if (privateOffers > 0) say(`left out ${privateOffers} ${privateOffers === 1 ? 'offer' : 'offers'} for named buyers; --private-offers fetches them too`);
	for (const name of await leftIn(folder, new Set(files.keys()))) say(`${join(folder, name)} is from earlier, and is checked too while it lies there`);
	if (needed.templates.length + needed.images.length > 0) say('to add by hand:');
	for (const url of needed.templates) say(`  the template behind ${url}`);
	// AWS Marketplace takes AMIs from this Region alone.
	for (const image of needed.images) say(`  aws ec2 describe-images --image-ids ${image} --region us-east-1 > ${image}.json`);
	for (const problem of problems) say(`shelfready: not fetched: ${problem}`);
	return problems.length > 0 ? 2 : 0;
}
