/** Counts on `corpora/language/test`, by `node dist/scripts/language/measure.js --write`; do not edit. */

import type {Ask} from '../evidence/judgement.ts';

/** Counts of one rule: findings that were right, those that were wrong, and violations that were not found. */
export type Counts = {readonly right: number; readonly wrong: number; readonly missed: number};

export const measured: Readonly<Record<Ask, Counts>> = {
	redirects: {right: 74, wrong: 11, missed: 7},
	limits: {right: 74, wrong: 11, missed: 20},
	trial: {right: 68, wrong: 3, missed: 12},
	registration: {right: 72, wrong: 5, missed: 11},
	fulfilment: {right: 69, wrong: 4, missed: 5},
	'outside-launch': {right: 68, wrong: 0, missed: 6},
	'aws-keys': {right: 65, wrong: 1, missed: 7},
	'fixed-password': {right: 63, wrong: 2, missed: 11},
	'password-login': {right: 74, wrong: 6, missed: 3},
	'sshd-password': {right: 57, wrong: 1, missed: 5},
	'seller-access': {right: 66, wrong: 2, missed: 9},
	collection: {right: 69, wrong: 4, missed: 11},
	'self-contained': {right: 71, wrong: 5, missed: 6},
	'user-data': {right: 65, wrong: 3, missed: 5},
	'wide-iam': {right: 65, wrong: 1, missed: 10},
};
