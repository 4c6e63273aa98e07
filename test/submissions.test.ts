import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {reportOf, submissionNames} from '../scripts/expected.ts';
import {projectRoot} from './helpers/project.ts';

const folder = join(projectRoot, 'templates', 'submissions');

for (const name of submissionNames()) {
	test(`${name}: gives the report that is kept beside it`, async (t) => {
		t.deepEqual(JSON.parse(await reportOf(name)), JSON.parse(readFileSync(join(folder, `${name}.report.json`), 'utf8')));
	});
}

test('the sound examples have no error and no warning, and satisfy what can be shown', (t) => {
	for (const name of ['larkspur', 'bramble']) {
		const report = JSON.parse(readFileSync(join(folder, `${name}.report.json`), 'utf8')) as {
			readonly summary: {readonly errors: number; readonly warnings: number};
			readonly policies: readonly {readonly id: string; readonly verdict: string}[];
		};
		t.is(report.summary.errors + report.summary.warnings, 0, name);
		t.like(
			report.policies.find(({id}) => id === 'architecture.hvm'),
			{verdict: 'satisfied'},
		);
	}
});
