/** Character references (`&amp;`, `&#8217;`) by the HTML standard's whole table, with the source range of each. */

import {DecodingMode, EntityDecoder, htmlDecodeTree} from 'entities/decode';

/** How a reference may end: in HTML text some need no `;`, in an attribute fewer, elsewhere (Markdown) all need one. */
export type ReferenceMode = 'text' | 'attribute' | 'strict';

const modes = {text: DecodingMode.Legacy, attribute: DecodingMode.Attribute, strict: DecodingMode.Strict} satisfies Record<ReferenceMode, DecodingMode>;

/** The character reference that starts at an offset (of its `&`), or nothing. */
export function entityAt(source: string, at: number, mode: ReferenceMode = 'strict'): {readonly text: string; readonly end: number} | undefined {
	let text = '';
	let length = 0;
	// A name may stand for two characters, which come one after the other with the same length.
	const decoder = new EntityDecoder(htmlDecodeTree, (code, consumed) => {
		text += String.fromCodePoint(code);
		length = consumed;
	});
	decoder.startEntity(modes[mode]);
	if (decoder.write(source, at + 1) < 0) decoder.end();
	return length === 0 ? undefined : {text, end: at + length};
}
