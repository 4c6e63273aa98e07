/** The packages that a queue needs: optional, and loaded when they are needed. */

import {reasonOf} from '../reason.ts';

/** What each is for, as words say it, and what npm is told to install. */
const needed = {
	bullmq: '--queue needs',
	ioredis: '--queue needs',
	'prom-client': '--metrics needs',
	'@aws-sdk/client-s3': 'a store on S3 needs',
} as const;

/** Loads one. Throws with the npm command where it is not installed. */
async function load<Module>(name: keyof typeof needed, loading: () => Promise<Module>): Promise<Module> {
	try {
		return await loading();
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(`'${name}'`)) {
			const all = name === 'bullmq' || name === 'ioredis' ? 'bullmq ioredis' : name;
			throw new Error(`${needed[name]} ${all.replace(' ', ' and ')}, which ${all.includes(' ') ? 'are' : 'is'} not installed here: npm install ${all}`);
		}
		throw new Error(`${name} does not load: ${reasonOf(error)}`);
	}
}

/** BullMQ: queues in Redis. */
export function loadBullmq(): Promise<Pick<typeof import('bullmq'), 'Queue' | 'QueueEvents' | 'UnrecoverableError' | 'WaitingError' | 'Worker'>> {
	return load('bullmq', () => import('bullmq'));
}

/** The client of Redis. */
export function loadIoredis() {
	return load('ioredis', () => import('ioredis'));
}

/** Metrics in Prometheus' format. */
export function loadPromClient() {
	return load('prom-client', () => import('prom-client'));
}

/** The client of S3, and of what speaks as it. */
export function loadS3() {
	return load('@aws-sdk/client-s3', () => import('@aws-sdk/client-s3'));
}
