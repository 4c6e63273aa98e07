import {readFileSync} from 'node:fs';
import test from 'ava';
import {formatBaseline} from '../../src/baseline.ts';
import {formatDiffJson} from '../../src/report/diff-json.ts';
import {formatDiffMarkdown} from '../../src/report/diff-markdown.ts';
import {formatDiffText} from '../../src/report/diff-text.ts';
import {formatOutcome, formats} from '../../src/report/formats.ts';
import {isReport, needed} from '../../src/report/recognise.ts';
import {outcome} from '../helpers/outcome.ts';
import {filesUnder, projectRoot} from '../helpers/project.ts';
import {attack, context, full, many} from '../helpers/reports.ts';

const recognised = (text: string) => isReport(text.slice(0, needed), text.slice(-needed));

test('a report of every format is recognised, whatever it says', async (t) => {
	for (const given of [full, attack, many, outcome(), {...full, findings: []}])
		for (const format of formats)
			for (const terminal of [context.terminal, {width: 40, color: true, quiet: true}])
				t.true(recognised(await formatOutcome(format, given, {...context, terminal})), format);
});

test('so are a baseline and a comparison', (t) => {
	for (const findings of [[], full.findings]) t.true(recognised(formatBaseline(findings)));
	const release = {path: 'x', files: []};
	const nothing = {old: release, new: release, pairs: [], changes: [], problems: []};
	t.true(recognised(formatDiffJson(nothing, context.tool)));
	t.true(recognised(formatDiffMarkdown(nothing)));
	for (const quiet of [true, false]) t.true(recognised(formatDiffText(nothing, {width: 80, color: true, quiet})));
});

test('no part of a submission is', (t) => {
	for (const folder of ['templates/submissions', 'templates/guidance'])
		for (const extension of ['.yaml', '.json', '.md', '.html'])
			for (const file of filesUnder(folder, extension))
				if (!file.endsWith('.report.json')) t.false(recognised(readFileSync(`${projectRoot}/${file}`, 'utf8')), file);
	t.false(recognised('# Larkspur\n\nWe check it with shelfready.\n'));
});
