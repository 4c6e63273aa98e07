import {check, format, type Report} from 'shelfready';

/** A report of your own is a function of the JSON report's data. */
function csvOf({findings}: Report): string {
	const quoted = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
	const rows = findings.map(({place, severity, rule, message}) => [place.file, place.start?.line ?? '', severity, rule, message]);
	return [['file', 'line', 'severity', 'rule', 'message'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
}

const {report, outcome} = await check('templates/submissions/cormorant', {only: ['template/no-password-default']});
console.log(csvOf(report));

// The command's own formats are there too.
const json = await format(outcome, 'json');
console.log(`${JSON.parse(json).findings.length} finding in the JSON report`);
