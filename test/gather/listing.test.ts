import test from 'ava';
import fc from 'fast-check';
import type {Artifact} from '../../src/artifact.ts';
import type {Place, Text} from '../../src/contract.ts';
import {changeSet, changes, json, standalone, version, withTemplate} from '../../src/examples.ts';
import {gatherListings} from '../../src/gather/listing/listing.ts';
import {gatherUsage} from '../../src/gather/listing/usage.ts';
import {parseJson} from '../../src/read/json.ts';
import {spanOf} from '../../src/tree.ts';

/** Gathers from one file, and reads back the source text that a place points at. */
function gatherText(text: string, form: 'change-set' | 'entity' = 'change-set') {
	const tree = parseJson(text).root;
	const artifact: Artifact[] = tree === undefined ? [] : [{file: 'x.json', sha256: '', detail: '', marks: [], text, kind: 'listing', form, tree}];
	const at = (place: Place | undefined) => (place?.range === undefined ? undefined : text.slice(...place.range));
	const word = (found: Text | undefined, part: string) => {
		const start = found?.value.indexOf(part) ?? -1;
		return found === undefined || start < 0 ? undefined : at(spanOf(found, start, start + part.length));
	};
	return {...gatherListings(artifact), at, word};
}

const reference = '$MakeProduct.Entity.Identifier';

test('changes that refer to the product that the set creates are one listing', (t) => {
	const {listings, offers, changeSets} = gatherText(
		changes([
			{changeType: 'CreateProduct', changeName: 'MakeProduct', details: {ProductTitle: 'Larkspur Queue Server'}},
			{changeType: 'UpdateInformation', entity: {Identifier: reference}, details: {ShortDescription: 'A queue.', Highlights: ['One.', 'Two.']}},
			{changeType: 'AddRegions', entity: {Identifier: reference}, details: {Regions: ['us-east-1']}},
			{changeType: 'AddRegions', entity: {Identifier: 'prod-other00000000'}, details: {Regions: ['eu-west-1']}},
			{changeType: 'CreateOffer', changeName: 'MakeOffer', entity: {Type: 'Offer@1.0'}, details: {ProductId: reference, Name: 'Public offer'}},
			{
				changeType: 'UpdateSupportTerms',
				entity: {Type: 'Offer@1.0', Identifier: '$MakeOffer.Entity.Identifier'},
				details: {Terms: [{Type: 'SupportTerm', RefundPolicy: 'Within 14 days.'}]},
			},
		]),
	);
	t.is(changeSets.length, 1);
	t.deepEqual(
		listings.map(({title, highlights, regions, creates}) => [title?.value, highlights.map(({value}) => value), regions.map(({value}) => value), creates]),
		[
			['Larkspur Queue Server', ['One.', 'Two.'], ['us-east-1'], true],
			[undefined, [], ['eu-west-1'], false],
		],
	);
	t.deepEqual(
		offers.map(({name, refundPolicy, creates, productId}) => [name?.value, refundPolicy?.value, creates, productId?.value]),
		[['Public offer', 'Within 14 days.', true, reference]],
	);
});

test('an identifier with and without its revision is one product', (t) => {
	const {listings} = gatherText(
		changes([
			{changeType: 'AddRegions', entity: {Identifier: 'prod-abc123def4567@3'}, details: {Regions: ['us-east-1']}},
			{changeType: 'AddInstanceTypes', entity: {Identifier: 'prod-abc123def4567'}, details: {InstanceTypes: ['m5.large']}},
		]),
	);
	t.is(listings.length, 1);
	t.deepEqual(
		listings[0]?.instanceTypes.map(({value}) => value),
		['m5.large'],
	);
});

test('a Details string points at the exact token of the outer file, through both layers of escapes', (t) => {
	const details = {ProductTitle: 'Lark "Q" \u00e9\n\u2122 end', Highlights: ['tab\there'], Version: 7};
	// An escape inside an escape: é and ™ are written as \\u…, the way other tools write ASCII-only JSON.
	const inner = JSON.stringify(details).replace('\u00e9', '\\u00e9');
	const outer = json({
		Catalog: 'AWSMarketplace',
		ChangeSet: [{ChangeType: 'UpdateInformation', Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'}, Details: inner}],
	}).replace('\u2122', '\\u2122');
	const {listings, fields, faults, at, word} = gatherText(outer);
	const title = listings[0]?.title;
	t.is(title?.value, details.ProductTitle);
	t.is(word(title, 'Lark'), 'Lark');
	t.is(word(title, '"Q"'), '\\\\\\"Q\\\\\\"');
	t.is(word(title, '\u00e9'), '\\\\u00e9');
	t.is(word(title, '\n'), '\\\\n');
	t.is(word(title, '\u2122'), '\\u2122');
	t.is(word(title, ' end'), ' end');
	t.is(at(title?.place), String.raw`\"Lark \\\"Q\\\" \\u00e9\\n\u2122 end\"`);
	t.is(title?.place.pointer, '/ChangeSet/0/Details/ProductTitle');
	t.is(word(listings[0]?.highlights[0], '\t'), '\\\\t');
	t.deepEqual(
		faults.map(({kind, path, place}) => [kind, path, at(place)]),
		[['unknown', 'Version', '\\"Version\\"']],
	);
	t.is(fields.find(({name}) => name === 'changeDetails')?.text?.value, inner);
});

test('property: every character of a text inside a Details string is found in the file', (t) => {
	fc.assert(
		fc.property(fc.string({unit: 'binary', minLength: 1, maxLength: 12}), (title) => {
			const outer = JSON.stringify([{ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, Details: JSON.stringify({ProductTitle: title})}]);
			const {listings, at} = gatherText(outer);
			const text = listings[0]?.title;
			if (text?.value !== title) return false;
			for (let index = 0; index < title.length; index++) {
				const source = at(spanOf(text, index, index + 1)) ?? '';
				// Undoing both layers of escapes must give the character back.
				if (JSON.parse(`"${JSON.parse(`"${source}"`)}"`) !== title[index]) return false;
			}
			return true;
		}),
		{numRuns: 300},
	);
	t.pass();
});

test('a Details string that is not JSON is a fault at the spot', (t) => {
	const {faults, at} = gatherText(
		json([{ChangeType: 'ReleaseProduct', Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'}, Details: '{"a" 1}'}]),
	);
	t.deepEqual(
		faults.filter(({kind}) => kind === 'type').map(({path, place}) => [path, at(place)]),
		[['Details', '1']],
	);
});

test('plain JSON under Details is a type fault and is read all the same', (t) => {
	const {faults, listings, at} = gatherText(json([{ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, Details: {ProductTitle: 'Larkspur'}}]));
	t.is(listings[0]?.title?.value, 'Larkspur');
	t.deepEqual(
		faults.map(({kind, path, found, place}) => [kind, path, found, at(place)]),
		[['type', 'Details', 'an object', '"Details"']],
	);
});

test('a new version gives options, sources, ports and usage instructions', (t) => {
	const {listings, faults, fields} = gatherText(
		version([standalone({AccessEndpointUrl: {Port: 8443, Protocol: 'https', RelativePath: 'console'}}), withTemplate()]),
	);
	t.deepEqual(faults, []);
	const [added] = listings[0]?.versions ?? [];
	t.is(added?.state, 'add');
	t.is(added?.title?.value, '2.4.0');
	const [ami, template] = added?.options ?? [];
	t.deepEqual(
		[ami?.kind, ami?.ami?.amiId?.value, ami?.endpoint?.port?.value, ami?.securityGroups[0]?.toPort?.value],
		['standalone', 'ami-0a1b2c3d4e5f67890', 8443, 8443],
	);
	t.deepEqual(
		[template?.kind, template?.title?.value, template?.templateSources[0]?.parameterName?.value, template?.ami?.userName?.value],
		['template', 'Larkspur in a new VPC', 'LarkspurAmi', 'ec2-user'],
	);
	t.deepEqual(
		gatherUsage(listings, []).map(({kind, text}) => [kind, text.value]),
		[
			['standalone', '1. Launch. 2. Open https on port 8443.'],
			['template', '1. Fill in AdminCidr. 2. Create the stack.'],
		],
	);
	t.true(fields.some(({label}) => label === 'DeliveryOptions[0].Details.AmiDeliveryOptionDetails.SecurityGroups[0].IpRanges[0]'));
});

test('faults say what is missing, unknown, wrongly typed, deprecated and refused, at a small place', (t) => {
	const {faults, at} = gatherText(
		changes([
			{
				changeType: 'UpdateInformation',
				details: {Sku: null, Manufacturer: 'Larkspur', AssociatedProducts: [], Highlights: 'one', AdditionalResources: [{Text: 'Manual'}]},
			},
			{
				changeType: 'UpdateDeliveryOptions',
				details: {
					Version: {},
					DeliveryOptions: [
						{Id: '0f1e2d3c-aaaa-bbbb-cccc-dddd00001111', Details: {DeploymentTemplateDeliveryOptionDetails: {Template: 'https://larkspur.example.com/x.yaml'}}},
						{Details: {}},
					],
				},
			},
		]),
	);
	t.deepEqual(
		faults.map(({kind, path, place}) => [kind, path, at(place)]),
		[
			['unknown', 'Manufacturer', '"Manufacturer"'],
			['deprecated', 'AssociatedProducts', '"AssociatedProducts"'],
			['type', 'Highlights', '"one"'],
			['missing', 'AdditionalResources[0].Url', '{'],
			['missing', 'Version.ReleaseNotes', '"Version"'],
			['refused', 'DeliveryOptions[0].Details.DeploymentTemplateDeliveryOptionDetails.Template', '"Template"'],
			['missing', 'DeliveryOptions[1].Id', '{'],
			['missing', 'DeliveryOptions[1].Details.AmiDeliveryOptionDetails or DeploymentTemplateDeliveryOptionDetails', '"Details"'],
		],
	);
});

test('the first information of a product that the set creates needs every required field; a later one none', (t) => {
	const first = {changeType: 'UpdateInformation', entity: {Identifier: reference}, details: {LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo.png'}};
	const missing = (text: string) => gatherText(text).faults.map(({path}) => path);
	const rest = ['ShortDescription', 'LongDescription', 'Highlights', 'AdditionalResources', 'SupportDescription', 'Categories', 'SearchKeywords'];
	const create = {changeType: 'CreateProduct', changeName: 'MakeProduct'};
	t.deepEqual(missing(changes([{...create, details: {ProductTitle: 'Larkspur'}}, first])), rest);
	t.deepEqual(missing(changes([{...create, details: {}}, first])), ['ProductTitle', ...rest]);
	t.deepEqual(missing(changes([first])), []);
});

test('a bare list of changes, a single change and an answer to DescribeChangeSet are read', (t) => {
	const one = {ChangeType: 'AddRegions', Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'}, DetailsDocument: {Regions: ['us-east-1']}};
	const forms = [[one], one, {ChangeSetId: 'c1', Status: 'SUCCEEDED', ChangeSet: [{...one, ErrorDetailList: []}]}].map((value) => gatherText(json(value)));
	t.deepEqual(
		forms.map(({changeSets}) => changeSets[0]?.form),
		['changes', 'changes', 'answer'],
	);
	t.deepEqual(
		forms.map(({listings}) => listings[0]?.regions[0]?.value),
		['us-east-1', 'us-east-1', 'us-east-1'],
	);
	t.deepEqual(
		forms.flatMap(({faults}) => faults),
		[],
	);
});

test('the envelope may be written as the Java SDK names it', (t) => {
	const change = {ChangeType: 'AddRegions', Entity: {Type: 'AmiProduct@1.0', Identifier: 'prod-abc123def4567'}, DetailsDocument: {Regions: ['us-east-1']}};
	const {changeSets, listings, faults, at} = gatherText(json({catalog: 'AWSMarketplace', changeSet: [change], intent: 'VALIDATE'}));
	t.deepEqual(faults, []);
	t.deepEqual([changeSets[0]?.catalog?.value, changeSets[0]?.intent?.value, at(changeSets[0]?.place)], ['AWSMarketplace', 'VALIDATE', '"changeSet"']);
	t.is(listings[0]?.regions.length, 1);
});

test('changes to other kinds of products are left alone', (t) => {
	const {listings, offers, faults} = gatherText(changeSet('UpdateInformation', {Anything: 1}, {Type: 'ContainerProduct@1.0'}));
	t.deepEqual([listings, offers, faults], [[], [], []]);
});

test('property: any JSON as details, request or answer is gathered without an error', (t) => {
	const types = fc.constantFrom(
		'UpdateInformation',
		'AddDeliveryOptions',
		'UpdateDeliveryOptions',
		'AddDimensions',
		'UpdateTargeting',
		'UpdatePricingTerms',
		'UpdateLegalTerms',
		'CreateProduct',
	);
	const names = fc.constantFrom(
		'Version',
		'DeliveryOptions',
		'Details',
		'AmiDeliveryOptionDetails',
		'Terms',
		'Type',
		'RateCards',
		'Highlights',
		'Description',
		'__proto__',
		'constructor',
	);
	const {tree} = fc.letrec((tie) => ({
		tree: fc.oneof({maxDepth: 6}, fc.jsonValue({maxDepth: 1}), fc.array(tie('tree'), {maxLength: 4}), fc.dictionary(names, tie('tree'), {maxKeys: 5})),
	}));
	fc.assert(
		fc.property(types, tree, (type, details) => {
			gatherText(changeSet(type, details));
			gatherText(JSON.stringify([{ChangeType: type, Entity: details, Details: JSON.stringify(details)}, details]));
			gatherText(JSON.stringify({EntityType: 'AmiProduct@1.0', DetailsDocument: details}), 'entity');
			gatherText(JSON.stringify({EntityType: 'Offer@1.0', Details: JSON.stringify(details)}), 'entity');
			gatherText(JSON.stringify(details));
		}),
		{numRuns: 500},
	);
	t.pass();
});

test('a file with far too many values is read in part, and says so', (t) => {
	const many = Array.from({length: 300}, () => ({
		ChangeType: 'AddRegions',
		Entity: {Type: 'AmiProduct@1.0', Identifier: 'p'},
		DetailsDocument: {Regions: Array.from({length: 100}, () => 'us-east-1')},
	}));
	const {fields, faults} = gatherText(JSON.stringify(many));
	t.true(fields.length < 10_000);
	t.deepEqual(
		faults.map(({path}) => path),
		['the whole file'],
	);
});
