/**
 * The script of `index.html`: finds submissions by name, rule, policy and state, and draws as many rows as are looked at. The filters stand in the
 * address. Like that of the report's page it is a function whose text goes into the page, and may use nothing from outside of itself.
 */

import type {Address, Page, PageElement, Visited} from './browser.ts';
import {scriptOf, type unpack as unpackType} from './unpack.ts';

/**
 * A submission: its name; its address in its page where that differs, else ''; the number of the page, 0 where there is none; 1 where it failed;
 * errors, warnings, notes, problems; indexes of its rules, of the policies that it violates, and of those that need a look.
 */
export type Row = readonly [string, string, number, 0 | 1, number, number, number, number, readonly number[], readonly number[], readonly number[]];

/** What the page carries. */
type Rows = {readonly rules: readonly string[]; readonly policies: readonly string[]; readonly rows: readonly Row[]};

declare const document: Page;
declare const location: Address;
declare const history: Visited;
declare function addEventListener(type: string, listener: () => void): void;

function run(unpack: typeof unpackType): void {
	const step = 100;
	const names = ['text', 'state', 'rule', 'policy', 'order'];
	const form = document.getElementById('filters');
	const body = document.getElementById('rows');
	const more = document.getElementById('more');
	const status = document.getElementById('shown');
	if (form === null || body === null || more === null || status === null) return;
	const fields = [...form.querySelectorAll('input, select')];
	const chosen = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
	const say = (count: number) => count.toLocaleString('en');

	const element = (name: string, className: string, ...parts: readonly (PageElement | string)[]) => {
		const made = document.createElement(name);
		if (className !== '') made.className = className;
		made.append(...parts);
		return made;
	};
	const addressOf = ([name, key, page]: Row) => `reports/${String(page).padStart(4, '0')}.html#${encodeURIComponent(key === '' ? name : key)}`;

	const drawn = (row: Row) => {
		const [name, , page, failed, errors, warnings, notes, problems, , violated, review] = row;
		const head = element('th', '');
		head.scope = 'row';
		if (page === 0) head.append(name);
		else {
			const link = element('a', '', name);
			link.href = addressOf(row);
			head.append(link);
		}
		const number = (count: number) => element('td', count === 0 ? 'num zero' : 'num', say(count));
		const state = failed === 1 ? 'failed' : problems > 0 ? 'not in full' : errors > 0 ? 'errors' : warnings > 0 ? 'warnings' : 'clean';
		const tone = failed === 1 || problems > 0 || errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'satisfied';
		const cells =
			failed === 1
				? [element('td', 'num', '–'), element('td', 'num', '–'), element('td', 'num', '–'), element('td', 'num', '–'), element('td', 'num', '–')]
				: [number(errors), number(warnings), number(notes), number(violated.length), number(review.length)];
		return element('tr', '', head, element('td', `state ${tone}`, state), ...cells);
	};

	const start = ({rules, policies, rows}: Rows) => {
		const lower = rows.map(([name]) => name.toLowerCase());
		const byName = rows.map((_, index) => index).sort((a, b) => ((lower[a] ?? '') < (lower[b] ?? '') ? -1 : 1));
		const rowAt = (index: number) => rows[index];
		const byErrors = byName.slice().sort((a, b) => {
			const [one, other] = [rowAt(a), rowAt(b)];
			return one === undefined || other === undefined ? 0 : other[4] - one[4] || other[5] - one[5] || other[6] - one[6];
		});
		const byRules = byErrors.slice().sort((a, b) => (rowAt(b)?.[9].length ?? 0) - (rowAt(a)?.[9].length ?? 0));
		const orders: Readonly<Record<string, readonly number[]>> = {errors: byErrors, name: byName, policies: byRules};

		const fill = (name: string, values: readonly string[], at: (row: Row) => readonly number[]) => {
			const counts = values.map(() => 0);
			for (const row of rows) for (const index of at(row)) counts[index] = (counts[index] ?? 0) + 1;
			const options = values.map((value, index) => {
				const option = element('option', '', `${value} (${say(counts[index] ?? 0)})`);
				option.value = value;
				return option;
			});
			fields.find((field) => field.name === name)?.append(...options.filter((_, index) => (counts[index] ?? 0) > 0));
		};
		const looked = (row: Row) => [...row[9], ...row[10]];
		fill('rule', rules, (row) => row[8]);
		fill('policy', policies, looked);

		let found: readonly number[] = [];
		let shown = 0;
		const draw = (count: number) => {
			const next = found.slice(shown, shown + count).flatMap((index) => {
				const row = rowAt(index);
				return row === undefined ? [] : [row];
			});
			shown += next.length;
			body.append(...next.map(drawn));
			const left = found.length - shown;
			more.hidden = left === 0;
			more.textContent = `Show ${say(Math.min(left, step))} more`;
			status.textContent = `${found.length === rows.length ? `All ${say(rows.length)}` : `${say(found.length)} of ${say(rows.length)}`} submissions match${left > 0 ? `, the first ${say(shown)} are shown` : ''}`;
		};
		const apply = () => {
			const words = chosen('text')
				.toLowerCase()
				.split(/\s+/)
				.filter((word) => word !== '');
			const state = chosen('state');
			const rule = rules.indexOf(chosen('rule'));
			const policy = policies.indexOf(chosen('policy'));
			found = (orders[chosen('order')] ?? byErrors).filter((index) => {
				const row = rowAt(index);
				if (row === undefined) return false;
				const [, , , failed, errors, warnings, , problems, own] = row;
				if (state === 'failed' && failed === 0) return false;
				if (state === 'errors' && errors === 0) return false;
				if (state === 'problems' && problems === 0) return false;
				if (state === 'sound' && (failed === 1 || problems > 0 || errors > 0)) return false;
				if (state === 'clean' && (failed === 1 || problems > 0 || errors > 0 || warnings > 0)) return false;
				if (rule >= 0 && !own.includes(rule)) return false;
				if (policy >= 0 && !looked(row).includes(policy)) return false;
				return words.every((word) => (lower[index] ?? '').includes(word));
			});
			body.replaceChildren();
			shown = 0;
			draw(step);
		};
		const keep = () => {
			const state = new URLSearchParams();
			for (const name of names) if (chosen(name) !== '') state.set(name, chosen(name));
			const kept = state.toString();
			history.replaceState(null, '', kept === '' ? '#submissions' : `#${kept}`);
		};
		const restore = () => {
			const state = new URLSearchParams(location.hash.slice(1));
			for (const field of fields) field.value = state.get(field.name) ?? '';
		};
		/** Filters in the address are set; a name in it leads to that report. */
		const follow = () => {
			const hash = location.hash.slice(1);
			if (hash.includes('=')) {
				restore();
				apply();
				document.getElementById('submissions')?.scrollIntoView();
			} else if (hash !== '' && document.getElementById(hash) === null) {
				const row = rows.find(([name, key]) => encodeURIComponent(key === '' ? name : key) === hash);
				if (row !== undefined && row[2] > 0) location.replace(addressOf(row));
			}
		};

		// Rules and policies in the tables lead to the submissions that they are about.
		for (const cell of document.querySelectorAll('[data-filter]')) {
			const link = element('a', '');
			const value = cell.textContent ?? '';
			link.href = `#${new URLSearchParams({[cell.dataset['filter'] ?? '']: value}).toString()}`;
			link.setAttribute('aria-label', `${value}: show the submissions`);
			link.append(value);
			cell.replaceChildren(link);
		}
		form.addEventListener('input', () => {
			apply();
			keep();
		});
		form.addEventListener('submit', (event) => event.preventDefault());
		document.getElementById('clear')?.addEventListener('click', () => {
			for (const field of fields) field.value = '';
			apply();
			keep();
		});
		more.addEventListener('click', () => draw(step));
		addEventListener('hashchange', follow);
		for (const part of document.querySelectorAll('.scripted')) part.hidden = false;
		for (const part of document.querySelectorAll('.unscripted')) part.hidden = true;
		apply();
		follow();
	};

	unpack('data').then(
		(data) => start(data as Rows),
		() => {
			status.textContent = 'The rows can’t be read: this browser is too old, or the page is damaged.';
		},
	);
}

/** The script's text. */
export const indexScript = scriptOf(run);
