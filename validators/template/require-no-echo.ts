import {defineValidator, type Fix, type Mend} from '../../src/contract.ts';
import type {Parameter} from '../../src/evidence/template.ts';
import {pages} from '../../src/limits.ts';
import {entryOf, type MapNode} from '../../src/tree.ts';

const parameter = (name: string, rest = '') => `Parameters:\n  ${name}: {Type: String${rest}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

export const requireNoEcho = defineValidator({
	id: 'template/require-no-echo',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A parameter for a password or another secret is hidden by NoEcho.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		shown: {message: '{parameter} asks for a secret, and the console shows it to whoever sees the stack.', help: 'Add NoEcho: true to it.'},
	},
	examples: [
		{name: 'a password', files: {'template.yaml': parameter('AdminPassword')}, expect: [{message: 'shown', at: 'AdminPassword', subject: 'AdminPassword'}]},
		{name: 'NoEcho turned off', files: {'template.yaml': parameter('AdminPassword', ', NoEcho: false')}, expect: [{message: 'shown', at: 'AdminPassword'}]},
		{name: 'a token', files: {'template.yaml': parameter('JoinToken')}, expect: [{message: 'shown', at: 'JoinToken'}]},
		{name: 'a hidden password', files: {'template.yaml': parameter('AdminPassword', ', NoEcho: true')}, expect: []},
		{name: 'the name of a key pair', files: {'template.yaml': parameter('KeyName')}, expect: []},
		{name: 'AWS keys, which must not be asked for at all', files: {'template.yaml': parameter('SecretAccessKey')}, expect: []},
		{name: 'a choice', files: {'template.yaml': parameter('Password', ', AllowedValues: [drawn, typed]')}, expect: []},
	],
	*check({templates}) {
		for (const [{name, sensitive, noEcho, place, node}, isCut] of templates.flatMap(({parameters, cut}) =>
			parameters.map((parameter) => [parameter, cut] as const),
		)) {
			// Keys of an AWS account must not be asked for at all, hidden or not: that is another rule's word.
			if (sensitive === undefined || sensitive === 'aws-key' || noEcho?.value === true || (noEcho === undefined && isCut)) continue;
			// A hash is not the password itself; what else is no password is taken for a secret by its name alone.
			yield {
				message: 'shown',
				place,
				subject: name,
				...(sensitive === 'secret' || /hash(?:ed)?$/i.test(name) ? {severity: 'warning' as const} : {}),
				data: {parameter: name},
				...fixOf(place.file, node, noEcho),
			};
		}
	},
});

/** The console hides what is typed; the stack is the same. */
function fixOf(file: string, node: MapNode, noEcho: Parameter['noEcho']): {readonly fix?: Fix<Mend>} {
	const description = 'Add NoEcho: true';
	if (noEcho?.place.range !== undefined) return {fix: {description: 'Set NoEcho: true', safe: true, edits: [{file, range: noEcho.place.range, value: 'true'}]}};
	const [first, second] = node.entries;
	const before = (second ?? first)?.keyRange[0];
	if (before === undefined || entryOf(node, 'NoEcho') !== undefined) return {};
	return {fix: {description, safe: true, edits: [{file, insert: {key: 'NoEcho', value: 'true'}, into: node.range[0], before}]}};
}
