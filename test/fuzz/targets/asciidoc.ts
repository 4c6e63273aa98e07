import {fileTarget} from '../file-target.ts';
import {exampleFiles} from '../seeds.ts';

export default fileTarget('handbook.adoc', {
	about: 'a document in AsciiDoc',
	seeds: () => exampleFiles('.adoc'),
	words: [
		'= ',
		'== ',
		'----\n',
		'....\n',
		'====\n',
		'****\n',
		'|===\n',
		'|a |b\n',
		'[source,sh]\n',
		'include::x[]',
		'* ',
		'. ',
		'+\n',
		'term:: ',
		':a: b\n',
		'{a}',
		'link:x[y]',
		'<<a,b>>',
		'//// \n',
		'`+x+`',
		'__x__',
		'[[id]]',
		'NOTE: ',
		"'''\n",
	],
	kinds: {'handbook.adoc': 'docs'},
});
