import {defineValidator} from '../../src/contract.ts';
import {changeSet} from '../../src/examples.ts';
import {mediaFileTypes} from '../../src/limits/advice.ts';
import {pages} from '../../src/limits.ts';

export const logoFileType = defineValidator({
	id: 'listing/logo-file-type',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'The logo is a PNG, JPG or GIF image.',
	source: pages.apiProducts,
	reads: ['listings'],
	messages: {
		otherType: {
			message: 'The logo is a .{extension} file; AWS takes png, jpg or gif (InvalidImageProperties).',
			help: 'Export the logo as PNG with a transparent background, 120 to 640 pixels, and link that.',
		},
	},
	examples: [
		{
			name: 'an SVG logo',
			files: {'listing.json': changeSet('UpdateInformation', {LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo.svg'})},
			expect: [{message: 'otherType', at: '"https://larkspur-media.s3.amazonaws.com/logo.svg"'}],
		},
		{name: 'a PNG logo', files: {'listing.json': changeSet('UpdateInformation', {LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo.PNG'})}, expect: []},
		{
			name: 'a URL that does not tell its type',
			files: {'listing.json': changeSet('UpdateInformation', {LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo'})},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {logoUrl} of listings) {
			const extension = /\/[^/?#]*\.([a-z0-9]{2,5})(?:[?#]|$)/i.exec(logoUrl?.value.replace(/^https?:\/\/[^/]*/i, '') ?? '')?.[1]?.toLowerCase();
			if (logoUrl !== undefined && extension !== undefined && !mediaFileTypes.extensions.includes(extension))
				yield {message: 'otherType', place: logoUrl.place, subject: 'LogoUrl', data: {extension}};
		}
	},
});
