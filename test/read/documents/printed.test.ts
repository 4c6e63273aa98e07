import test from 'ava';
import {readPrinted} from '../../../src/read/documents/printed.ts';
import {outline} from '../../helpers/documents.ts';

const of = (script: string) => outline(readPrinted(script, 'x')).map(([, text]) => text);

const scripts: Readonly<Record<string, readonly [string, readonly string[]]>> = {
	'lines that follow each other are one paragraph': ['echo "Buy the enterprise edition"\necho "at our shop."\n', ['Buy the enterprise edition at our shop.']],
	'an empty echo or another command parts them': ['echo "One."\necho\necho "Two."\nls -l\necho "Three."\n', ['One.', 'Two.', 'Three.']],
	'after other commands, before others': ['[ -x /a ] && echo "One." > /tmp/x; ls "$x" | cat\nif x; then echo Two, bare.; fi\n', ['One. Two, bare.']],
	'options, colours, escapes, line breaks': [
		'echo -en "\\033[1mBold\\e[0m and \\"plain\\"\\nNext"\nprintf \'\\nIt is %s\\n\' x\n',
		['Bold and plain Next It is %s x'],
	],
	comments: ['# echo "No."\necho "Yes." # echo\n', ['Yes.']],
	'here-documents': [
		'cat <<-"END" >> /etc/motd\n\tFirst line\n\tgoes on.\n\n\t* an item\n\tEND\necho After.\ncat << X\nopen',
		['First line goes on.', 'an item', 'After.', 'open'],
	],
	'here-strings and other programs': ['cat <<< "x"\nechoes "no"\nmyecho no\n', []],
	'quotes of the other kind': [`echo "it's on" 'say "yes"'\n`, [`it's on say "yes"`]],
	nothing: ['', []],
};

for (const [name, [script, expected]] of Object.entries(scripts)) {
	test(`printed: ${name}`, (t) => t.deepEqual(of(script), expected));
}

test('places are those of the script', (t) => {
	const script = '#!/bin/sh\r\n\r\necho "Register first."\r\n';
	const [block] = readPrinted(script, 'x').document?.blocks ?? [];
	t.is(script.slice(...(block?.place.range ?? [0, 0])), 'Register first.');
});

test('hostile scripts are read in time', (t) => {
	const started = Date.now();
	for (const piece of ['echo ', 'echo "', 'cat ', 'cat <', ';', '; ', '\\', 'echo \\', '<<A', 'then echo -e ', "'"]) {
		of(piece.repeat(20_000));
		of(`${piece}\n`.repeat(5_000));
	}
	t.true(Date.now() - started < 10_000, `${Date.now() - started} ms`);
});
