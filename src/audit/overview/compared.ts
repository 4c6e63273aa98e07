/** What a run is held against: an earlier run, the other edition of the policies, and its own texts and templates that are nearly the same. */

import {badge, icon} from '../../report/html/icons.ts';
import {html, type Markup} from '../../report/html/markup.ts';
import {clip, path} from '../../report/html/words.ts';
import {plural} from '../../report/words.ts';
import type {Cause} from '../since.ts';
import type {Summary} from '../tally.ts';
import {folded, number, type Spots, say, section, submissionLink} from './tables.ts';

/** Rows that stand open. */
const open = 12;

/** How causes are called, in the order in which they are told. */
const causeWords: Readonly<Record<Cause, string>> = {
	submission: 'the submissions’ own files',
	edition: 'another edition of the policies',
	tool: 'another version of shelfready',
	day: 'another day as of which ages are judged',
	settings: 'settings',
};

/** New, mended and persisting findings since the earlier run. */
export function sinceSection({since}: Summary): Markup | undefined {
	if (since === undefined) return undefined;
	const {findings, submissions, causes, products, rules, policies} = since;
	const states = (['changed', 'unchanged', 'added', 'removed', 'failed', 'recovered', 'renamed'] as const).filter((state) => submissions[state] > 0);
	const caused = (Object.keys(causeWords) as Cause[]).filter((cause) => causes[cause].new + causes[cause].mended > 0);
	return section(
		'since',
		`Since ${since.today}`,
		html`<p class="lead">Held against the run as of ${since.today}, made with version ${since.version}${since.edition !== undefined && ` and ${since.edition}`}. changes.ndjson has a line for each submission that is not as it was.</p>
<div class="totals"><section aria-label="Findings since then"><ul><li class="gained${findings.new === 0 && ' zero'}">${icon('error')}<b>${say(findings.new)}</b> new</li><li class="mended${findings.mended === 0 && ' zero'}">${icon('satisfied')}<b>${say(findings.mended)}</b> mended</li><li><b>${say(findings.persisting)}</b> persisting</li></ul><p>findings</p></section>
<section aria-label="Submissions since then"><ul>${states.map((state) => html`<li><b>${say(submissions[state])}</b> ${state}</li>`)}</ul><p>submissions</p></section></div>`,
		...part(
			'Since then: What it comes from',
			'cause',
			['Cause', '#New', '#Mended'],
			caused.map((cause) => html`<tr><th scope="row">${causeWords[cause]}</th>${number(causes[cause].new)}${number(causes[cause].mended)}</tr>`),
		),
		...part(
			'Since then: Products',
			'product',
			['Product', 'Versions', '#New', '#Mended', '#Persisting'],
			products.map(
				({id, title, versions, ...counts}) =>
					html`<tr><th scope="row" class="why">${clip(title ?? id ?? '?', 160)}${id !== undefined && title !== undefined && html` <small>${clip(id, 60)}</small>`}</th><td class="why">${versions.slice(0, 6).map((version, at) => `${at > 0 ? ', ' : ''}${clip(version, 40)}`)}${versions.length > 6 && ` and ${versions.length - 6} more`}</td>${number(counts.new)}${number(counts.mended)}${number(counts.persisting)}</tr>`,
			),
		),
		...part(
			'Since then: Rules',
			'rule',
			['Rule', '#New', '#Mended'],
			rules.map(({rule, ...counts}) => html`<tr><th scope="row"><code>${clip(rule, 200)}</code></th>${number(counts.new)}${number(counts.mended)}</tr>`),
		),
		...part(
			'Since then: Policies',
			'policy',
			['Policy', '#Now violated', '#No longer violated'],
			policies
				.filter(({worse, better}) => worse + better > 0)
				.map(({policy, worse, better}) => html`<tr><th scope="row"><code>${clip(policy, 200)}</code></th>${number(worse)}${number(better)}</tr>`),
		),
	);
}

/** What the other edition would alter. */
export function editionsSection({editions}: Summary, spots: Spots): Markup | undefined {
	if (editions === undefined) return undefined;
	const {to, submissions, findings, policies, most} = editions;
	const flips = policies.flatMap(({policy, flips: own}) => own.map((flip) => ({policy, ...flip}))).toSorted((a, b) => b.submissions - a.submissions);
	return section(
		'editions',
		`Under ${to}`,
		html`<p class="lead">${say(submissions.compared)} ${submissions.compared === 1 ? 'submission was' : 'submissions were'} judged under ${to} too: it changes something for ${say(submissions.changed)} of them.</p>
<div class="totals"><section aria-label="Findings under ${to}"><ul><li class="gained${findings.added === 0 && ' zero'}"><b>${say(findings.added)}</b> added</li><li class="gained${findings.graver === 0 && ' zero'}"><b>${say(findings.graver)}</b> graver</li><li class="mended${findings.milder === 0 && ' zero'}"><b>${say(findings.milder)}</b> milder</li><li class="mended${findings.removed === 0 && ' zero'}"><b>${say(findings.removed)}</b> gone</li></ul><p>findings</p></section></div>`,
		...part(
			'Under the other edition: Policies',
			'verdict',
			['Policy', 'Here', `Under ${to}`, '#Submissions'],
			flips.map(
				({policy, from, to: then, submissions: own}) =>
					html`<tr><th scope="row"><code>${clip(policy, 200)}</code></th><td>${badge(from)}</td><td>${badge(then)}</td>${number(own)}</tr>`,
			),
		),
		...part(
			'Under the other edition: Submissions that it changes most',
			'submission',
			['Submission', '#Added', '#Graver', '#Milder', '#Gone'],
			most.map(
				({submission, added, removed, graver, milder}) =>
					html`<tr><th scope="row" class="why">${submissionLink(submission, spots)}</th>${number(added)}${number(graver)}${number(milder)}${number(removed)}</tr>`,
			),
		),
	);
}

/** Texts and templates that are nearly the same, and what one mend would serve. */
export function familiesSection({families}: Summary, spots: Spots): Markup | undefined {
	if (families === undefined || families.largest.length === 0) return undefined;
	const {threshold, families: found, members, largest} = families;
	// Where one mend serves many, first.
	const sorted = largest.toSorted((a, b) => Number(b.shared.length > 0) - Number(a.shared.length > 0));
	const rows = sorted.map(({kind, members: count, submissions, like, shared}) => {
		const rules = shared.map(({rule}, at) => html`${at > 0 && ', '}<code>${clip(rule, 120)}</code>`);
		return html`<tr><th scope="row" class="why">${submissionLink(like.submission, spots)}<span class="asks">${path(like.file)}${like.pointer !== undefined && html` ${path(like.pointer)}`}</span></th><td>${kind}</td>${number(count)}${number(submissions)}<td class="why">${shared.length === 0 ? 'no rule that all of them break' : html`${plural(shared.length, 'rule')}: ${rules}<span class="asks">mend once, ${plural(submissions, 'submission')} ${submissions === 1 ? 'gains' : 'gain'}</span>`}</td></tr>`;
	});
	return section(
		'families',
		'Nearly the same',
		html`<p class="lead">${say(members.template)} templates are of ${say(found.template)} families, ${say(members.text)} texts of ${say(found.text)}: at least ${Math.round(threshold * 100)} % alike with another of theirs. What all members break can be mended once, for all of them. families.json lists the members.</p>`,
		...folded('Families', 'family', ['Like', 'Kind', '#Members', '#Submissions', 'Broken by all'], rows, open),
	);
}

function part(label: string, noun: string, names: readonly string[], rows: readonly Markup[]): readonly Markup[] {
	return rows.length === 0 ? [] : [html`<h3>${label.replace(/^.*: /, '')}</h3>`, ...folded(label, noun, names, rows, open)];
}
