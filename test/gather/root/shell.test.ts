import test from 'ava';
import {wordsOf} from '../../../src/gather/root/shell/acts.ts';
import {actsOf} from '../../../src/gather/root/shell/run.ts';
import {isSpent, shellOf} from '../../../src/gather/root/shell/shell.ts';
import {commandsIn} from '../../../src/gather/root/shell/syntax/commands.ts';
import {literal} from '../../../src/gather/root/shell/syntax/tree.ts';
import {flat, originOf, sourceOfText} from '../../../src/gather/root/shell/values.ts';
import {systemOf} from '../../helpers/filesystem.ts';

/** The commands of a text, as words with one blank between; what is no plain text is a dot. */
function commandLines(text: string): readonly string[] {
	return commandsIn(text).map(({words}) => words.map((word) => literal(word) ?? '.').join(' '));
}

const reads = test.macro({
	exec(t, text: string, lines: readonly string[]) {
		t.deepEqual(commandLines(text), lines);
	},
	title: (given = '') => `commands: ${given}`,
});
test('separators', reads, 'a; b && c || d & e\nf', ['a', 'b', 'c', 'd', 'e', 'f']);
test('quotes and backslashes', reads, `echo 'a b' "c d" e\\ f g"h"'i' $'j\\tk'`, ['echo a b c d e f ghi j\tk']);
test('a line that goes on', reads, 'a \\\n b\nc |\n d', ['a b', 'c', 'd']);
test('comments', reads, 'a # b; c\n# d\ne#f', ['a', 'e#f']);
test('blocks', reads, 'if a; then b; elif c; then d; else e; fi\nwhile f; do g; done; { h; }; (i)', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
test('cases', reads, 'case $1 in start|begin) a ;; (stop) b;; *) c\nesac; d', ['case .', 'a', 'b', 'c', 'd']);
test('tests and sums', reads, '[[ a && ( b || c ) ]]; (( x > 1 )) && d $((1 + 2))', ['[[ a b c ]]', 'd .']);
test('arrays', reads, 'X=(a "b)" $(c)) d', ['d']);
test('a here-document', reads, "a <<EOF && b\nc; 'd\nEOF\ne <<-'X'\n\tf\n\tX\ng", ['a', 'b', 'e', 'g']);
test('substitutions that here-documents leave open', reads, 'a <<E\n$(\nE\n'.repeat(100), new Array<string>(100).fill('a'));
test('words that are reserved only where a command begins', reads, 'echo if then fi; done_x', ['echo if then fi', 'done_x']);
test('descriptors', reads, 'a 2>/dev/null >&2 <b 3', ['a 3']);
test('a block with more redirections than anybody writes', (t) => {
	const commands = commandsIn(`{ ${'a; '.repeat(5_000)}}${' >b'.repeat(10_000)}; c; { d; } >e`);
	t.is(commands.length, 5_002);
	t.true(commands.reduce((sum, {redirections}) => sum + redirections.length, 0) <= 100_000);
	t.is(commandsIn('{ a; b; } >c >d').flatMap(({redirections}) => redirections).length, 4);
});
test('what never ends', reads, 'a "b', ['a b']);

test('where words stand', (t) => {
	const text = `x; echo "a b"c $(d 'e')`;
	const [, echo] = commandsIn(text);
	t.deepEqual(
		echo?.words.map(({start, end}) => text.slice(start, end)),
		['echo', '"a b"c', "$(d 'e')"],
	);
	const inner = echo?.words[2]?.pieces[0];
	t.is(inner?.kind === 'output' ? text.slice(inner.commands[0]?.words[1]?.start, inner.commands[0]?.words[1]?.end) : '', "'e'");
});

test('a pipe reads from all commands of a block', (t) => {
	const commands = commandsIn('{ a; b; } | c | d');
	t.deepEqual(
		commands.map(({from}) => from),
		[[], [], [0, 1], [2]],
	);
});

/** The last program of a script: its words and input, with `?` for what is not known, and the origin of all. */
function last(script: string, files: Readonly<Record<string, string>> = {}): string {
	const text = {value: script, place: {file: 'image/x', range: [0, script.length] as const}};
	const act = actsOf(shellOf(systemOf(files)), sourceOfText(text), 'image/x').at(-1);
	if (act === undefined) return '';
	const parts = [...act.args.flat(), ...(act.input ?? [])];
	const line = [act.program, ...wordsOf(act), ...(act.input === undefined ? [] : [`< ${flat(act.input)}`])].join(' ');
	return `${originOf(parts)}: ${line.replaceAll('\uE000', '?')}`;
}

const comes = test.macro({
	exec(t, script: string, expected: string, files?: Readonly<Record<string, string>>) {
		t.is(last(script, files), expected);
	},
	title: (given = '') => `values: ${given}`,
});
test('a variable', comes, 'A=b; c $A', 'fixed: c b');
test('a variable that is not set', comes, 'c $A', 'unknown: c ?');
test('a variable with a default', comes, 'c ${A:-b}', 'fixed: c b');
test('a variable that may have been set anew', comes, 'A=b; if x; then A=$(y); fi; c $A', 'unknown: c ?');
test('a variable that is drawn where it was empty', comes, 'A=; if x; then A=$(pwgen 12 1); fi; c $A', 'random: c ?');
test('a variable that is drawn first and written then', comes, 'A=$(uuidgen)\nA=b\nc $A', 'fixed: c b');
test('a piece of a variable', comes, 'A=bcd; c ${A%d}', 'unknown: c ?');
test('a piece of something drawn', comes, 'A=$(openssl rand -hex 20); c ${A:0:8}', 'random: c ?');
test('a random device behind a pipe', comes, 'c $(tr -dc a-z < /dev/urandom | head -c 16)', 'random: c ?');
test('the instance id', comes, 'B=http://169.254.169.254/latest; c $(curl -s $B/meta-data/instance-id)', 'instance-id: c ?');
test('the instance id by a function', comes, 'get() { curl -s "http://169.254.169.254/latest/$1"; }\nc $(get meta-data/instance-id)', 'instance-id: c ?');
test(
	'a field of the identity document',
	comes,
	'c $(curl -s http://169.254.169.254/latest/dynamic/instance-identity/document | jq -r .instanceId)',
	'instance-id: c ?',
);
test('a hash of something written', comes, 'c $(openssl passwd -6 letmein1)', 'fixed: c letmein1');
test('what a pipe brings', comes, 'printf "%s:%s\\n" a "$(openssl rand -hex 4)" | chpasswd', 'random: chpasswd < a:?\n');
test('a here-document with variables', comes, 'A=b; c <<EOF\nd $A $E\nEOF', 'unknown: c < d b ?\n');
test('a here-document as it is', comes, "A=b; c <<'EOF'\nd $A\nEOF", 'fixed: c < d $A\n');
test('a file that was written before', comes, 'openssl rand -hex 9 > /root/word; c "$(cat /root/word)"', 'random: c ?');
test('settings that were written before', comes, 'cat > /root/s <<E\nA=b\nE\n. /root/s; c $A', 'fixed: c b');
test('settings of a file', comes, '. /etc/default/x; c $A', 'fixed: c b', {'etc/default/x': 'A=b\n'});
test('an argument of a script', comes, 'sh /opt/x.sh b', 'fixed: c b', {'opt/x.sh': 'c $1\n'});
test('a variable that a script is not told', comes, 'A=b; /opt/x.sh', 'unknown: c ?', {'opt/x.sh': '#!/bin/sh\nc $A\n'});
test('a variable that a script is told', comes, 'export A=b; /opt/x.sh', 'fixed: c b', {'opt/x.sh': '#!/bin/sh\nc $A\n'});
test('programs that run programs', comes, 'sudo -u x nohup timeout -k 5 30 env B=1 nice -n 5 c d', 'fixed: c d');
test('a script in a word', comes, `su - x -c "c 'd'"`, 'fixed: c d');
test('a function with arguments', comes, 'f() { local a=$1; shift; c $a $1; }; f b d', 'fixed: c b d');
test('a function that nobody calls', comes, 'f() { c d; }', 'fixed: c d');

const hostile = test.macro({
	exec(t, script: string) {
		const start = Date.now();
		last(script);
		t.true(Date.now() - start < 20_000);
	},
	title: (given = '') => `hostile text: ${given}`,
});
test('a million parentheses', hostile, '('.repeat(1_000_000));
test('nested substitutions', hostile, 'a $('.repeat(100_000));
test('nested backquotes', hostile, 'a `'.repeat(200_000));
test('nested expansions', hostile, '${a:-'.repeat(200_000));
test('nested tests', hostile, '[[ ('.repeat(200_000));
test('here-documents without end', hostile, 'a <<E\n'.repeat(50_000));
test('quotes without end', hostile, `"$(a '`.repeat(100_000));
test('values that double', hostile, `A=aaaaaaaa\n${'A=$A$A\n'.repeat(1_000)}c $A`);
test(
	'functions that call each other twice',
	hostile,
	`${Array.from({length: 60}, (_, index) => `f${index}() { f${index + 1}; f${index + 1}; }\n`).join('')}f0`,
);
test('a function that calls itself', hostile, 'f() { f; f; }; f');
test('NULs', hostile, '\0a\0b\n'.repeat(100_000));
test('a script that reads itself', (t) => {
	t.is(last('. /opt/x.sh', {'opt/x.sh': '. /opt/x.sh; . /opt/x.sh\n'}).split(' ')[1], '.');
});
test('texts that are evaluated within each other come to what they say', (t) => {
	t.is(last(`${'eval '.repeat(15)}c ${'d '.repeat(10_000)}`).length, 'fixed: c'.length + 20_000);
	t.true(last('eval '.repeat(20_000)).startsWith('fixed: eval eval'));
});
test('a text that is evaluated again and again', comes, `x='${'a '.repeat(15_000)}'\n${'eval "$x"\n'.repeat(1_000)}A=b\nc $A`, 'fixed: c b');
test('a file that is read again and again', comes, `${'. /etc/x\n'.repeat(300)}c $A`, 'fixed: c b', {'etc/x': `A=b; ${'a '.repeat(100_000)}`});
test('what is left out of texts that are evaluated too often is still called', (t) => {
	const script = `x='${'a '.repeat(15_000)}'\n${'eval "$x"\n'.repeat(200)}`;
	const shell = shellOf(systemOf({}));
	const acts = actsOf(shell, sourceOfText({value: script, place: {file: 'image/x', range: [0, script.length]}}), 'image/x');
	t.is(acts.filter(({program}) => program === 'eval').length, 200);
	t.true(acts.filter(({program}) => program === 'a').length < 200);
	t.true(isSpent(shell));
	t.false(isSpent(shellOf(systemOf({}))));
});
test('a long word that programs are given too often is not known', (t) => {
	const given = (times: number) => last(`x=${'a'.repeat(60_000)}\n${'b $x\n'.repeat(times)}`);
	t.is(given(100), `fixed: b ${'a'.repeat(60_000)}`);
	t.is(given(4_000), 'unknown: b ?');
	t.is(last(`x=${'a'.repeat(2_000)}\n${'b $x\n'.repeat(10_000)}`), `fixed: b ${'a'.repeat(2_000)}`);
});
