import test from 'ava';
import {waiverEntry} from '../../src/lsp/waiver-entry.ts';

const entry = {rule: 'template/no-password-default', subject: 'Admin Password'};
const lines = (indent: string, end = '\n') =>
	`${indent}- rule: template/no-password-default${end}${indent}  subject: "Admin Password"${end}${indent}  reason: ${end}`;

const puts = test.macro(async (t, source: string | undefined, expected: string) => {
	const insertion = await waiverEntry(source, entry);
	const before = source ?? '';
	const text = before.slice(0, insertion?.at) + (insertion?.text ?? '') + before.slice(insertion?.at);
	t.is(text, expected);
	t.is(text.slice(0, insertion?.reasonAt).slice(-8), 'reason: ');
});

test('no file', puts, undefined, `waivers:\n${lines('  ')}`);
test('an empty file', puts, '', `waivers:\n${lines('  ')}`);
test('comments alone', puts, '# none yet\n', `# none yet\n\nwaivers:\n${lines('  ')}`);
test('other settings', puts, 'licensing: paid # for now', `licensing: paid # for now\n\nwaivers:\n${lines('  ')}`);
test('waivers without any', puts, 'waivers: # none\nedition: ami-2025\n', `waivers: # none\n${lines('  ')}edition: ami-2025\n`);
test(
	'waivers before other settings, a comment on the last',
	puts,
	'waivers:\n- rule: a/b\n  reason: x # agreed\n# end\nedition: ami-2025\n',
	`waivers:\n- rule: a/b\n  reason: x # agreed\n${lines('')}# end\nedition: ami-2025\n`,
);
test(
	'a reason of several lines',
	puts,
	'waivers:\n    - rule: a/b\n      reason: |\n        x\n        y\n',
	`waivers:\n    - rule: a/b\n      reason: |\n        x\n        y\n${lines('    ')}`,
);
test('a file that ends without a line break', puts, 'waivers:\n  - {rule: a/b, reason: x}', `waivers:\n  - {rule: a/b, reason: x}\n${lines('  ')}`);
test(
	'lines that end as on Windows',
	puts,
	'waivers:\r\n  - rule: a/b\r\n    reason: x\r\n',
	`waivers:\r\n  - rule: a/b\r\n    reason: x\r\n${lines('  ', '\r\n')}`,
);
const inline = '{rule: template/no-password-default, subject: "Admin Password", reason: }';
test('a list in brackets', puts, 'waivers: [{rule: a/b, reason: x}]\n', `waivers: [{rule: a/b, reason: x}, ${inline}]\n`);
test('an empty list in brackets', puts, 'waivers: []\n', `waivers: [${inline}]\n`);

const leaves = test.macro(async (t, source: string) => {
	t.is(await waiverEntry(source, entry), undefined);
});
test('no YAML', leaves, 'waivers: [\n');
test('settings in braces', leaves, '{licensing: paid}\n');
test('waivers that are none', leaves, 'waivers: nobody\n');
test('two documents', leaves, 'licensing: paid\n---\nlicensing: free\n');
