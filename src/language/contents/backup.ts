import {type Frame, words} from '../frames.ts';
import {act, praise} from './common.ts';

const backup = words('backup, backups, back up, backs up, backed up, backing up, snapshot, snapshots, aws backup, data lifecycle manager, dlm, point in time, pg_dump, pgdump, mysqldump, mongodump, dump, restic, borg, archive the');
const restore = words('restore, restores, restored, restoring, recover, recovery, recovering, roll back to the snapshot, bring back');
const object = words(
	'database, volume, volumes, data volume, ebs, instance, configuration, config, settings, state, data, rds, disk, s3, bucket, #path, #command, #period, aws backup, stack, server, retention, retained, nightly, cron, efs, table, repository, files, store, image, schedule, plan, vault',
);
const otherSense = words(
	'your laptops, laptop, laptops, workstation, workstations, endpoints, mailboxes, backup contact, backup person, backup generator, generator, backup plan b, backup singer, backup power, backup job of, backup product, backup vendor, backup software, backup dancers, backup route, backup link, backup uplink, backup server for, backup market, screenshot, snapshot of your business, snapshot of the market, snapshot of sales, a quick snapshot, at a glance, backup colleague, backup driver, backup camera, backup provider',
);

/** How data and configuration are backed up and recovered. */
export const backup_: readonly Frame[] = [
	{own: [backup, object, act], not: [otherSense, praise], affirmed: true},
	{own: [restore, object, act], near: [words(backup, 'disaster, recovery, restore, failure')], not: [otherSense, praise], affirmed: true},
	{own: [backup, words('#period, #path, #command, aws backup, retention, retained, kept for, cron, nightly, automatic, automatically'), object], not: [otherSense, praise], affirmed: true},
	{own: [act, object], near: [words('backup, backups, back up, backup and restore, recovery, restore, disaster recovery')], not: [otherSense, praise, words('backup window')]},
];
