import test from 'ava';
import {openCatalog} from '../../src/fetch/catalog.ts';
import {fetchProduct} from '../../src/fetch/product.ts';
import {catalogApi} from '../helpers/catalog-api.ts';

test.before(() => {
	const {env} = process;
	Object.assign(env, {AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true'});
	// A profile of whoever runs this would win.
	delete env['AWS_PROFILE'];
});

test('when the time is over, each part that is missing is named', async (t) => {
	const end = new AbortController();
	const api = await catalogApi(({path}) => {
		if (path === '/DescribeEntity') return {EntityType: 'AmiProduct@1.0', EntityIdentifier: 'prod-a@1', Details: '{}'};
		end.abort();
		return undefined;
	});
	t.teardown(api.close);
	const catalog = await openCatalog({catalog: 'AWSMarketplace', region: 'us-east-1', endpoint: api.url, signal: end.signal});
	if (catalog === undefined) return t.fail('the SDK is not installed');
	t.teardown(catalog.close);
	const {files, problems} = await fetchProduct(catalog, 'prod-a', {withPrivateOffers: false});
	t.deepEqual([...files.keys()], ['product.json']);
	t.deepEqual(problems, ['offers: it took too long', 'assessments: not tried any more']);
});
