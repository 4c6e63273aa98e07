import {readConfig} from '../../../src/config.ts';
import {hoverOnName} from '../../../src/lsp/hover.ts';
import {movesBetween} from '../../../src/lsp/moved.ts';
import {nameOf, pathOf} from '../../../src/lsp/uris.ts';
import {waiverEntry} from '../../../src/lsp/waiver-entry.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken, rules} from '../oracles.ts';
import {exampleFiles} from '../seeds.ts';
import {yaml} from '../words.ts';

const border = '\n=====\n';
const rule = rules[0]?.id ?? '';

const target: Target = {
	about: 'what an editor asks: the settings before and after typing, with a line of ===== between them and a URI behind another',
	longest: 6000,
	seeds: () => exampleFiles('shelfready.yaml').map((bytes) => Buffer.concat([bytes, Buffer.from(border), bytes, Buffer.from(`${border}file:///a/b%20c.yaml`)])),
	words: [
		...yaml,
		border,
		'waivers:',
		'- {rule: x, reason: y}',
		'waivers: []',
		'file:///',
		'%zz',
		'%2f',
		'untitled:x',
		...rules.slice(0, 10).map(({id}) => id),
	],
	async run(bytes) {
		const [before = '', after = '', uri = ''] = Buffer.from(bytes).toString('utf8').split(border);
		pathOf(uri);
		nameOf(uri);
		const move = movesBetween(before, after);
		for (let at = 0; at < before.length; at += 1 + Math.floor(before.length / 20)) {
			const [start, end] = move([at, Math.min(at + 3, before.length)]);
			if (start < 0 || end < start || end > after.length) throw new Broken(`a range moves to ${start} to ${end} of ${after.length}`);
		}
		for (let offset = 0; offset <= before.length; offset += 1 + Math.floor(before.length / 20)) hoverOnName(before, offset, rules);
		const insertion = await waiverEntry(before, {rule, subject: 'Host'});
		assertUnpolluted();
		if (insertion === undefined) return;
		if (insertion.at < 0 || insertion.at > before.length) throw new Broken(`the waiver goes to ${insertion.at} of ${before.length}`);
		const context = {file: 'shelfready.yaml', validators: rules};
		if ('errors' in (await readConfig(before, context))) return;
		const {at, text, reasonAt} = insertion;
		const entered = before.slice(0, at) + text + before.slice(at);
		const written = `${entered.slice(0, reasonAt)}agreed${entered.slice(reasonAt)}`;
		const read = await readConfig(written, context);
		if ('errors' in read) throw new Broken(`with the waiver the settings are wrong: ${read.errors[0]}`);
	},
};
export default target;
