import {defineValidator} from '../../src/contract.ts';
import {boots, debian, task, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noRemoteCommands = defineValidator({
	id: 'root/no-remote-commands',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: 'Nothing that runs by schedule, or whenever somebody logs on, fetches a script and runs it.',
	why: 'Whoever runs the host that the script comes from can do what they like on every instance, whenever they like.',
	source: pages.policy,
	reads: ['startups'],
	messages: {
		runs: {
			message: '{job} runs what {what} answers, again and again: whoever runs that host can do anything on the instance.',
			help: 'Ship the script in the AMI. For updates use signed packages, and leave it to the customer to switch them on.',
		},
	},
	examples: [
		{
			name: 'a crontab that pipes into a shell',
			files: {},
			root: debian({'etc/cron.d/larkspur': '0 * * * * root curl -fsS https://get.larkspur-queue.com/hourly.sh | bash\n'}),
			expect: [{message: 'runs', at: 'https://get.larkspur-queue.com/hourly.sh', subject: '/etc/cron.d/larkspur'}],
		},
		{
			name: 'a task of Windows that runs what it is told',
			files: {},
			root: windows({
				'Windows/System32/Tasks/Larkspur': task('powershell.exe', {
					trigger: 'CalendarTrigger',
					args: '-Command "iwr https://get.larkspur-queue.com/daily.ps1 | iex"',
				}),
			}),
			expect: [{message: 'runs', at: 'https://get.larkspur-queue.com/daily.ps1', subject: 'task \\Larkspur'}],
		},
		{
			name: 'a file of Windows that runs whenever somebody logs on',
			files: {},
			root: windows({
				'ProgramData/Microsoft/Windows/Start Menu/Programs/Startup/larkspur.cmd': 'powershell -c "irm https://get.larkspur-queue.com/logon.ps1 | iex"\r\n',
			}),
			expect: [{message: 'runs', at: 'https://get.larkspur-queue.com/logon.ps1', subject: 'start-up file larkspur.cmd'}],
		},
		{
			name: 'at boot alone, which is a matter of another rule',
			files: {},
			root: boots('curl -fsS https://get.larkspur-queue.com/setup.sh | bash'),
			expect: [],
		},
		{
			name: 'a file with a dot in its name, which Debian does not read',
			files: {},
			root: debian({'etc/cron.d/larkspur.off': '0 * * * * root curl -fsS https://get.larkspur-queue.com/hourly.sh | bash\n'}),
			expect: [],
		},
	],
	*check({startups}) {
		for (const {job, how, surely, what, place} of startups.flatMap(({fetches}) => fetches)) {
			if (how !== 'run' || (job.trigger !== 'schedule' && job.trigger !== 'log-in')) continue;
			// What is fetched may be data, a bucket the customer's, and a job may wait for the customer.
			const doubt = surely !== true || job.waitsFor !== undefined ? {severity: 'warning' as const} : {};
			yield {message: 'runs', place, subject: job.name, ...doubt, data: {job: job.name, what}};
		}
	},
});
