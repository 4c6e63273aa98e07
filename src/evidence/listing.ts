/**
 * A listing in one shape, whichever form it came in. Request and response names differ
 * (`AmiSource.AmiId` is `Sources[].Image` in an answer); here each thing has one name.
 */

import type {Located, Place, Text} from '../contract.ts';
import type {FieldName} from '../limits.ts';
import type {SourceNode} from '../tree.ts';
import type {Reach} from './reach.ts';

/** Where listing data came from: a `StartChangeSet` request, a `DescribeEntity` answer, a saved listing page. */
export type ListingForm = 'change-set' | 'entity' | 'page';

/** A documented field, wherever it stands: the rules that judge all fields alike read these. */
export type ListingField = {
	readonly name: FieldName;
	/** The field's path as the user's file spells it, for example `Version.VersionTitle` or `Product title` on a page. */
	readonly label: string;
	readonly form: ListingForm;
	/** A string field's text. */
	readonly text?: Text;
	/** A number field's value. */
	readonly number?: Located<number>;
	/** A list field: its key (or its first character, where it has none) and how many entries it has. */
	readonly list?: {readonly place: Place; readonly count: number; readonly items: readonly Place[]};
	readonly place: Place;
};

/** A property that does not fit the documented shape. */
export type ShapeFault = {
	readonly kind: 'missing' | 'unknown' | 'type' | 'deprecated' | 'refused';
	/** Path inside the change's details, for example `Version.VersionTitle`. */
	readonly path: string;
	readonly changeType: string;
	/** The object that lacks the property, or the property itself. */
	readonly place: Place;
	/** For `type`: what AWS documents and what stands there. */
	readonly expected?: string;
	readonly found?: string;
};

/** One change of a change set. */
export type Change = {
	readonly place: Place;
	readonly changeType?: Text;
	readonly changeName?: Text;
	readonly entityType?: Text;
	/** A product or offer id, or a `$Name.Entity.Identifier` reference to a Create change of the same set. */
	readonly identifier?: Text;
	/** Whichever of `Details` (a string of JSON, already read) and `DetailsDocument` is there. */
	readonly details?: SourceNode;
	readonly detailsForm?: 'Details' | 'DetailsDocument' | 'both';
	/** The `Details` string itself, for its length. */
	readonly detailsText?: Text;
	/** `ErrorDetailList` of a `DescribeChangeSet` answer: why AWS refused the change. */
	readonly errors?: readonly {readonly place: Place; readonly code?: Text; readonly message?: Text}[];
};

/** A `StartChangeSet` request. */
export type ChangeSet = {
	readonly file: string;
	/** The `ChangeSet` key. */
	readonly place: Place;
	/** A whole request, a `DescribeChangeSet` answer, or changes alone as the command line takes them (the catalog is then an argument). */
	readonly form: 'request' | 'answer' | 'changes';
	readonly catalog?: Text;
	readonly intent?: Text;
	readonly name?: Text;
	readonly changes: readonly Change[];
};

/** The AMI behind a delivery option. */
export type AmiSource = {
	readonly place: Place;
	readonly amiId?: Text;
	readonly accessRoleArn?: Text;
	readonly userName?: Text;
	readonly scanningPort?: Located<number>;
	readonly operatingSystemName?: Text;
	readonly operatingSystemVersion?: Text;
	/** Answers only. */
	readonly architecture?: Text;
	readonly virtualizationType?: Text;
};

/** A recommended security-group rule of a standalone option. */
export type SecurityGroup = {
	readonly place: Place;
	readonly protocol?: Text;
	readonly fromPort?: Located<number>;
	readonly toPort?: Located<number>;
	readonly cidrs: readonly (Text & {readonly reach: Reach})[];
	/** All of its ranges together: `0.0.0.0/1` beside `128.0.0.0/1` is everyone. */
	readonly reach: Reach;
};

/** One way to launch a version: the AMI alone (`standalone`) or AMI with CloudFormation (`template`). */
export type DeliveryOption = {
	readonly kind: 'standalone' | 'template';
	readonly place: Place;
	readonly id?: Text;
	readonly title?: Text;
	readonly shortDescription?: Text;
	readonly longDescription?: Text;
	readonly usageInstructions?: Text;
	readonly recommendedInstanceType?: Text;
	/** URL of the architecture diagram. */
	readonly architectureDiagram?: Text;
	/** URL of the (root) template. */
	readonly templateUrl?: Text;
	/** `TemplateSources` of a template option. */
	readonly templateSources: readonly {readonly place: Place; readonly parameterName?: Text; readonly ami?: AmiSource}[];
	/** The AMI: the standalone option's own, or a template option's single source. */
	readonly ami?: AmiSource;
	readonly endpoint?: {readonly place: Place; readonly protocol?: Text; readonly port?: Located<number>; readonly relativePath?: Text};
	readonly securityGroups: readonly SecurityGroup[];
	readonly visibility?: Text;
};

/** A product version. */
export type Version = {
	readonly place: Place;
	/** `add` for `AddDeliveryOptions`, `update` for `UpdateDeliveryOptions`, `listed` for one that an answer or a page shows. */
	readonly state: 'add' | 'update' | 'listed';
	readonly id?: Text;
	readonly title?: Text;
	readonly releaseNotes?: Text;
	readonly upgradeInstructions?: Text;
	readonly options: readonly DeliveryOption[];
};

/** A pricing dimension. */
export type Dimension = {
	readonly place: Place;
	readonly key?: Text;
	readonly name?: Text;
	readonly description?: Text;
	readonly unit?: Text;
	readonly types: readonly Text[];
	/** Which change brought it; `listed` in answers. */
	readonly state: 'add' | 'update' | 'restrict' | 'listed';
};

/** One product, from one file. */
export type Listing = {
	readonly form: ListingForm;
	readonly file: string;
	/** What to point at when something is missing altogether. */
	readonly place: Place;
	/** The product's id, or the change name that creates it (`$Name.Entity.Identifier`). */
	readonly productId?: Text;
	/** `productId` without the revision that an answer appends: what two files about one product have in common. */
	readonly product?: string;
	readonly title?: Text;
	readonly shortDescription?: Text;
	readonly longDescription?: Text;
	readonly sku?: Text;
	readonly logoUrl?: Text;
	readonly videoUrls: readonly Text[];
	readonly highlights: readonly Text[];
	readonly resources: readonly {readonly place: Place; readonly text?: Text; readonly url?: Text}[];
	readonly supportDescription?: Text;
	readonly categories: readonly Text[];
	readonly keywords: readonly Text[];
	/** The seller's name, where the form shows it (`Manufacturer`, "Sold by"). */
	readonly seller?: Text;
	readonly visibility?: Text;
	readonly regions: readonly Text[];
	readonly restrictedRegions: readonly Text[];
	readonly instanceTypes: readonly Text[];
	readonly restrictedInstanceTypes: readonly Text[];
	readonly dimensions: readonly Dimension[];
	readonly buyerAccounts: readonly Text[];
	/** Newest first in answers; in request order in change sets. */
	readonly versions: readonly Version[];
	/** Pricing as a saved page words it; requests and answers have it in their offer. */
	readonly pricingText?: Text;
	/** Delivery methods as a saved page words them. */
	readonly deliveryMethodTexts: readonly Text[];
	/** Whether the file creates the product, so that all required fields must stand in it. */
	readonly creates: boolean;
};

/** A price row of a rate card. */
export type RateCardRow = {readonly place: Place; readonly dimensionKey?: Text; readonly price?: Text};

/** One term of an offer, as its `Type` says. */
export type PricingTerm = {
	readonly place: Place;
	readonly type?: Text;
	readonly currencyCode?: Text;
	readonly price?: Text;
	readonly rateCards: readonly (readonly RateCardRow[])[];
};

/** A public offer: price, EULA, refunds. */
export type Offer = {
	readonly form: ListingForm;
	readonly file: string;
	readonly place: Place;
	readonly offerId?: Text;
	readonly productId?: Text;
	readonly name?: Text;
	readonly description?: Text;
	readonly pricingModel?: Text;
	readonly terms: readonly PricingTerm[];
	readonly legalDocuments: readonly {readonly place: Place; readonly type?: Text; readonly url?: Text; readonly version?: Text}[];
	readonly refundPolicy?: Text;
	/** Whether the file creates the offer. */
	readonly creates: boolean;
};
