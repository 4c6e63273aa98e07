/**
 * The tags of HTML and the text between them, in one linear pass: htmlparser2's tokenizer, with the states of the HTML standard.
 * Not its parser: that keeps a stack of elements, and 200,000 open ones take it half a minute.
 */

import {tokenizerOf} from '../tokenizer.ts';

export type Tag = {
	readonly kind: 'open' | 'close';
	/** Lower case. */
	readonly name: string;
	readonly start: number;
	/** After the `>`; of an end tag, after its name. */
	readonly end: number;
	/** Whether it is written `<name/>`. */
	readonly selfClosing?: true;
	/** Source range of the value of its first `alt` attribute. */
	readonly alt?: readonly [start: number, end: number];
};

/** What is told of tags and text. Comments and declarations are left out; so is a tag that the end of the text cuts off. */
export type TagListener = {
	readonly tag: (tag: Tag) => void;
	/** Text as written, character references and all. May come in several pieces. */
	readonly text?: (start: number, end: number) => void;
	/** Asked after each tag: whether to stop. */
	readonly isDone: () => boolean;
	/** Whether the place is inside SVG or MathML, where `<title>` and `<style>` hold tags like any other. */
	readonly isForeign: () => boolean;
};

/** Goes over a stretch of HTML. Offsets are those of the whole source. */
export function readTags(source: string, listener: TagListener, from = 0, to = source.length): void {
	const html = source.slice(from, to);
	let open = {name: '', start: 0};
	let alt: Tag['alt'];
	let isAlt = false;
	const tell = (tag: Tag) => {
		listener.tag(tag);
		if (listener.isDone()) tokenizer.pause();
	};
	const endOpen = (end: number, more: {readonly selfClosing?: true} = {}) =>
		tell({kind: 'open', ...open, end: from + end + 1, ...more, ...(alt === undefined ? {} : {alt})});
	const tokenizer = tokenizerOf({
		ontext: (start, end) => listener.text?.(from + start, from + end),
		onopentagname(start, end) {
			open = {name: html.slice(start, end).toLowerCase(), start: from + start - 1};
			alt = undefined;
		},
		onattribname(start, end) {
			isAlt = alt === undefined && end - start === 3 && html.slice(start, end).toLowerCase() === 'alt';
		},
		onattribdata(start, end) {
			if (isAlt) alt = [from + start, from + end];
		},
		onopentagend: (end) => endOpen(end),
		onselfclosingtag: (end) => endOpen(end, {selfClosing: true}),
		onclosetag: (start, end) => tell({kind: 'close', name: html.slice(start, end).toLowerCase(), start: from + start - 2, end: from + end}),
		isInForeignContext: listener.isForeign,
	});
	tokenizer.write(html);
	tokenizer.end();
}
