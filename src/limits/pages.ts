/** The pages that facts come from. */

/** A fact set by AWS. */
export type Sourced = {
	/** The AWS page that says so, or the seller's report for what AWS does not publish. */
	readonly source: string;
	/** Day on which the source was read, `YYYY-MM-DD`. */
	readonly read: string;
};

const guide = 'https://docs.aws.amazon.com/marketplace/latest/userguide/';
const developer = 'https://docs.aws.amazon.com/marketplace/latest/developerguide/';

/** The AWS pages that rules cite, by the keys that our notes use. */
export const pages = {
	cloudformation: `${guide}cloudformation.html`,
	versions: `${guide}single-ami-versions.html`,
	usage: `${guide}ami-container-product-usage-instructions.html`,
	create: `${guide}ami-single-ami-products.html`,
	submit: `${guide}product-submission.html`,
	checklist: `${guide}aws-marketplace-listing-checklist.html`,
	policy: `${guide}product-and-ami-policies.html`,
	bestPractices: `${guide}best-practices-for-building-your-amis.html`,
	access: `${guide}single-ami-marketplace-ami-access.html`,
	metadata: `${guide}categories-and-metadata.html`,
	refunds: `${guide}refunds.html`,
	serverless: `${guide}cloudformation-serverless-application.html`,
	categories: 'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-product-categories.html',
	amiAliases: 'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-ami-aliases.html',
	apiAmi: `${developer}work-with-single-ami-products.html`,
	apiProducts: `${developer}work-with-seller-products.html`,
	startChangeSet: 'https://docs.aws.amazon.com/marketplace/latest/APIReference/API_StartChangeSet.html',
	describeEntity: 'https://docs.aws.amazon.com/marketplace/latest/APIReference/API_DescribeEntity.html',
	shapes: 'https://github.com/awslabs/aws-marketplace-catalog-api-shapes-for-python',
	samples: 'https://github.com/aws-samples/aws-marketplace-reference-code/tree/main/java/resources/changeSets',
} as const;
