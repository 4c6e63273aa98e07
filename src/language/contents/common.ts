/** Word lists that several contents share. */

import {words} from '../frames.ts';

/** What an instruction tells a reader to do at a console, a shell or a page. */
export const act = words(
	'open, run, select, choose, click, go to, navigate, browse, execute, check, verify, confirm, look, issue, type, enter, query, call, request, visit, use, create, make, take, schedule, enable, set, configure, edit, add, attach, update, put, copy, paste, download, start, stop, launch, connect, sign in, log in, point, pick, tick, press, follow, apply, deploy, install, replace, delete, remove, generate, write, change, register, sign up, turn, switch, invoke, ask, raise, submit, increase, view, watch, monitor, read, inspect, wait, review, see, refer, #command',
);

/** Words that praise. A sentence with one sells; it guides nobody. */
export const praise = words(
	'military grade, bank grade, bank level, enterprise grade, world class, best in class, state of the art, industry leading, award winning, peace of mind, cutting edge, market leading, seamless, effortless, effortlessly, blazing, unmatched, unrivalled, unrivaled, trusted by, proudly, game changing, next generation, we believe, renowned, unparalleled, revolutionary, loved by, sleep well, cost effective, leader in, the leading, built for teams',
);

/** Things that live in AWS, by the names that sellers use. */
export const awsThing = words(
	'ec2, ebs, s3, rds, efs, fsx, nat gateway, load balancer, alb, nlb, elastic ip, cloudwatch, secrets manager, kms, dynamodb, lambda, instance, instances, volume, data transfer, aws, amazon, route 53, vpc, transit gateway, ecr, sqs, sns, opensearch, elasticache, aurora, vcpu, snapshot, snapshots, vpc endpoint, backup storage, ipv4 address, public ipv4',
);

/** Where data or keys may lie. */
export const store = words(
	'#path, #device, volume, disk, drive, bucket, s3, ebs, efs, rds, aurora, dynamodb, table, database, secrets manager, secret manager, parameter store, ssm, systems manager, keystore, key store, vault, directory, folder, file, partition, file system, filesystem, instance store, memory, ram, kms, schema, postgresql, mysql, mariadb, redis, sqlite, mongodb, registry, home directory, fsx, snapshot, hsm, cloudhsm',
);

/** That something lies somewhere. */
export const lies = words(
	'store, stored, stores, reside, located, location, live, lives, live in, live on, keep, keeps, kept, held, holds, hold, saved, save, saves, written, write, writes, persist, placed, sits, sit, contains, contain, found in, found at, goes to, go to, goes into, land, lands, remain, stay, stays, lie, lies, is in, are in, is on, are on, is under, are under, is at, are at, located at, housed, where, nowhere, recorded, cached, put in, ends up, end up',
);
