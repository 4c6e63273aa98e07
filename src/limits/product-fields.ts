/** Fields of `CreateProduct` and `UpdateInformation`, and of dimensions, Regions, instance types, targeting and visibility. */

import {type FieldRule, fieldsOf} from './field-rule.ts';
import {categories, dimensionUnits, productId, regions} from './names.ts';
import {pages} from './pages.ts';

const information = fieldsOf('information', pages.apiProducts);
const informationShape = fieldsOf('information', pages.shapes);
const product = fieldsOf('availability', pages.apiProducts);
const shape = fieldsOf('availability', pages.shapes);

const instanceType = {regex: /^[A-Za-z0-9_.-]+$/, asks: 'letters, digits, dots, hyphens and underscores only'};

/** The published pattern for URLs of media; it is anchored at the start alone, so a query may follow. */
const mediaUrl = {
	regex: /^https:\/\/(?:www\.)?[-a-zA-Z0-9@._]{1,256}\.[a-zA-Z0-9()]{2,63}\b/,
	asks: 'a whole https URL with a host name',
};

export const productFields = {
	productTitle: information('product title', {prose: true, minLength: 1, maxLength: 72}),
	shortDescription: information('short description', {prose: true, minLength: 1, maxLength: 1000}),
	longDescription: information('long description', {prose: true, minLength: 1, maxLength: 5000}),
	// The published shapes say 5000; the guide's smaller number is the safe one.
	sku: information('SKU', {prose: true, maxLength: 100}),
	logoUrl: informationShape('logo URL', {maxLength: 2048, patterns: [mediaUrl]}),
	videoUrls: informationShape('videos', {minCount: 0, maxCount: 1}),
	videoUrl: informationShape('video URL', {maxLength: 2048, patterns: [mediaUrl]}),
	highlights: informationShape('highlights', {minCount: 1, maxCount: 3}),
	highlight: informationShape('highlight', {prose: true, minLength: 1, maxLength: 500}),
	additionalResources: informationShape('additional resources', {minCount: 0, maxCount: 3}),
	resourceText: informationShape('resource text', {prose: true, minLength: 1, maxLength: 500}),
	resourceUrl: informationShape('resource URL', {
		patterns: [
			// Published as one pattern; its parts are tested apart, because the whole takes too long on a long text.
			{regex: /^https?:\/\/(?:www\.)?[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-zA-Z0-9()]{2,63}\b/, asks: 'a whole http or https URL with a host name'},
			{regex: /^[-a-zA-Z0-9()@:%_+.~#?&/=, ]*$/, asks: 'a URL of letters, digits and -()@:%_+.~#?&/=, only'},
		],
	}),
	supportDescription: information('support description', {prose: true, minLength: 1, maxLength: 2000}),
	categories: information('categories', {minCount: 1, maxCount: 3}),
	category: {...information('category', {choices: {values: categories.values, open: true}}), source: categories.source},
	searchKeywords: information('search keywords', {minCount: 1, maxCount: 15}),
	searchKeyword: information('search keyword', {prose: true, minLength: 1, maxLength: 50}),
	regions: shape('Regions', {minCount: 1, maxCount: 100}),
	region: {...shape('Region', {choices: {values: regions.values, open: true}}), source: regions.source},
	futureRegions: shape('future Regions', {minCount: 1, maxCount: 1}),
	futureRegion: shape('future Region support', {choices: {values: ['All', 'US', 'None']}}),
	instanceTypes: shape('instance types', {minCount: 1, maxCount: 1500}),
	instanceType: shape('instance type', {minLength: 1, maxLength: 24, patterns: [instanceType]}),
	dimensions: product('dimensions', {maxCount: 200}),
	dimensionKey: shape('dimension key', {minLength: 1, maxLength: 100, patterns: [{regex: /^[A-Za-z0-9_.-]+$/, asks: instanceType.asks}]}),
	dimensionName: shape('dimension name', {prose: true, minLength: 1, maxLength: 500}),
	dimensionDescription: shape('dimension description', {prose: true, minLength: 1, maxLength: 1000}),
	dimensionUnit: {...shape('dimension unit', {maxLength: 20, choices: {values: dimensionUnits.values}}), source: dimensionUnits.source},
	dimensionTypes: shape('dimension types', {minCount: 1, maxCount: 3}),
	dimensionType: shape('dimension type', {choices: {values: ['Entitled', 'Metered', 'ExternallyMetered']}}),
	buyerAccounts: product('buyer accounts', {minCount: 0, maxCount: 5000}),
	buyerAccount: shape('buyer account', {patterns: [{regex: /^[0-9]{12}$/, asks: '12 digits'}]}),
	targetVisibility: shape('target visibility', {choices: {values: ['Public', 'Restricted', 'Limited']}}),
	replacementProductId: shape('replacement product', {patterns: [productId]}),
} as const satisfies Readonly<Record<string, FieldRule>>;
