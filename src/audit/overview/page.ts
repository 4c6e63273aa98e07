/** What the overview and the pages of reports have in common: one file each, which needs nothing but itself. */

import {createHash} from 'node:crypto';
import {icons} from '../../report/html/icons.ts';
import {html, type Markup, markupText, verbatim} from '../../report/html/markup.ts';
import type {Tool} from '../../report/json.ts';
import {style} from './style.ts';

/** A page's parts. `script` is the text of our own script; its data stands in `body`. */
export type PageParts = {readonly title: string; readonly skip: Markup; readonly body: Markup; readonly script?: string; readonly tool: Tool};

/** The page. Its policy lets only this style sheet and this script run, and nothing be loaded, sent or framed. */
export function formatPage({title, skip, body, script, tool}: PageParts): string {
	const scripts = script === undefined ? '' : `; script-src ${hashOf(script)}`;
	return markupText(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashOf(style)}${scripts}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${icons}
${skip}
${body}
<footer><p>Made offline by ${tool.name} ${tool.version}. A verdict of this report is no verdict of AWS. AWS and AWS Marketplace are trademarks of Amazon.com, Inc. or its affiliates.</p></footer>
${script !== undefined && html`<script>${verbatim(script)}</script>`}
</body>
</html>
`);
}

function hashOf(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
