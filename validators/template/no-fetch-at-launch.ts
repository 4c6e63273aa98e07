import {defineValidator, type Place} from '../../src/contract.ts';
import {hostRunning, standalone, version} from '../../src/examples.ts';
import {disclosureOf} from '../../src/language/disclosed.ts';
import {pages} from '../../src/limits.ts';

const verbs = {
	run: 'runs what comes from',
	install: 'installs',
	source: 'installs packages from',
	image: 'pulls the image',
	clone: 'clones',
	unpack: 'unpacks what comes from',
	download: 'downloads',
} as const;

export const noFetchAtLaunch = defineValidator({
	id: 'template/no-fetch-at-launch',
	policy: 'usage.self-contained',
	severity: 'warning',
	about: 'The commands of an instance fetch no piece of the product from a host or bucket that is written into the template.',
	why: 'The policies of 2020 ask for everything in the AMI. Since August 2021 a product may fetch what the listing discloses, as long as it stays available and safe. Packages of the distributions and of public indexes, AWS’s own hosts and tools, and buckets that parameters give are not reported; nor are images that may already lie in the AMI.',
	source: pages.policy,
	reads: ['submission', 'templates'],
	mayRead: ['listingFields'],
	messages: {
		fetches: {
			message: '{script} {verb} {what}.',
			help: 'Put it into the AMI when you build it; or say in the usage instructions that it is fetched, and from where.',
		},
	},
	examples: [
		{
			name: 'a script of another host',
			files: {'template.yaml': hostRunning('curl -fsSL https://get.larkspur-queue.com/setup.sh | bash')},
			expect: [{message: 'fetches', at: 'https://get.larkspur-queue.com/setup.sh', subject: 'https://get.larkspur-queue.com/setup.sh'}],
		},
		{
			name: 'an image',
			files: {'template.yaml': hostRunning('docker pull larkspur/queue:latest')},
			expect: [{message: 'fetches', at: 'docker pull larkspur/queue:latest'}],
		},
		{
			name: 'a file in a bucket',
			files: {'template.yaml': hostRunning('aws s3 cp s3://larkspur-releases/queue.tar.gz /opt/')},
			expect: [{message: 'fetches', at: 's3://larkspur-releases/queue.tar.gz'}],
		},
		{
			name: 'a package by its address',
			files: {'template.yaml': hostRunning('dnf install -y https://rpm.larkspur-queue.com/queue-4.1.x86_64.rpm')},
			expect: [{message: 'fetches', at: 'https://rpm.larkspur-queue.com/queue-4.1.x86_64.rpm'}],
		},
		{
			name: 'a source of packages',
			files: {'template.yaml': hostRunning('helm repo add larkspur https://charts.larkspur-queue.com\nhelm install queue larkspur/queue')},
			expect: [{message: 'fetches', at: 'https://charts.larkspur-queue.com'}],
		},
		{
			name: 'what the usage instructions disclose, by the guide of 2025',
			files: {
				'template.yaml': hostRunning('curl -fsSL https://get.larkspur-queue.com/setup.sh | bash\ndocker pull larkspur/queue:latest'),
				'shelfready.yaml': 'edition: ami-2025\n',
				'listing.json': version([standalone({UsageInstructions: 'At launch the instance fetches its installer from get.larkspur-queue.com.'})]),
			},
			expect: [{message: 'fetches', at: 'docker pull larkspur/queue:latest'}],
		},
		{
			name: 'packages of the distribution, and the tools of CloudFormation',
			files: {
				'template.yaml': hostRunning(
					'yum install -y jq\npip3 install https://s3.amazonaws.com/cloudformation-examples/aws-cfn-bootstrap-py3-latest.tar.gz\ncurl -O https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest/debian_amd64/amazon-ssm-agent.deb',
				),
			},
			expect: [],
		},
		{name: 'a bucket of the buyer', files: {'template.yaml': hostRunning('aws s3 cp s3://${Bucket}/settings.json /opt/\ncurl -o /opt/x ${Url}')}, expect: []},
		{
			name: 'a printed command',
			files: {'template.yaml': hostRunning('echo "curl -fsSL https://get.larkspur-queue.com/setup.sh | bash" > /etc/motd')},
			expect: [],
		},
	],
	*check({submission, templates, listingFields}) {
		const isDisclosed = disclosureOf(submission, listingFields);
		const startOf = ({file, range}: Place) => `${file} ${range?.[0]}`;
		// Keys that are fetched to let somebody in are a matter of another rule.
		const told = new Set(templates.flatMap(({bootstrap}) => bootstrap.addedAccess.map(({place}) => startOf(place))));
		for (const fetched of templates.flatMap(({bootstrap}) => bootstrap.fetches)) {
			const {job, how, what, place, address} = fetched;
			const key = startOf(place);
			// What everybody installs by the package manager is left out; a file that is used twice is told once.
			if ((how === 'install' && address === undefined) || told.has(key) || isDisclosed(fetched)) continue;
			told.add(key);
			yield {message: 'fetches', place, subject: what, data: {script: job.name, verb: verbs[how], what}};
		}
	},
});
