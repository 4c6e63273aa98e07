/** The head of the page: what was checked, by which policies, on which day, what came of it, and above all what could not be checked. */

import type {Severity} from '../../contract.ts';
import type {Listing} from '../../evidence/listing.ts';
import {isAbsent} from '../../evidence.ts';
import {positionAt} from '../../locate.ts';
import type {Outcome, Verdict} from '../../outcome.ts';
import {grouped} from '../grouped.ts';
import {plural, some} from '../words.ts';
import {bounded, leftOut} from './bounded.ts';
import {icon} from './icons.ts';
import {html, type Markup} from './markup.ts';
import {verdictCounts} from './scoreboard.ts';
import {countsOf, type View} from './view.ts';
import {clip, fileName, path, wide} from './words.ts';

/** What the submission is called: the product's title, or its id, or its first template or file. */
export function nameOf({gathered: {listings}, artifacts}: Outcome): string {
	const [listing] = isAbsent(listings) ? [] : [...listings.filter(({title}) => title !== undefined), ...listings];
	const named = listing?.title?.value.trim() ?? (listing === undefined ? undefined : idOf(listing));
	if (named !== undefined && named !== '') return clip(named.replace(/\s+/g, ' '), 140);
	const templates = artifacts.filter(({kind}) => kind === 'template');
	const file = templates[0]?.file ?? artifacts.find(({kind}) => kind !== 'unknown')?.file ?? artifacts[0]?.file;
	if (file === undefined) return 'An empty submission';
	return templates.length < 2 ? clip(file, 140) : `${clip(file, 140)} and ${plural(templates.length - 1, 'more template')}`;
}

/** The head, with the table of files. */
export function pageHead(view: View): Markup {
	const {outcome, context} = view;
	const {edition, today, artifacts, findings, waived} = outcome;
	const counts = countsOf(findings);
	const files = new Set(findings.map(({place}) => place.file)).size;
	return html`<header class="head">
<p class="brand">Report of a check with ${context.tool.name} ${context.tool.version}</p>
<h1>${nameOf(outcome)}</h1>
<dl class="facts">
${details(outcome)}
<div><dt>Policies</dt><dd>${edition}</dd></div>
<div><dt>As of</dt><dd><time datetime="${today}">${today}</time></dd></div>
<div><dt>Rules</dt><dd>${context.validators.length}${outcome.notAssessed.length > 0 && ` (${outcome.notAssessed.length} lacked evidence)`}</dd></div>
<div><dt>Files read</dt><dd>${artifacts.length}</dd></div>
</dl>
${standing(view)}
<div class="totals">
<section aria-label="Totals of findings"><ul>
${severities.map((severity) => total(severity, counts[severity], counts[severity] === 1 ? severity : `${severity}s`))}
</ul><p>${findings.length > 0 && `in ${plural(files, 'file')}`}${waived.length > 0 && html`${findings.length > 0 && '; '}<a href="#waivers">${waived.length} waived</a>`}</p></section>
<section aria-label="Totals of policies"><ul>
${verdictCounts(outcome.policies).map(({verdict, word, count}) => total(verdict, count, word))}
</ul><p>of ${plural(outcome.policies.length, 'policy', 'policies')}</p></section>
</div>
${filesTable(view)}
</header>`;
}

const severities = ['error', 'warning', 'note'] as const;

function total(name: Severity | Verdict, count: number, word: string): Markup {
	return html`<li class="${name}${count === 0 && ' zero'}">${icon(name)}<b>${count}</b> ${word}</li>`;
}

/** The product's id; a product that the request creates has none yet, only the name of a change. */
function idOf({creates, product}: Listing): string | undefined {
	return creates || product?.startsWith('$') ? undefined : product;
}

function details({gathered: {listings, submission}}: Outcome): Markup {
	const found = isAbsent(listings) ? [] : listings;
	const one = (values: readonly (string | undefined)[]) =>
		some(
			[...new Set(values.flatMap((value) => value ?? []))].map((value) => clip(value, 100)),
			3,
		);
	const product = one(found.map(idOf));
	const versions = one(found.flatMap(({versions: all}) => all.map(({title}) => title?.value)));
	const seller = one(found.map(({seller: name}) => name?.value));
	const licensing = isAbsent(submission) ? undefined : submission.licensing;
	const fact = (name: string, value: string | undefined) => value !== undefined && value !== '' && html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
	return html`${fact('Product', product)}${fact('Version', versions)}${fact('Seller', seller)}${fact('Licensing', licensing)}`;
}

/** Whether the check saw everything. A report that did not must not look clean. */
function standing({outcome, linesOf, room}: View): Markup {
	const {problems, findings, policies, artifacts} = outcome;
	const open = policies.filter(({verdict}) => verdict === 'not-assessed').length;
	if (problems.length > 0) {
		const list = bounded(problems, {bytes: room(60_000), most: 100}, ({file, message, place}) => {
			const starts = linesOf(file)?.starts;
			const position = place?.range === undefined || starts === undefined ? undefined : positionAt(starts, place.range[0]);
			return html`<li><b>${path(fileName(file))}${position !== undefined && `:${position.line}:${position.column}`}</b>: ${clip(message, 600)}</li>`;
		});
		return html`<section class="standing bad" id="problems" aria-labelledby="problems-title"><h2 id="problems-title">${icon('error')}Not checked in full: ${plural(problems.length, 'problem')}</h2>
<p>What could be checked is below. What these files hold beyond that is not known, and no policy counts as satisfied.</p><ul>${list.shown}</ul>${leftOut(list.left, 'problem')}</section>`;
	}
	if (artifacts.every(({kind}) => kind === 'unknown' || kind === 'script') && findings.length === 0)
		return html`<section class="standing bad" aria-labelledby="problems-title"><h2 id="problems-title">${icon('error')}Nothing was checked</h2><p>No file was recognised as a part of a submission.</p></section>`;
	if (open > 0)
		return html`<p class="standing open">${icon('not-assessed')}${plural(open, 'policy', 'policies')} of ${policies.length} could not be assessed with the evidence that came along: <a href="#missing">what is missing</a>.</p>`;
	return html`<p class="standing">${icon('satisfied')}Every file was read, and every policy was assessed.</p>`;
}

function filesTable({outcome: {artifacts}, room}: View): Markup {
	const rows = bounded(
		artifacts,
		{bytes: room(70_000), most: 200},
		({file, kind, detail, sha256}) =>
			html`<tr><th scope="row">${path(file)}</th><td>${kind === 'unknown' ? html`<b>not recognised</b>` : kind}</td><td>${clip(detail, 160)}</td><td><code class="sha">${sha256}</code></td></tr>`,
	);
	const kinds = [...grouped(artifacts, ({kind}) => kind)].map(([kind, own]) => `${kind === 'unknown' ? 'not recognised' : kind} ${own.length}`);
	return html`<details class="files"><summary>Files read: ${artifacts.length === 0 ? 'none' : kinds.join(', ')}</summary>
${wide('Files read, with kind and SHA-256', html`<table><caption class="unseen">Files read, with kind and SHA-256</caption><thead><tr><th scope="col">File</th><th scope="col">Kind</th><th scope="col">Taken for</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows.shown}</tbody></table>`)}${leftOut(rows.left, 'file')}</details>`;
}
