import type {Iam, Identity} from '../../src/evidence/iam.ts';
import {isAbsent} from '../../src/evidence.ts';
import {gatherIam} from '../../src/gather/iam/gather.ts';
import {templatesOf} from './templates.ts';

/** All of IAM in one template. */
export async function iamOf(text: string): Promise<Iam> {
	const iam = gatherIam(await templatesOf({'template.yaml': text}));
	if (isAbsent(iam)) throw new Error(iam.absent);
	return iam;
}

/** The one identity of a template. */
export async function identityOf(text: string): Promise<Identity> {
	const {identities} = await iamOf(text);
	const [only] = identities;
	if (only === undefined || identities.length > 1) throw new Error(`${identities.length} identities`);
	return only;
}
