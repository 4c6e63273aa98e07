/** The page of `shelfready serve`: where a folder is dropped. It holds nothing of any submission; reports stand in a frame of their own. */

import {policyHash} from '../report/html/page.ts';
import {script} from './script.ts';
import {style} from './style.ts';

/** What the page may do: its own script and style, requests to its own server, a report in a frame. */
export const pagePolicy = [
	"default-src 'none'",
	`script-src ${policyHash(script)}`,
	`style-src ${policyHash(style)}`,
	"connect-src 'self'",
	"frame-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** The page's HTML. */
export function page(): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>shelfready</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>shelfready</h1>
<form id="settings">
<label>Edition <select id="edition"><option value="">as shelfready.yaml says</option><option>ami-2020</option><option>ami-2025</option></select></label>
<label>Licensing <select id="licensing"><option value="">as found</option><option>paid</option><option>byol</option><option>free</option></select></label>
<button type="button" id="again" disabled>Check again</button>
</form>
</header>
<main>
<section id="zone" aria-labelledby="zone-title">
<h2 id="zone-title">Drop a submission here</h2>
<p>The folder with your change set, templates, documents and describe-images answer. It stays on this machine.</p>
<p><button type="button" id="choose">Choose a folder</button> <input type="file" id="folder" webkitdirectory multiple hidden></p>
</section>
<p id="status" role="status" aria-live="polite"></p>
<p id="trouble" role="alert"></p>
<iframe id="report" title="Report" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" hidden></iframe>
</main>
<noscript><p>This page needs its script to read the folder. Without one: <code>shelfready check --format html --output report.html</code></p></noscript>
<script>${script}</script>
</body>
</html>
`;
}
