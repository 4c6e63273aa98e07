/** Private keys, tokens of services, secret keys of AWS and log-ins in addresses that stand in a template's texts, wherever these are. */

import type {Place, Text} from '../../contract.ts';
import type {EmbeddedCredential, Template} from '../../evidence/template.ts';
import {placeOf, type SourceNode, spanOf, textOf} from '../../tree.ts';
import {awsKeysIn} from '../root/credentials/aws-keys.ts';
import {doubted, type Found, mostOfFile, type RootText} from '../root/credentials/found.ts';
import {privateKeysIn} from '../root/credentials/private-keys.ts';
import {settingsIn} from '../root/credentials/settings.ts';
import {tokensIn} from '../root/credentials/tokens.ts';
import {leaveOut, tooLargeTemplate} from '../unread.ts';
import {callOf} from '../values.ts';
import type {Defaults} from './defaults.ts';
import {flatTextOf, markStart} from './flat-text.ts';

/** Nodes of one template that are searched. */
const maxNodes = 200_000;

/** The credentials of one template; ids of access keys, with their secrets, are found elsewhere. */
export function embeddedCredentialsOf({file, root}: Template, defaults: Defaults): readonly EmbeddedCredential[] {
	const found: EmbeddedCredential[] = [];
	const places = new Set<string>();
	for (const {text, pointer} of textsIn(file, root, defaults)) {
		for (const {kind, what, place, shown, doubt} of foundIn(text.value, () => leaveOut(defaults.unread, text.place, tooMany))) {
			// Places of what is found count in the text itself.
			const own = spanOf(text, ...(shown.range ?? [0, 0]));
			const key = `${own.range?.[0]} ${own.range?.[1]}`;
			if (places.has(key) || text.value.slice(...(place.range ?? [0, 0])).includes(markStart)) continue;
			places.add(key);
			const [, section = '', name = ''] = pointer.split('/');
			found.push({kind, what, owner: name === '' ? section : name, place: own, ...(doubt === undefined ? {} : {doubt})});
		}
	}
	return found;
}

const tooMany = `this text holds ${mostOfFile} or more credentials of one kind; not all of those from here on were told`;

type Located = {readonly text: Text; readonly pointer: string};

/** Each text of a template, and what each expression puts together: keys stand in `Fn::Join` line by line. */
function* textsIn(file: string, root: SourceNode, defaults: Defaults): Generator<Located> {
	const stack = [root];
	// Aliases let one expression stand in thousands of places.
	const read = new Set<number>();
	let left = maxNodes;
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		if (left-- <= 0) return leaveOut(defaults.unread, placeOf(file, node), tooLargeTemplate(maxNodes));
		const {pointer} = node;
		if (node.kind === 'scalar') {
			const text = read.has(node.range[0]) ? undefined : textOf(file, node);
			read.add(node.range[0]);
			if (text !== undefined) yield {text, pointer};
		} else if (/^Fn::(?:Sub|Join|Base64)$/.test(callOf(node)?.key ?? '')) {
			if (!read.has(node.range[0])) yield {text: flatTextOf(node, defaults, new Set()), pointer};
			read.add(node.range[0]);
		} else {
			const parts = node.kind === 'map' ? node.entries.map(({value}) => value) : node.items;
			for (const part of parts.slice(0, maxNodes).toReversed()) stack.push(part);
		}
	}
}

/** What the searches of root file systems find in a text; places count in the text itself. */
function foundIn(value: string, whenCut: () => void): readonly Found[] {
	const file: RootText = {path: '', standing: 'own', text: {value, place: {file: '', range: [0, value.length]}}};
	const keys = awsKeysIn(file).filter(({what}) => what.startsWith('a secret access key'));
	const logins = value.includes('://')
		? settingsIn(file.text)
				.filter(({what, place}) => what.startsWith('a password in an address') && !waits(value, place))
				.map((one) => (one.isDefault ? doubted(one) : one))
		: [];
	const lists = [privateKeysIn(file), tokensIn(file, true), keys, logins];
	if (lists.some(({length}) => length >= mostOfFile)) whenCut();
	return lists.flat();
}

/** Whether a password says of itself that it is to be replaced. */
function waits(value: string, {range = [0, 0]}: Place): boolean {
	return /^change/i.test(value.slice(...range));
}
