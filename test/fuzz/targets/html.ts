import {fileTarget} from '../file-target.ts';
import {texts} from '../seeds.ts';
import {html} from '../words.ts';

const page = `<!doctype html><html><head><title>Guide</title></head><body><h1>Guide</h1><p>Open port 22 &amp; log in as <b>root</b>.</p>
<ul><li>One<ul><li>Two</li></ul></li></ul><table><tr><th>a<td>b</table><pre><code>aws iam create-role</code></pre><!-- shelfready-waive language/x: y --></body></html>`;

export default fileTarget('guide.html', {
	about: 'a document in HTML',
	seeds: () => texts(page),
	words: html,
	kinds: {'guide.html': 'docs'},
});
