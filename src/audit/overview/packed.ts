/** Data that a page carries for its script: gzipped, as base64, so that it is small and nothing in it can be taken for markup. */

import {promisify} from 'node:util';
import {gzip} from 'node:zlib';
import {html, type Markup} from '../../report/html/markup.ts';

const gzipped = promisify(gzip);

/** The element that holds the data. `json` is JSON. Packing is done on another thread. */
export async function packed(id: string, json: string): Promise<Markup> {
	const bytes = await gzipped(json);
	return html`<script type="application/octet-stream" id="${id}">${bytes.toString('base64')}</script>`;
}
