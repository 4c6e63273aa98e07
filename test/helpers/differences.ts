import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** Whole lines of `results.ndjson` in an audit's folder. */
export function linesOf(out: string): readonly string[] {
	const file = join(out, 'results.ndjson');
	return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

/** What differs between two audits' folders that should hold the same `count` submissions, in words. The order in which they ended may differ. */
export function differencesOf(disturbed: string, undisturbed: string, count: number): readonly string[] {
	const faults: string[] = [];
	const read = (out: string) => {
		const found = new Map<string, string>();
		for (const line of linesOf(out)) {
			const {submission} = JSON.parse(line) as {readonly submission: string};
			if (found.has(submission)) faults.push(`${submission} has two results`);
			found.set(submission, line);
		}
		if (found.size !== count) faults.push(`${found.size} submissions have results, of ${count}`);
		return found;
	};
	const [ours, theirs] = [read(disturbed), read(undisturbed)];
	for (const [submission, line] of theirs) if (ours.get(submission) !== line) faults.push(`${submission} has another result`);
	const names = readdirSync(undisturbed);
	for (const name of readdirSync(disturbed)) if (!names.includes(name)) faults.push(`${name} was left behind`);
	for (const name of names.filter((one) => one !== 'results.ndjson' && statSync(join(undisturbed, one)).isFile())) {
		if (!existsSync(join(disturbed, name))) faults.push(`${name} is missing`);
		else if (textOf(disturbed, name) !== textOf(undisturbed, name)) faults.push(`${name} differs`);
	}
	return faults;
}

/** Without what is drawn, a run's own id in `audit.json`, and what stands in the order in which submissions ended, the rows of `index.html`. */
function textOf(out: string, name: string): string {
	const text = readFileSync(join(out, name), 'utf8');
	if (name === 'index.html') return text.replace(/(<script type="application\/octet-stream" id="data">)[^<]*/, '$1').replace(/href="reports\/[^"]*"/g, '');
	return name === 'audit.json' ? text.replace(/"run": "[0-9a-f-]{36}"/, '') : text;
}
