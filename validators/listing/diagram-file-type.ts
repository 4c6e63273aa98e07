import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {mediaFileTypes} from '../../src/limits/advice.ts';
import {pages} from '../../src/limits.ts';

const at = (name: string) => version([withTemplate({ArchitectureDiagram: `https://larkspur-media.s3.amazonaws.com/2.4.0/${name}`})]);

export const diagramFileType = defineValidator({
	id: 'listing/diagram-file-type',
	policy: 'delivery.template-requirements',
	// The types are documented for other media of the listing, not for diagrams.
	severity: 'warning',
	about: 'The architecture diagram is a PNG, JPG or GIF image.',
	source: pages.apiProducts,
	reads: ['listings'],
	messages: {
		otherType: {
			message: 'The architecture diagram is a .{extension} file; for other images of a listing AWS takes png, jpg or gif.',
			help: 'Export it as PNG of 1100 x 700 pixels and link that.',
		},
	},
	examples: [
		{
			name: 'a drawing',
			files: {'listing.json': at('diagram.drawio')},
			expect: [{message: 'otherType', at: '"https://larkspur-media.s3.amazonaws.com/2.4.0/diagram.drawio"'}],
		},
		{name: 'a PNG image with a query', files: {'listing.json': at('diagram.PNG?versionId=1.svg')}, expect: []},
		{name: 'a URL that does not tell its type', files: {'listing.json': at('diagram')}, expect: []},
	],
	*check({listings}) {
		for (const {architectureDiagram: url} of listings.flatMap(({versions}) => versions.flatMap(({options}) => options))) {
			const path = url?.value.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/)[0] ?? '';
			const extension = /\.([a-z0-9]{2,6})$/i.exec(path)?.[1]?.toLowerCase();
			if (url !== undefined && extension !== undefined && !mediaFileTypes.extensions.includes(extension))
				yield {message: 'otherType', place: url.place, subject: 'ArchitectureDiagram', data: {extension}};
		}
	},
});
