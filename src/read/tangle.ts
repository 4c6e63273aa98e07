/** Whether an HTML text would take a tree builder (cheerio reads listing pages) too long: told by one pass over its tags. */

import {tagAt} from './documents/html-tags.ts';

/** Elements inside each other. 100,000 take cheerio 50 s, and the time grows with the square. */
const maxDepth = 2000;

/** Nodes that formatting left open may come to: a tree builder opens each again in every block that follows. */
const maxReopened = 5_000_000;

const formatting = new Set(['a', 'b', 'big', 'code', 'em', 'font', 'i', 'nobr', 's', 'small', 'strike', 'strong', 'tt', 'u']);

/** Elements without an end tag, and those that may leave theirs out. */
const unclosed = new Set(
	'area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option optgroup colgroup html head body'.split(' '),
);

const raw = new Set(['script', 'style', 'textarea', 'title']);

export function isTangled(html: string): boolean {
	let depth = 0;
	let open = 0;
	let mostOpen = 0;
	let tags = 0;
	for (let at = html.indexOf('<'); at >= 0; ) {
		const tag = tagAt(html, at, html.length);
		let end = tag?.end ?? at + 1;
		if (tag !== undefined && tag.kind !== 'comment') {
			tags++;
			const step = tag.kind === 'open' ? 1 : -1;
			if (!unclosed.has(tag.name) && !raw.has(tag.name)) depth = Math.max(0, depth + step);
			if (formatting.has(tag.name)) open = Math.max(0, open + step);
			mostOpen = Math.max(mostOpen, open);
			if (depth > maxDepth || mostOpen * tags > maxReopened) return true;
			if (raw.has(tag.name) && tag.kind === 'open') end = afterRaw(html, tag.name, end);
		}
		at = html.indexOf('<', end);
	}
	return false;
}

function afterRaw(html: string, name: string, from: number): number {
	const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
	closing.lastIndex = from;
	return closing.exec(html)?.index ?? html.length;
}
