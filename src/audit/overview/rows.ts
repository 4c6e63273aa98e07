/** The submissions as the overview lists them, each with its rules and policies: a hundred bytes for each, and no more than so many. */

import type {Reported} from '../reports.ts';
import {topOf} from '../top.ts';
import type {Row} from './index-script.ts';
import type {Spot} from './report-pages.ts';
import {shown, shownName} from './texts.ts';

/** Rows that a page can list and still open at once. Those with most errors are kept. */
const mostRows = 50_000;

type Held = {readonly submission: string; readonly errors: number; readonly warnings: number; readonly row: string};

/** Collects rows. `json` is what the script reads; `left` counts those that are not in it. */
export type RowList = {add(result: Reported, spot: Spot): void; json(): string; left(): number; listed(): number};

/** An empty list. `most` is for tests. */
export function newRows(most = mostRows): RowList {
	const rules = newIndex();
	const policies = newIndex();
	let total = 0;
	const rows = topOf<Held>(most, (a, b) => b.errors - a.errors || b.warnings - a.warnings || (a.submission < b.submission ? -1 : 1));
	return {
		add(result, {page, key}) {
			total++;
			const name = shownName(result.submission);
			const called = key === name ? '' : key;
			if (result.status === 'failed') {
				const row: Row = [name, called, page, 1, 0, 0, 0, 0, [], [], []];
				rows.add({submission: name, errors: Number.POSITIVE_INFINITY, warnings: 0, row: JSON.stringify(row)});
				return;
			}
			const {summary, problems, findings, policies: judged} = result.report;
			const {errors, warnings, notes} = summary;
			const own = [...new Set(findings.map(({rule}) => rules.of(rule)))];
			const of = (verdict: string) => judged.filter((policy) => policy.verdict === verdict).map(({id}) => policies.of(id));
			const row: Row = [name, called, page, 0, errors, warnings, notes, problems.length, own, of('violated'), of('review')];
			rows.add({submission: name, errors, warnings, row: JSON.stringify(row)});
		},
		json: () =>
			`{"rules":${JSON.stringify(rules.all)},"policies":${JSON.stringify(policies.all)},"rows":[${rows
				.items()
				.map(({row}) => row)
				.join(',')}]}`,
		left: () => Math.max(0, total - most),
		listed: () => Math.min(total, most),
	};
}

/** Rules of other tools are as many as these make; those beyond are taken for one. */
const mostNames = 5_000;

function newIndex(): {of(name: string): number; readonly all: readonly string[]} {
	const indexes = new Map<string, number>();
	const all: string[] = [];
	return {
		all,
		of(name) {
			const known = indexes.get(name);
			if (known !== undefined) return known;
			if (all.length > mostNames) return mostNames;
			const cut = all.length === mostNames ? 'further ones' : shown(name, 200);
			indexes.set(name, all.length);
			return all.push(cut) - 1;
		},
	};
}
