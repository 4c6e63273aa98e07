import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const german =
	'Starten Sie die Instanz aus dem AWS Marketplace und warten Sie zwei Minuten. Öffnen Sie danach die Konsole auf Port 8443 und melden Sie sich als admin an; das Kennwort steht im Systemprotokoll der Instanz.';

export const assessed = defineValidator({
	id: 'language/assessed',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'Every text was read by the language rules, or is said to be not assessed.',
	why: 'The language rules read English alone. A text in another language was not looked at, and is not fine for that.',
	source: pages.checklist,
	reads: ['judged'],
	messages: {
		foreign: {
			message: 'This text is in {language}; the language rules did not assess it.',
			help: 'Hand in the text that buyers on AWS Marketplace read, in English, or have a person read this one.',
		},
	},
	examples: [
		{name: 'a guide in German', files: {'guide.md': `# Larkspur\n\n${german}`}, expect: [{message: 'foreign', at: 'Larkspur', subject: 'German'}]},
		{name: 'English', files: {'guide.md': '# Larkspur\n\nLaunch the instance from AWS Marketplace and wait for two minutes.'}, expect: []},
		{name: 'a word or two', files: {'guide.md': '# Larkspur\n\nGrüezi mitenand!'}, expect: []},
	],
	*check({judged}) {
		for (const {text, language} of judged.foreign) yield {message: 'foreign', place: text.place, subject: language, data: {language}};
	},
});
