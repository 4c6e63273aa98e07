/** Regions and zones of AWS. */

import type {Sourced} from '../limits.ts';

const source = 'https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html';
const read = '2026-11-24';

/** Regions that every AWS account has from the start; all others must be enabled. */
export const defaultRegions: Sourced & {readonly names: readonly string[]} = {
	names: [
		'ap-northeast-1',
		'ap-northeast-2',
		'ap-northeast-3',
		'ap-south-1',
		'ap-southeast-1',
		'ap-southeast-2',
		'ca-central-1',
		'eu-central-1',
		'eu-north-1',
		'eu-west-1',
		'eu-west-2',
		'eu-west-3',
		'sa-east-1',
		'us-east-1',
		'us-east-2',
		'us-west-1',
		'us-west-2',
	],
	source,
	read,
};

const area = '(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:northeast|northwest|southeast|southwest|north|south|east|west|central)-[1-9]';

/** Names as AWS builds them, so that Regions to come are known too. The first group is a zone's letter, the second a zone id. */
export const locationNames: Sourced & {readonly pattern: RegExp} = {
	pattern: new RegExp(`\\b${area}(?:([a-z])(?![a-z0-9])|(?![a-z0-9]))|\\b([a-z]{3,4}[1-9]-az[1-9])\\b`, 'g'),
	source,
	read,
};
