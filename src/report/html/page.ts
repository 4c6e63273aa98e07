/** A page of ours around its content: one file, which needs nothing but itself. */

import {createHash} from 'node:crypto';
import type {Tool} from '../json.ts';
import {icons} from './icons.ts';
import {html, type Markup, verbatim} from './markup.ts';

/** A page's parts. `style` and `script` are the texts of our own. */
export type PageParts = {readonly title: string; readonly style: string; readonly body: Markup; readonly script?: string | undefined; readonly tool: Tool};

/** The page. Nothing is loaded, sent or framed; only this style sheet and this script run. */
export function pageAround({title, style, body, script, tool}: PageParts): Markup {
	const scripts = script === undefined ? '' : `; script-src ${policyHash(script)}`;
	const policy = `default-src 'none'; style-src ${policyHash(style)}${scripts}; base-uri 'none'; form-action 'none'`;
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${icons}
${body}
<footer><p>Made offline by ${tool.name} ${tool.version}. A verdict of this report is no verdict of AWS. AWS and AWS Marketplace are trademarks of Amazon.com, Inc. or its affiliates.</p></footer>
${script !== undefined && html`<script>${verbatim(script)}</script>`}
</body>
</html>
`;
}

/** What lets a style sheet or script stand in a page, as a Content-Security-Policy names it. */
export function policyHash(text: string): string {
	return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
