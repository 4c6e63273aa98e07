/**
 * The script of `reports/0001.html` and the like: draws the report that the address names. Texts of submissions are hostile: they are written as text
 * alone. Like that of the report's page it is a function whose text goes into the page, and may use nothing from outside of itself.
 */

import type {Address, Page, PageElement} from './browser.ts';
import {scriptOf, type unpack as unpackType} from './unpack.ts';

/** Texts are indexes into `texts`, since reports say the same again and again; -1 where there is none. */
type Index = number;

/** Severity, rule, policy, message, help, source, file, where (line and column, page), logical id, subject, excerpt, what the other edition says. */
export type PackedFinding = readonly [Index, Index, Index, Index, Index, Index, Index, Index, Index, Index, Index, Index];

/** A report as its page carries it. */
export type PackedReport = {
	readonly name: Index;
	/** The fragment that it is called by. */
	readonly key: Index;
	/** Why it failed; then there is nothing else. */
	readonly error: Index;
	readonly edition: Index;
	readonly today: Index;
	/** Errors, warnings, notes, waived. */
	readonly counts: readonly [number, number, number, number];
	/** File and message. */
	readonly problems: readonly (readonly [Index, Index])[];
	readonly findings: readonly PackedFinding[];
	/** Findings that are left out. */
	readonly left: number;
	/** What the other edition would alter, where that was asked. */
	readonly editions?: PackedEditions;
	/** Id, verdict, reason, missing evidence. */
	readonly policies: readonly (readonly [Index, Index, Index, Index])[];
	/** File and kind. */
	readonly artifacts: readonly (readonly [Index, Index])[];
	/** Files that are left out. */
	readonly more: number;
};

/** Another edition: what is said of findings (`graver` and the like), severity, rule, file, message; policy, verdict, verdict there; findings left out. */
export type PackedEditions = {
	readonly to: Index;
	readonly changes: readonly (readonly [Index, Index, Index, Index, Index])[];
	readonly verdicts: readonly (readonly [Index, Index, Index])[];
	readonly left: number;
};

/** What a page of reports carries. */
export type PackedReports = {readonly texts: readonly string[]; readonly reports: readonly PackedReport[]};

declare const document: Page;
declare const location: Address;
declare function addEventListener(type: string, listener: () => void): void;

function run(unpack: typeof unpackType): void {
	const main = document.getElementById('report');
	if (main === null) return;
	const vector = 'http://www.w3.org/2000/svg';

	const element = (name: string, className: string, ...parts: readonly (PageElement | string)[]) => {
		const made = document.createElement(name);
		if (className !== '') made.className = className;
		made.append(...parts);
		return made;
	};
	const icon = (name: string) => {
		const made = document.createElementNS(vector, 'svg');
		made.setAttribute('class', 'i');
		made.setAttribute('aria-hidden', 'true');
		const use = document.createElementNS(vector, 'use');
		use.setAttribute('href', `#i-${name === 'violated' ? 'error' : name}`);
		made.append(use);
		return made;
	};
	const badge = (name: string) => element('span', `badge ${name}`, icon(name), name.replace('-', ' '));
	const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
	const link = (address: string, label: string) => {
		if (!/^https?:\/\//.test(address)) return element('span', '', address);
		const made = element('a', '', label);
		made.href = address;
		made.rel = 'noreferrer';
		return made;
	};
	const table = (caption: string, heads: readonly string[], rows: readonly (readonly (PageElement | string)[])[]) => {
		const columns = heads.map((head) => {
			const cell = element('th', '', head);
			cell.scope = 'col';
			return cell;
		});
		const lines = rows.map((row) => element('tr', '', ...row.map((cell) => element('td', '', cell))));
		const made = element(
			'table',
			'',
			element('caption', 'unseen', caption),
			element('thead', '', element('tr', '', ...columns)),
			element('tbody', '', ...lines),
		);
		return made;
	};
	const wide = (label: string, inner: PageElement) => {
		const made = element('div', 'wide', inner);
		made.setAttribute('role', 'region');
		made.setAttribute('aria-label', label);
		made.tabIndex = 0;
		return made;
	};

	const start = ({texts, reports}: PackedReports) => {
		const text = (index: number) => texts[index] ?? '';

		const finding = ([severity, rule, policy, message, help, source, , where, logical, subject, excerpt, other]: PackedFinding) => {
			const made = element('article', `finding ${text(severity)}`);
			made.append(element('h4', '', badge(text(severity)), ' ', element('span', 'message', text(message))));
			const place = element('p', 'where');
			if (where >= 0) place.append(element('span', 'place', text(where)));
			if (logical >= 0) place.append(element('span', 'logical', text(logical)));
			place.append(element('code', 'rule', text(rule)));
			made.append(place);
			if (excerpt >= 0) made.append(element('pre', `frame ${text(severity)}`, element('code', '', element('span', 'l on', text(excerpt)))));
			if (help >= 0) made.append(element('p', 'help', element('b', '', 'What to do:'), ` ${text(help)}`));
			const facts = element('p', 'meta', element('span', '', `Policy: ${text(policy)}`));
			if (subject >= 0) facts.append(element('span', '', 'About: ', element('code', '', text(subject))));
			if (other >= 0) facts.append(element('span', 'other', text(other)));
			if (source >= 0) facts.append(link(text(source), 'Source'));
			made.append(facts);
			return made;
		};

		const findings = ({findings: all, left}: PackedReport) => {
			const section = element('section', '', element('h2', '', `Findings (${all.length + left})`));
			if (all.length === 0) section.append(element('p', '', 'No rule has anything to say.'));
			const files = [...new Set(all.map((own) => own[6]))];
			for (const file of files) {
				const own = all.filter((one) => one[6] === file);
				const name = text(file) === '' ? 'The submission as a whole' : text(file);
				section.append(
					element(
						'section',
						'file',
						element('h3', '', element('span', 'name', name), element('small', '', plural(own.length, 'finding'))),
						...own.map(finding),
					),
				);
			}
			if (left > 0) section.append(element('p', 'cut', `${plural(left, 'more finding')} of this submission: results.ndjson has all of them.`));
			return section;
		};

		const policies = ({policies: all}: PackedReport) => {
			const section = element('section', '', element('h2', '', `Policies (${all.length})`));
			for (const verdict of ['violated', 'review', 'satisfied', 'not-assessed']) {
				const own = all.filter((policy) => text(policy[1]) === verdict);
				if (own.length === 0) continue;
				const fold = document.createElement('details');
				fold.className = 'group';
				fold.open = verdict === 'violated' || verdict === 'review';
				const rows = own.map(([id, , reason, wanting]) => {
					const why = element('div', '', text(reason));
					if (wanting >= 0) why.append(element('p', 'missing', element('b', '', 'Missing evidence:'), ` ${text(wanting)}`));
					return [element('code', '', text(id)), why];
				});
				fold.append(element('summary', '', badge(verdict), ` ${own.length}`), table(`Policies that are ${verdict.replace('-', ' ')}`, ['Policy', 'Why'], rows));
				section.append(fold);
			}
			return section;
		};

		const editions = ({to, changes, verdicts, left}: PackedEditions) => {
			const section = element('section', '', element('h2', '', `Under ${text(to)}`));
			if (changes.length + verdicts.length === 0) section.append(element('p', '', 'Nothing changes.'));
			const found = changes.map(([said, severity, rule, file, message]) => [
				text(said),
				badge(text(severity)),
				element('div', '', text(message), element('p', 'missing', `${text(file)} `, element('code', '', text(rule)))),
			]);
			if (found.length > 0) section.append(wide('Findings that change', table('Findings that change', ['Change', 'Severity', 'Finding'], found)));
			if (left > 0) section.append(element('p', 'cut', `${plural(left, 'more finding')} would change: check --edition ${text(to)} lists all of them.`));
			const judged = verdicts.map(([policy, from, then]) => [element('code', '', text(policy)), badge(text(from)), badge(text(then))]);
			if (judged.length > 0) section.append(wide('Policies that change', table('Policies that change', ['Policy', 'Here', `Under ${text(to)}`], judged)));
			return section;
		};

		const draw = (report: PackedReport, isAsked: boolean) => {
			const name = text(report.name);
			document.title = `${name} – shelfready`;
			const head = element('h1', '', name);
			head.tabIndex = -1;
			const parts: PageElement[] = [];
			if (report.error >= 0) {
				parts.push(
					element('section', 'standing bad', element('h2', '', icon('error'), 'Failed: nothing of it was checked'), element('p', '', text(report.error))),
				);
			} else {
				const [errors, warnings, notes, waived] = report.counts;
				const total = (kind: string, count: number) =>
					element('li', count === 0 ? `${kind} zero` : kind, icon(kind), element('b', '', String(count)), ` ${kind}${count === 1 ? '' : 's'}`);
				parts.push(
					element(
						'p',
						'lead',
						`Judged by ${text(report.edition)}${report.today < 0 ? '' : `, as of ${text(report.today)}`}${waived > 0 ? `; ${waived} waived` : ''}.`,
					),
				);
				if (report.problems.length > 0) {
					const lines = report.problems.map(([file, message]) => element('li', '', element('b', '', text(file)), `: ${text(message)}`));
					parts.push(
						element(
							'section',
							'standing bad',
							element('h2', '', icon('error'), `Not checked in full: ${plural(report.problems.length, 'problem')}`),
							element('ul', '', ...lines),
						),
					);
				}
				parts.push(
					element('div', 'totals', element('section', '', element('ul', '', total('error', errors), total('warning', warnings), total('note', notes)))),
				);
				parts.push(findings(report), policies(report));
				if (report.editions !== undefined) parts.push(editions(report.editions));
				const rows = report.artifacts.map(([file, kind]) => [text(file), text(kind)]);
				const files = document.createElement('details');
				files.append(element('summary', '', `Files read: ${rows.length + report.more}`), wide('Files read', table('Files read', ['File', 'Kind'], rows)));
				if (report.more > 0) files.append(element('p', 'cut', `${plural(report.more, 'more file')}: results.ndjson has all of them.`));
				parts.push(files);
			}
			main.replaceChildren(head, ...parts);
			for (const item of document.querySelectorAll('.others a')) item.removeAttribute('aria-current');
			[...document.querySelectorAll('.others a')][reports.indexOf(report)]?.setAttribute('aria-current', 'page');
			if (isAsked) {
				head.scrollIntoView();
				head.focus();
			}
		};

		const show = (isAsked: boolean) => {
			const hash = location.hash.slice(1);
			const found = reports.find(({key}) => encodeURIComponent(text(key)) === hash);
			const [first] = reports;
			if (found !== undefined) draw(found, isAsked);
			else if (hash !== '' && !isAsked && document.getElementById(hash) === null)
				main.replaceChildren(
					element('h1', '', 'No such submission'),
					element('p', '', 'It is not among the reports of this page. The overview finds it by its name.'),
				);
			else if (!isAsked && first !== undefined) draw(first, false);
		};
		addEventListener('hashchange', () => show(true));
		show(false);
	};

	unpack('data').then(
		(data) => start(data as PackedReports),
		() => main.replaceChildren(element('p', '', 'The reports can’t be read: this browser is too old, or the page is damaged. They are in results.ndjson.')),
	);
}

/** The script's text. */
export const reportScript = scriptOf(run);
