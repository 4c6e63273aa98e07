import {defineValidator} from '../../src/contract.ts';
import {standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const releaseNotesLabelTheUpdate = defineValidator({
	id: 'listing/release-notes-label-the-update',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Release notes label the update Critical, Important or Optional.',
	source: pages.usage,
	reads: ['listings'],
	messages: {
		unlabelled: {
			message: 'The release notes do not say whether the update is Critical, Important or Optional.',
			help: 'Begin with the label, for example: Important: fixes a crash when the disk is full.',
		},
	},
	examples: [
		{
			name: 'notes without a label',
			files: {'listing.json': version([standalone()], {ReleaseNotes: 'Faster start.'})},
			expect: [{message: 'unlabelled', at: '"Faster start."'}],
		},
		{name: 'notes with a label', files: {'listing.json': version([standalone()], {ReleaseNotes: 'This is an optional update: faster start.'})}, expect: []},
		{
			name: 'a word that only contains a label',
			files: {'listing.json': version([standalone()], {ReleaseNotes: 'The optionally shown bar is gone.'})},
			expect: [{message: 'unlabelled', at: '"The optionally shown bar is gone."'}],
		},
	],
	*check({listings}) {
		for (const {releaseNotes, state} of listings.flatMap(({versions}) => versions)) {
			// Versions that are out already can't be relabelled in a submission.
			if (state === 'listed' || releaseNotes === undefined || /\b(?:critical|important|optional)\b/i.test(releaseNotes.value)) continue;
			yield {message: 'unlabelled', place: releaseNotes.place, subject: 'Version.ReleaseNotes'};
		}
	},
});
