import {defineValidator} from '../../src/contract.ts';
import {changeSet, json, standalone, version} from '../../src/examples.ts';
import {replaced} from '../../src/hits/fixes.ts';
import {characters, fieldRules, pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/** One finding for each character, but not hundreds for a file with Windows line ends. */
const mostPerField = 20;

export const noControlCharacters = defineValidator({
	id: 'listing/no-control-characters',
	policy: 'delivery.listing-requirements',
	severity: 'error',
	about: 'No text holds control characters other than tab and line feed.',
	source: pages.apiProducts,
	reads: ['listingFields'],
	messages: {
		carriageReturn: {
			message: 'A carriage return (U+000D) in the {name}, which AWS refuses.',
			help: 'End lines with a line feed alone (\\n), not with \\r\\n.',
		},
		control: {message: 'The control character {code} in the {name}, which AWS refuses.', help: 'Remove it.'},
	},
	examples: [
		{
			name: 'a Windows line end and a stray backspace',
			files: {'change-set.json': changeSet('UpdateInformation', {LongDescription: 'One.\r\nTwo.', ShortDescription: 'A qu\beue.'})},
			expect: [
				{message: 'carriageReturn', at: '\\r', subject: 'LongDescription'},
				{message: 'control', at: '\\b', subject: 'ShortDescription'},
			],
		},
		{
			name: 'usage instructions, for which AWS does not document the rule',
			files: {'version.json': version([standalone({UsageInstructions: '1. Launch.\r\n2. Open.'})])},
			expect: [{message: 'carriageReturn', at: '\\r'}],
		},
		{name: 'tab and line feed', files: {'change-set.json': changeSet('UpdateInformation', {LongDescription: 'One.\n\tTwo.'})}, expect: []},
		{
			name: 'line ends inside a Details string, which is no text of the listing',
			files: {
				'change-set.json': json([{ChangeType: 'CreateProduct', Entity: {Type: 'AmiProduct@1.0'}, Details: '{\r\n"ProductTitle": "Larkspur"\r\n}'}]),
			},
			expect: [],
		},
	],
	*check({listingFields}) {
		for (const {name, label, text, form} of listingFields) {
			const {label: words, group} = fieldRules[name];
			// Line ends of a page are HTML's, and those around the details of a request are JSON's.
			if (text === undefined || form === 'page' || group === 'request') continue;
			// AWS documents this for UpdateInformation alone; elsewhere a person looks.
			const severity = group === 'information' ? 'error' : 'warning';
			let count = 0;
			for (const {0: character, index} of text.value.matchAll(characters.control.regex)) {
				if (++count > mostPerField) break;
				const offered = replaced('Remove the character', text, [{start: index, end: index + 1, by: ''}]);
				const at = {severity, subject: label, place: spanOf(text, index, index + 1), ...offered} as const;
				const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
				if (character === '\r') yield {message: 'carriageReturn', ...at, data: {name: words}};
				else yield {message: 'control', ...at, data: {name: words, code}};
			}
		}
	},
	shows({listingFields}) {
		const count = listingFields.filter(({name, text, form}) => text !== undefined && form !== 'page' && fieldRules[name].group === 'information').length;
		return count === 0 ? undefined : `${count} texts of the product page hold no control characters`;
	},
});
