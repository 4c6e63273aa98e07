/** Counts on `corpora/language/test`, by `node dist/scripts/language/measure.js --write`; do not edit. */

import type {Ask} from '../evidence/judgement.ts';

/** Counts of one rule: findings that were right, those that were wrong, and violations that were not found. */
export type Counts = {readonly right: number; readonly wrong: number; readonly missed: number};

export const measured: Readonly<Record<Ask, Counts>> = {
	redirects: {right: 73, wrong: 3, missed: 8},
	limits: {right: 77, wrong: 11, missed: 17},
	trial: {right: 70, wrong: 2, missed: 10},
	registration: {right: 69, wrong: 3, missed: 14},
	fulfilment: {right: 63, wrong: 3, missed: 11},
	'outside-launch': {right: 66, wrong: 0, missed: 8},
	'aws-keys': {right: 66, wrong: 1, missed: 6},
	'fixed-password': {right: 62, wrong: 1, missed: 12},
	'password-login': {right: 72, wrong: 4, missed: 5},
	'sshd-password': {right: 59, wrong: 1, missed: 3},
	'seller-access': {right: 67, wrong: 6, missed: 8},
	collection: {right: 72, wrong: 4, missed: 8},
	'self-contained': {right: 70, wrong: 4, missed: 7},
	'user-data': {right: 61, wrong: 0, missed: 9},
	'wide-iam': {right: 68, wrong: 2, missed: 7},
};
