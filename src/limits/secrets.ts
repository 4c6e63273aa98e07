/** Where CloudFormation resources take secrets. */

import type {Sourced} from '../limits.ts';

/** Last keys of properties that take a secret, and what kind it is. Names as the resource types' own documentation has them. */
export const secretProperties: Sourced & {readonly keys: Readonly<Record<string, 'password' | 'secret'>>} = {
	keys: {
		MasterUserPassword: 'password',
		MasterPassword: 'password',
		AdminPassword: 'password',
		AdminUserPassword: 'password',
		DomainJoinUserPassword: 'password',
		DatabasePassword: 'password',
		UserPassword: 'password',
		Password: 'password',
		AuthToken: 'secret',
		SecretString: 'secret',
		OAuthToken: 'secret',
	},
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html',
	read: '2026-11-24',
};
