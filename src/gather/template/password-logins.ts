/** Log-in by password that scripts turn on in sshd's configuration, where the words that do it do not stand side by side in the template. */

import type {SshChange} from '../../evidence/startup.ts';
import type {PasswordCommand, Resource} from '../../evidence/template.ts';
import {overlapsAny} from './script-reading.ts';

/** Those that `known` does not tell of already. */
export function passwordLoginsOf(changes: readonly SshChange[], resources: readonly Resource[], known: readonly PasswordCommand[]): readonly PasswordCommand[] {
	const told = known.flatMap(({kind, place}) => (kind === 'password-login' ? [place] : [])).toSorted((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0));
	const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
	return changes.flatMap(({job, directive, value, place}) => {
		const resource = byId.get(job.by);
		const isNew = directive === 'PasswordAuthentication' && value === 'yes' && !overlapsAny(told, place);
		return resource === undefined || !isNew ? [] : [{kind: 'password-login', resource, place}];
	});
}
