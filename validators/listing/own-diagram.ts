import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const diagram = 'https://larkspur-media.s3.amazonaws.com/2.4.0/diagram.png';

export const ownDiagram = defineValidator({
	id: 'listing/own-diagram',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'Each template option has an architecture diagram of its own.',
	source: pages.submit,
	reads: ['listings'],
	messages: {
		shared: {message: 'This diagram is already that of "{other}".', help: 'Draw what this option deploys, and link its own image.'},
	},
	examples: [
		{
			name: 'one diagram for two options',
			files: {'listing.json': version([withTemplate({}, {}, 'New VPC'), withTemplate({}, {}, 'Your VPC')])},
			expect: [{message: 'shared', at: `"${diagram}"`}],
		},
		{
			name: 'a diagram each',
			files: {
				'listing.json': version([
					withTemplate({}, {}, 'New VPC'),
					withTemplate({ArchitectureDiagram: 'https://larkspur-media.s3.amazonaws.com/2.4.0/yours.png'}, {}, 'Your VPC'),
				]),
			},
			expect: [],
		},
	],
	*check({listings}) {
		for (const {options} of listings.flatMap(({versions}) => versions)) {
			const owners = new Map<string, string>();
			for (const {architectureDiagram: url, title, kind} of options) {
				if (url === undefined || kind !== 'template') continue;
				const other = owners.get(url.value);
				if (other === undefined) owners.set(url.value, title?.value ?? 'another option');
				else yield {message: 'shared', place: url.place, subject: title?.value ?? 'ArchitectureDiagram', data: {other}};
			}
		}
	},
});
