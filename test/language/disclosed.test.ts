import test from 'ava';
import {disclosureIn} from '../../src/language/disclosed.ts';

const fetched = (what: string): Parameters<ReturnType<typeof disclosureIn>>[0] => ({
	job: {name: 'larkspur.service', kind: 'unit', trigger: 'boot', by: 'etc/x', place: {file: 'etc/x'}},
	how: 'download',
	what,
	place: {file: 'etc/x'},
});

for (const [what, text, isDisclosed] of [
	['https://get.larkspur-queue.com/setup.sh', 'The installer is downloaded from https://get.larkspur-queue.com at launch.', true],
	['https://get.larkspur-queue.com/setup.sh', 'Ask at get.larkspur-queue.com. The installer is downloaded from our site.', false],
	['https://get.larkspur-queue.com:8443/setup.sh', 'At launch it pulls images\nand fetches setup.sh from GET.larkspur-queue.com', true],
	['s3://larkspur-releases/queue.tar.gz', 'The release comes from the bucket s3://larkspur-releases.', true],
	['larkspur/queue:latest', 'The container larkspur/queue is pulled from Docker Hub when the instance starts.', true],
	['larkspur', 'Larkspur Queue is the friendliest queue.', false],
	['larkspur thistle-agent', 'Larkspur is installed at launch.', false],
	['larkspur=2.1 thistle-agent', 'Installs larkspur and thistle-agent at launch.', true],
	['https://', 'Everything is downloaded.', false],
] as const)
	test(`${what} is ${isDisclosed ? '' : 'not '}disclosed by: ${text}`, (t) => t.is(disclosureIn([text])(fetched(what)), isDisclosed));
