/** What the report rests on: what each file gave, how old that is, and which evidence is missing for which policies. */

import type {Artifact} from '../../artifact.ts';
import {isAbsent} from '../../evidence.ts';
import type {Outcome} from '../../outcome.ts';
import {settlerOf} from '../../policies/settling.ts';
import {grouped} from '../grouped.ts';
import {plural, some} from '../words.ts';
import {type Dated, datedEvidence} from './ages.ts';
import {bounded, leftOut} from './bounded.ts';
import {icon} from './icons.ts';
import {html, type Markup} from './markup.ts';
import {idOf} from './scoreboard.ts';
import type {View} from './view.ts';
import {capital, clip, path, wide} from './words.ts';

/** The part of the page. */
export function evidenceSection(view: View): Markup {
	return html`<section id="evidence" aria-labelledby="evidence-title">
<h2 id="evidence-title">Evidence</h2>
${givenTable(view)}
${agesTable(view)}
${missing(view)}
${idleRules(view)}
</section>`;
}

function givenTable({outcome: {artifacts, findings, gathered}, room}: View): Markup {
	const counts = grouped(findings, ({place}) => place.file);
	const rows = bounded(artifacts, {bytes: room(50_000), most: 200}, (artifact) => {
		const own =
			artifact.kind === 'root' ? findings.filter(({place}) => place.file.startsWith(`${artifact.file}/`)).length : (counts.get(artifact.file)?.length ?? 0);
		return html`<tr><th scope="row">${path(artifact.file)}</th><td>${capital(gaveOf(artifact, gathered))}</td><td>${own}</td></tr>`;
	});
	return html`<h3>What each file gave</h3>
${artifacts.length === 0 ? html`<p>No file was read.</p>` : html`${wide('Files and the evidence that they gave', html`<table><caption class="unseen">Files and the evidence that they gave</caption><thead><tr><th scope="col">File</th><th scope="col">Gave</th><th scope="col">Findings</th></tr></thead><tbody>${rows.shown}</tbody></table>`)}${leftOut(rows.left, 'file')}`}`;
}

function gaveOf(artifact: Artifact, gathered: Outcome['gathered']): string {
	const {file} = artifact;
	const of = <Item>(evidence: readonly Item[] | {readonly absent: string}, fileOf: (item: Item) => string) =>
		isAbsent(evidence) ? [] : (evidence as readonly Item[]).filter((item) => fileOf(item) === file);
	const {templates, iam, listingFields, listings, offers, documents, images, scans} = gathered;
	const list = (...parts: readonly (string | false)[]) => parts.filter((part) => part !== false).join(', ') || 'nothing that is judged';
	const count = (number: number, noun: string, nouns?: string) => number > 0 && plural(number, noun, nouns);
	switch (artifact.kind) {
		case 'template': {
			const [template] = of(templates, (item) => item.file);
			const identities = isAbsent(iam) ? [] : iam.identities.filter((identity) => identity.file === file);
			return list(
				template?.broken === true && 'only what could be read of it',
				count(template?.parameters.length ?? 0, 'parameter'),
				count(template?.resources.length ?? 0, 'resource'),
				count(identities.length, 'IAM identity', 'IAM identities'),
			);
		}
		case 'listing':
			return list(
				count(of(listings, (item) => item.file).length, 'product'),
				count(of(offers, (item) => item.file).length, 'offer'),
				count(of(listingFields, ({place}) => place.file).length, 'documented field'),
			);
		case 'docs':
			return list(
				count(
					of(documents, (item) => item.file).reduce((sum, {blocks}) => sum + blocks.length, 0),
					'block of text',
					'blocks of text',
				),
			);
		case 'image':
			return list(count(of(images, (item) => item.file).length, 'image'));
		case 'scan': {
			const own = isAbsent(scans) ? [] : scans.results.filter((scan) => scan.file === file);
			const vulnerable = own.reduce((sum, {packages}) => sum + packages.length, 0);
			return list(
				count(own.length, 'scan'),
				own.length > 0 && plural(vulnerable, 'vulnerable package'),
				count(
					own.reduce((sum, {malware}) => sum + malware.length, 0),
					'malware signature',
				),
			);
		}
		case 'root':
			return list(
				plural(artifact.system.count, 'entry of the file system', 'entries of the file system'),
				count(of(documents, ({root = ''}) => root).length, 'document'),
			);
		case 'script':
			return 'calls of AWS, held against what roles allow';
		default:
			return 'nothing: it is not recognised';
	}
}

const states: Readonly<Record<Dated['state'], Markup>> = {
	past: html`<span class="state error">${icon('error')}past</span>`,
	soon: html`<span class="state warning">${icon('warning')}soon</span>`,
	fine: html`<span class="state satisfied">${icon('satisfied')}fine</span>`,
	unknown: html`<span class="state not-assessed">${icon('not-assessed')}not known</span>`,
};

function agesTable({outcome, room}: View): Markup {
	const dated = datedEvidence(outcome);
	const rows = bounded(
		dated,
		{bytes: room(50_000), most: 150},
		({what, file, date, age, state, note}) =>
			html`<tr><th scope="row">${clip(what, 200)}</th><td>${path(file)}</td><td>${clip(date, 20)}</td><td>${age}</td><td>${states[state]}</td><td>${capital(clip(note, 300))}</td></tr>`,
	);
	return html`<h3>How old it is</h3>
${dated.length === 0 ? html`<p>No evidence with a date came along: no <code>DescribeImages</code> output, no scan, no operating system whose end of support is known.</p>` : html`${wide('Dates in the evidence', html`<table class="ages"><caption>Dates in the evidence, as of ${outcome.today}</caption><thead><tr><th scope="col">What</th><th scope="col">File</th><th scope="col">Date</th><th scope="col">Age</th><th scope="col">State</th><th scope="col">Note</th></tr></thead><tbody>${rows.shown}</tbody></table>`)}${leftOut(rows.left, 'date')}`}`;
}

/** Policies that are not assessed, by group and by what would settle them. */
function missing({outcome, policies}: View): Markup {
	const hasRoot = outcome.artifacts.some(({kind}) => kind === 'root');
	const open = outcome.policies.filter(({verdict}) => verdict === 'not-assessed');
	const groups = [...grouped(open, ({id}) => policies.get(id)?.group ?? '')];
	return html`<h3 id="missing">What is missing</h3>
${
	open.length === 0
		? html`<p>Nothing: every policy was assessed.</p>`
		: html`<dl class="missing-list">${groups.map(
				([group, lines]) =>
					html`<div><dt><a href="#group-${idOf(group)}">${group}</a></dt><dd><ul>${[
						...grouped(lines, ({id, reason, wanting}) => (wanting === undefined ? reason : (settlerOf(id, hasRoot) ?? wanting.replace(/^needs /, '')))),
					].map(
						([needed, own]) =>
							html`<li>${capital(clip(needed, 400))}: ${own.map(({id}, index) => html`${index > 0 && ', '}<a href="#p-${id}">${id.split('.')[1] ?? id}</a>`)}</li>`,
					)}</ul></dd></div>`,
			)}</dl>`
}`;
}

/** The rules that lacked what they read. */
function idleRules({outcome: {notAssessed}, context, room}: View): Markup | undefined {
	if (notAssessed.length === 0) return undefined;
	const reasons = bounded(
		[...grouped(notAssessed, ({reason}) => reason)].toSorted(([, one], [, other]) => other.length - one.length),
		{bytes: room(24_000), most: 60},
		([reason, own]) =>
			html`<li><b>${capital(clip(reason, 400))}</b>: ${plural(own.length, 'rule')} (<code>${clip(
				some(
					own.map(({rule}) => rule),
					60,
				),
				3000,
			)}</code>)</li>`,
	);
	return html`<details class="idle"><summary>Rules that did not run: ${notAssessed.length} of ${context.validators.length}</summary><ul>${reasons.shown}</ul>${leftOut(reasons.left, 'reason')}</details>`;
}
