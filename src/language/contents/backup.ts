import {type Judge, words} from '../frames.ts';
import {act, praise} from './common.ts';

const noun = words(
	'backup, backups, back up, backs up, backed up, backing up, snapshot, snapshots, aws backup, data lifecycle manager, dlm, pg_dump, mysqldump, mongodump, dump, restic',
);
const restore = words(
	'restore, restores, restored, restoring, recover, recovery, recovering, reinstate, reinstatement, bring back, bring it back, get back, getting back, return, roll back, fetch, load, recuperate, reload, copy back, put back',
);
const object = words(
	'database, volume, volumes, ebs, instance, configuration, config, settings, state, data, rds, disk, s3, bucket, #path, #command, aws backup, stack, server, retention, cron, efs, table, repository, files, schedule, plan, vault, console, cluster, index, shard',
);
const otherSense = words(
	'laptop, laptops, workstation, workstations, endpoints, backup contact, backup person, backup generator, diesel generator, power generator, backup singer, backup power, backup product, backup vendor, backup software, backup route, backup link, backup uplink, backup trunk, backup stream, backup market, screenshot, snapshot of your business, snapshot of the market, snapshot of sales, quick snapshot, at a glance, backup colleague, backup driver, backup camera, backup provider, backs you up, always backed up, contribution stream, recover a password, recover your password, forgotten, with one click, account recovery, cart recovery, recovers wasted, detached, before updating, we recommend, backup server of, recover to the backup, in case of an accident',
);
const topic = words(
	noun,
	'restore, restoring, restoration, recover, recovery, recovering, reinstatement, bring back, safekeeping, safeguarding, keeping a copy, keeping, keeping and recovering, copies, security copy, save and recover, saving, preservation, disaster recovery, disaster, data protection, protection, archive, durability, getting it back, coming back',
);
const notTopic = words(
	'backup trunk, backup link, backup power, saving money, cost saving, saving energy, always backed up, get back to us, return policy, returns, refund, file archive, encryption',
);

/** How data and configuration are backed up and recovered. */
export const backup: Judge = {
	sentences: [
		// The seller's word that there is nothing to lose is an answer, too.
		{
			own: [
				words(
					'no backup is needed, no backups are needed, no backup is necessary, no backup is required, no backups are required, nothing to back up, need not be backed up, needs no backup, need no backup, not need to be backed up, no need to back up',
				),
			],
		},
		{
			own: [
				words('export, import, exports, dump'),
				words('configuration, settings, data, database'),
				words('restore, recover, recovery, another instance, new instance'),
			],
			not: [otherSense, praise],
		},
		{
			own: [
				words(
					'take a snapshot, create a snapshot, create snapshot, take snapshot, snapshot the, restore the snapshot, from the snapshot, pg_dump, mysqldump, mongodump, aws backup, data lifecycle manager, create volume from snapshot',
				),
			],
			near: [words(act)],
			not: [otherSense, praise],
			affirmed: true,
		},
		{
			own: [noun, object, words('run, set, schedule, enable, edit, configure, choose, select, take, create, add, turn on, #command, open, use')],
			not: [otherSense, praise],
			affirmed: true,
		},
		// Both in one sentence, each as something to do, with what is run or chosen for them.
		{
			own: [
				words('to back up, to take a backup, to make a backup, making a backup, taking a backup, backing up, back up with, backup with'),
				words('to restore, to recover, restoring it, recovering, to bring it back, bring back, to get it back, restore with, recover with'),
				words('run, running, execute, choose, select, click, press, type, call, issue, #command, #menu, #path'),
			],
			not: [otherSense, praise],
			affirmed: true,
		},
		{
			own: [noun, words('#period, cron, nightly, automatic, automatically'), words('bucket, s3, #path, retention, kept, restore')],
			not: [otherSense, praise],
			affirmed: true,
		},
		{
			own: [words('restore, recover, reinstate, recovery, to restore, to recover'), object, act],
			near: [words(noun, 'failure, lost, disaster, latest')],
			not: [otherSense, praise],
			affirmed: true,
		},
		{
			own: [
				words('export, exported, exports, save, saved'),
				words('import, imported, imports, load, loaded'),
				words('#command, #path, #menu, data, configuration, settings, database, file'),
			],
			not: [otherSense, praise, words('csv, contacts, spreadsheet')],
		},
	],
	sections: [
		{
			topic: words('backup, backups, back up, backing up, restore, restoring, recovery, copies, safekeeping, safeguarding, security copy'),
			notTopic,
			body: [
				words(
					'run, set, schedule, enable, configure, choose, take, create, open, select, click, stop, terminate, replace, launch, attach, mount, copy, import, export, download, upload, use',
				),
				object,
			],
			notBody: words(otherSense, praise),
		},
		{
			topic,
			notTopic,
			body: [
				words(
					'#command, cron, #period, run, set, schedule, enable, configure, choose, take, create, start, turn on, pick, press, push, select, input, click, enter',
				),
				words(noun, restore, 'copy, save, keep, preserve, protect, secure'),
			],
			notBody: words(otherSense, praise),
		},
	],
};
