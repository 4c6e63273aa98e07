import {defineValidator} from '../../src/contract.ts';
import {boots, debian, standalone, version} from '../../src/examples.ts';
import {disclosureOf} from '../../src/language/disclosed.ts';
import {pages} from '../../src/limits.ts';

const verbs = {
	run: 'runs what comes from',
	install: 'installs',
	source: 'installs packages from',
	image: 'pulls',
	clone: 'clones',
	unpack: 'unpacks what comes from',
	download: 'downloads',
} as const;

export const noFetchAtBoot = defineValidator({
	id: 'root/no-fetch-at-boot',
	policy: 'usage.self-contained',
	severity: 'warning',
	about: 'What starts by itself fetches no piece of the product.',
	why: 'The policies of 2020 ask for everything in the AMI. Since August 2021 a product may fetch what the listing discloses, as long as it stays available and safe. A start without internet access shows whether it works.',
	source: pages.policy,
	reads: ['submission', 'startups'],
	mayRead: ['listingFields'],
	messages: {
		fetches: {
			message: '{job} {verb} {what} when an instance starts.',
			help: 'Put it into the AMI when you build it; or say in the usage instructions what is fetched, and from where.',
		},
		later: {
			message: '{job} {verb} {what} by schedule.',
			help: 'Put it into the AMI when you build it; or say in the usage instructions what is fetched, and from where.',
		},
	},
	examples: [
		{
			name: 'a script of another host',
			files: {},
			root: boots('curl -fsSL https://get.larkspur-queue.com/setup.sh | bash'),
			expect: [{message: 'fetches', at: 'https://get.larkspur-queue.com/setup.sh', subject: 'https://get.larkspur-queue.com/setup.sh'}],
		},
		{
			name: 'packages',
			files: {},
			root: boots('apt-get update && apt-get install -y larkspur'),
			expect: [{message: 'fetches', at: 'apt-get install -y larkspur', subject: 'larkspur'}],
		},
		{
			name: 'an image, every night',
			files: {},
			root: debian({'etc/cron.d/larkspur': '0 3 * * * root docker pull larkspur/queue:latest\n'}),
			expect: [{message: 'later', at: 'docker pull larkspur/queue:latest'}],
		},
		{
			name: 'what the usage instructions disclose, by the guide of 2025',
			files: {
				'shelfready.yaml': 'edition: ami-2025\n',
				'listing.json': version([standalone({UsageInstructions: 'When it starts, the instance installs Larkspur from our package source.'})]),
			},
			root: boots('apt-get update && apt-get install -y larkspur thistle-agent'),
			expect: [{message: 'fetches', at: 'apt-get install -y larkspur thistle-agent'}],
		},
		{name: 'a package in a file', files: {}, root: boots('dpkg -i /opt/larkspur/larkspur.deb\napt-get install -y ./extra.deb'), expect: []},
		{
			name: 'a script that is run every hour, which is a matter of another rule',
			files: {},
			root: debian({'etc/cron.d/larkspur': '0 * * * * root curl -fsS https://get.larkspur-queue.com/hourly.sh | bash\n'}),
			expect: [],
		},
	],
	*check({submission, listingFields, startups}) {
		const isDisclosed = disclosureOf(submission, listingFields);
		for (const fetched of startups.flatMap(({fetches}) => fetches)) {
			const {job, how, what, place} = fetched;
			const isScheduled = job.trigger === 'schedule';
			// What is installed from an added source is told by itself.
			if (how === 'source' || isDisclosed(fetched)) continue;
			if ((isScheduled || job.trigger === 'log-in') && how === 'run') continue;
			yield {message: isScheduled ? 'later' : 'fetches', place, subject: what, data: {job: job.name, verb: verbs[how], what}};
		}
	},
});
