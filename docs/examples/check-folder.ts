import {check} from 'shelfready';

const {report} = await check('templates/submissions/cormorant', {only: ['template/no-password-default', 'template/no-open-port-default']});

for (const {place, severity, message} of report.findings) console.log(`${place.file}:${place.start?.line ?? 1} ${severity}: ${message}`);
// What could not be read is no clean bill.
for (const {file, message} of report.problems) console.log(`${file}: ${message}`);

process.exitCode = report.problems.length > 0 ? 2 : report.summary.errors > 0 ? 1 : 0;
