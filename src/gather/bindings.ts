/** Delivery options and the template files that they name. */

import type {Binding} from '../evidence/binding.ts';
import type {DeliveryOption, Listing} from '../evidence/listing.ts';
import type {Template} from '../evidence/template.ts';
import {matchFile, segmentsOf} from './file-match.ts';

/** One binding for each delivery option with a template. `urls` (from the configuration) decide before the URL's last path segments do. */
export function gatherBindings(listings: readonly Listing[], templates: readonly Template[], urls: Readonly<Record<string, string>>): readonly Binding[] {
	return listings.flatMap((listing) =>
		listing.versions.flatMap((version) =>
			version.options
				.filter(({kind}) => kind === 'template')
				.map((option): Binding => {
					const template = templateOf(option, templates, urls);
					return {listing, version, option, ...(template === undefined ? {} : {template})};
				}),
		),
	);
}

function templateOf({templateUrl}: DeliveryOption, templates: readonly Template[], urls: Readonly<Record<string, string>>): Template | undefined {
	const url = templateUrl?.value.trim();
	if (url === undefined || url === '') return undefined;
	const configured = Object.hasOwn(urls, url) ? urls[url] : undefined;
	const files = templates.map((template) => template.file);
	const file = configured ?? matchFile(segmentsOf(url), files);
	return templates.find((template) => template.file === file);
}
