import test from 'ava';
import {changeSet, debian, image} from '../../../src/examples.ts';
import {datedEvidence} from '../../../src/report/html/ages.ts';
import {checkFiles} from '../../helpers/submission.ts';

/** What is dated in some files on 2026-11-24: what, date, age, state. */
async function dates(files: Readonly<Record<string, string>>, more: Parameters<typeof checkFiles>[2] = {}) {
	return datedEvidence(await checkFiles(files, [], more)).map(({what, date, age, state}) => [what, date, age, state]);
}

test('an image: its creation, held against what AWS takes, and its deprecation', async (t) => {
	t.deepEqual(await dates({'image.json': image({ImageId: 'ami-1', CreationDate: '2024-12-01T08:00:00.000Z', DeprecationTime: '2026-11-23T08:00:00.000Z'})}), [
		['ami-1: created', '2024-12-01', '23 months ago', 'soon'],
		['ami-1: deprecation', '2026-11-23', '1 day ago', 'past'],
	]);
	t.deepEqual(await dates({'image.json': image({ImageId: 'ami-1', CreationDate: '2021-03-01T08:00:00.000Z'})}), [
		['ami-1: created', '2021-03-01', '5 years 8 months ago', 'past'],
	]);
});

test('a date that is none has no age', async (t) => {
	t.deepEqual(await dates({'image.json': image({ImageId: 'ami-1', CreationDate: 'last spring'})}), [['ami-1: created', 'last sprin', '', 'unknown']]);
});

test('the operating system of a root file system and of a listing, by the end of its support', async (t) => {
	const root = debian({'etc/os-release': 'NAME="Debian GNU/Linux"\nVERSION_ID="11"\nID=debian\n'});
	t.deepEqual(await dates({}, {root}), [['Debian 11: end of support', '2026-08-31', '2 months ago', 'past']]);
	const source = {AmiId: 'ami-1', OperatingSystemName: 'AMAZONLINUX', OperatingSystemVersion: '2023'};
	const listing = changeSet('AddDeliveryOptions', {DeliveryOptions: [{Details: {AmiDeliveryOptionDetails: {AmiSource: source}}}]});
	t.deepEqual(await dates({'request.json': listing}), [['Amazon Linux 2023: end of support', '2029-06-30', 'in 2 years 7 months', 'fine']]);
});

test('a scan is old after thirty days; an older one of the same is superseded', async (t) => {
	const trivy = (day: string) =>
		JSON.stringify({
			SchemaVersion: 2,
			CreatedAt: `${day}T08:00:00Z`,
			ArtifactName: 'ami-0a1b2c3d4e5f67890',
			ArtifactType: 'vm',
			Metadata: {OS: {Family: 'debian', Name: '12'}},
			Results: [{Target: 'debian', Class: 'os-pkgs', Type: 'debian'}],
		});
	t.deepEqual(await dates({'a.json': trivy('2026-11-20')}), [['Trivy: scan of ami-0a1b2c3d4e5f67890', '2026-11-20', '4 days ago', 'fine']]);
	t.deepEqual(await dates({'a.json': trivy('2026-01-20')}), [['Trivy: scan of ami-0a1b2c3d4e5f67890', '2026-01-20', '10 months ago', 'past']]);
	const both = datedEvidence(await checkFiles({'a.json': trivy('2026-11-20'), 'b.json': trivy('2026-11-22')}, []));
	t.deepEqual(
		both.map(({file, state, note}) => [file, state, note.includes('newer results in b.json count instead')]),
		[
			['a.json', 'past', true],
			['b.json', 'fine', false],
		],
	);
});
