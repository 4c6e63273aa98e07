import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {contents, oddsOf, passagesIn} from '../../src/language/contents.ts';
import {projectRoot} from '../helpers/project.ts';

const told: readonly (readonly [text: string, contents: readonly string[]])[] = [
	['Backup: nightly EBS snapshots by DLM; restore: create a volume from one and attach it.', ['backup']],
	['Health: curl localhost:8080/ready answers ok.', ['health-check']],
	['Data: customer rows in /var/lib/fern; nothing else is kept.', ['sensitive-data']],
	['Costs: c6i.large by the hour, gp3 by the GB-month, data transfer out.', ['costs']],
	['Role: lets the instance read its bucket and write logs; nothing more.', ['role-purpose']],
	['KMS key alias/fern: encrypts the data volume.', ['encryption', 'key-purpose']],
	['Nothing to rotate.', ['rotation']],
	['Quotas: 4 vCPUs of standard instances and one Elastic IP.', ['quotas']],
	['Public subnet, 443 in from your office range, 5432 only within the VPC.', ['network']],
	['Launch from the Marketplace page, wait five minutes, browse to https://<public-ip>/ and log in as admin with the instance id.', ['start']],
	['Fern backs up your phones in one click.', []],
	['Our role is to help you.', []],
	['Quotas for users are set under Settings.', []],
	['Encryption matters to us.', []],
	['Backup', []],
	['Contact sales for pricing.', []],
	['Keys to success: read the manual.', []],
	['', []],
];
for (const [text, expected] of told)
	test(`tells ${expected.join(' and ') || 'nothing'}: ${text}`, (t) => {
		const found = passagesIn(text);
		t.deepEqual([...found.keys()], expected);
		for (const passage of found.values()) t.true(text.startsWith(passage));
	});

test('a content that several sentences tell is shown by one of them', (t) => {
	const passage = passagesIn('Launch it.\n\nBackup: nightly EBS snapshots by DLM. Restore: create a volume from one and attach it.').get('backup');
	t.regex(passage ?? '', /^(?:Backup|Restore)/);
});

test('what was learned is of the contents that there are, in their order', (t) => {
	const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, 'corpora', 'usage-instructions', 'learned', name), 'utf8'));
	t.deepEqual((read('weights.json') as {labels: unknown}).labels, contents);
	t.deepEqual(Object.keys(read('weighing.json') as object), contents);
});

test('signs add up', (t) => {
	const weights = {none: -3, learned: 2, frame: 4, section: 1};
	t.is(oddsOf({learned: 1, frame: false, section: false}, weights), -1);
	t.is(oddsOf({learned: 1, frame: true, section: true}, weights), 4);
});
