import {defineValidator, type Text} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** Amazon S3's host names: virtual-hosted and path style, with or without Region, dual-stack, China. That http will not do is listing/valid-format's to say. */
const s3Host = /^https?:\/\/(?:[a-z0-9][a-z0-9.-]*\.)?s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?\//i;

export const requireS3Url = defineValidator({
	id: 'listing/require-s3-url',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Templates, architecture diagrams, logos and own EULAs are public objects in Amazon S3.',
	why: 'AWS copies them from S3 when the change set is applied. A CDN or a custom domain in front of a bucket may work, but is not documented.',
	source: pages.versions,
	reads: ['listings'],
	mayRead: ['offers'],
	messages: {
		elsewhere: {
			message: 'The {what} is not at an Amazon S3 address.',
			help: 'Upload it to a public S3 object and give that URL, for example https://your-bucket.s3.amazonaws.com/….',
		},
	},
	examples: [
		{
			name: 'a template on a code host',
			files: {'listing.json': version([withTemplate({Template: 'https://code.example.com/larkspur/root.yaml'})])},
			expect: [{message: 'elsewhere', at: '"https://code.example.com/larkspur/root.yaml"'}],
		},
		{
			name: 'S3 addresses of several styles',
			files: {
				'listing.json': version([
					withTemplate({
						Template: 'https://s3.eu-west-1.amazonaws.com/larkspur-media/root.yaml',
						ArchitectureDiagram: 'http://larkspur.media.s3.dualstack.us-east-1.amazonaws.com/d.png',
					}),
				]),
			},
			expect: [],
		},
	],
	*check({listings, offers = []}) {
		const urls: (readonly [string, Text | undefined])[] = [];
		for (const {logoUrl, versions, form} of listings) {
			if (form !== 'page') urls.push(['logo', logoUrl]);
			for (const option of versions.flatMap(({options}) => options))
				urls.push(['template', option.templateUrl], ['architecture diagram', option.architectureDiagram]);
		}
		for (const {legalDocuments} of offers) for (const {type, url} of legalDocuments) if (type?.value.startsWith('Custom')) urls.push(['EULA', url]);
		for (const [what, url] of urls) {
			// An empty URL is listing/valid-format's to name.
			if (url !== undefined && url.value !== '' && !s3Host.test(url.value)) yield {message: 'elsewhere', place: url.place, subject: url.value, data: {what}};
		}
	},
});
