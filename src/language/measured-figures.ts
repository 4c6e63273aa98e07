/** Counts on `corpora/language/test`, by `node dist/scripts/language/measure.js --write`; do not edit. */

import type {Ask} from '../evidence/judgement.ts';

/** Counts of one rule: findings that were right, those that were wrong, and violations that were not found. */
export type Counts = {readonly right: number; readonly wrong: number; readonly missed: number};

export const measured: Readonly<Record<Ask, Counts>> = {
	redirects: {right: 73, wrong: 5, missed: 8},
	limits: {right: 75, wrong: 9, missed: 19},
	trial: {right: 71, wrong: 5, missed: 9},
	registration: {right: 73, wrong: 4, missed: 10},
	fulfilment: {right: 64, wrong: 4, missed: 10},
	'outside-launch': {right: 67, wrong: 1, missed: 7},
	'aws-keys': {right: 65, wrong: 2, missed: 7},
	'fixed-password': {right: 64, wrong: 1, missed: 10},
	'password-login': {right: 72, wrong: 3, missed: 5},
	'sshd-password': {right: 58, wrong: 1, missed: 4},
	'seller-access': {right: 67, wrong: 5, missed: 8},
	collection: {right: 70, wrong: 4, missed: 10},
	'self-contained': {right: 72, wrong: 5, missed: 5},
	'user-data': {right: 62, wrong: 1, missed: 8},
	'wide-iam': {right: 67, wrong: 0, missed: 8},
};
