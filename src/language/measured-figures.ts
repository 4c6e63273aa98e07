/** Counts on `corpora/language/test`, by `node dist/scripts/language/measure.js --write`; do not edit. */

import type {Ask} from '../evidence/judgement.ts';

/** Counts of one rule: findings that were right, those that were wrong, and violations that were not found. */
export type Counts = {readonly right: number; readonly wrong: number; readonly missed: number};

export const measured: Readonly<Record<Ask, Counts>> = {
	redirects: {right: 76, wrong: 6, missed: 5},
	limits: {right: 75, wrong: 12, missed: 19},
	trial: {right: 70, wrong: 4, missed: 10},
	registration: {right: 71, wrong: 4, missed: 12},
	fulfilment: {right: 69, wrong: 5, missed: 5},
	'outside-launch': {right: 65, wrong: 1, missed: 9},
	'aws-keys': {right: 66, wrong: 2, missed: 6},
	'fixed-password': {right: 62, wrong: 3, missed: 12},
	'password-login': {right: 70, wrong: 4, missed: 7},
	'sshd-password': {right: 58, wrong: 1, missed: 4},
	'seller-access': {right: 65, wrong: 2, missed: 10},
	collection: {right: 67, wrong: 4, missed: 13},
	'self-contained': {right: 71, wrong: 3, missed: 6},
	'user-data': {right: 63, wrong: 5, missed: 7},
	'wide-iam': {right: 64, wrong: 2, missed: 11},
};
