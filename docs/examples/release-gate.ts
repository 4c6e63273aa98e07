import {diff} from 'shelfready';

const [old = 'templates/releases/heron/1.0', next = 'templates/releases/heron/1.1'] = process.argv.slice(2);
const {report} = await diff(old, next);

for (const {kind, message} of report.changes.filter(({growth}) => growth)) console.log(`${kind}: ${message}`);
if (report.summary.growth > 0) {
	console.log('Say so in the release notes, or take it back.');
	process.exitCode = 1;
}
