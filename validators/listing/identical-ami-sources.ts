import {defineValidator} from '../../src/contract.ts';
import type {AmiSource} from '../../src/evidence/listing.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** What must be the same in every `AmiSource`. `ScanningPort` is not listed for template options, so it is left out. */
const parts = {
	amiId: 'AmiId',
	accessRoleArn: 'AccessRoleArn',
	userName: 'UserName',
	operatingSystemName: 'OperatingSystemName',
	operatingSystemVersion: 'OperatingSystemVersion',
} as const;

export const identicalAmiSources = defineValidator({
	id: 'listing/identical-ami-sources',
	policy: 'delivery.single-ami',
	severity: 'error',
	about: 'All delivery options of a version carry the same AMI source.',
	why: 'One version is one AMI. A build for another architecture is another product.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		differs: {
			message: '{part} is {found} here, but {first} in the first option of this version.',
			help: 'Give every option of the version the same AmiSource; put another AMI into a version or product of its own.',
		},
	},
	examples: [
		{
			name: 'another AMI for the template',
			files: {'listing.json': version([standalone(), withTemplate({}, {AmiId: 'ami-0f9e8d7c6b5a43210'})])},
			expect: [{message: 'differs', at: '"ami-0f9e8d7c6b5a43210"', subject: 'AmiId'}],
		},
		{name: 'the same source', files: {'listing.json': version([standalone(), withTemplate()])}, expect: []},
	],
	*check({listings}) {
		for (const {options} of listings.flatMap(({versions}) => versions)) {
			const sources = options.flatMap(({kind, ami, templateSources}): readonly AmiSource[] =>
				kind === 'template' ? templateSources.flatMap((source) => (source.ami === undefined ? [] : [source.ami])) : ami === undefined ? [] : [ami],
			);
			const [first, ...others] = sources;
			for (const other of others) {
				for (const [key, part] of Object.entries(parts) as [keyof typeof parts, string][]) {
					const [a, b] = [first?.[key], other[key]];
					if (a !== undefined && b !== undefined && a.value !== b.value)
						yield {message: 'differs', place: b.place, subject: part, data: {part, found: b.value, first: a.value}};
				}
			}
		}
	},
});
