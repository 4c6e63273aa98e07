/** Where CloudFormation resources take secrets. */

import type {Sourced} from '../limits.ts';

/** Last keys of properties that take a secret, and what kind it is. Names as the resource types' own documentation has them. */
export const secretProperties: Sourced & {readonly keys: Readonly<Record<string, 'password' | 'secret'>>} = {
	keys: {
		ADDomainJoinPassword: 'password',
		AccountPassword: 'password',
		AdminPassword: 'password',
		AdminUserPassword: 'password',
		CrossRealmTrustPrincipalPassword: 'password',
		DatabasePassword: 'password',
		DomainJoinUserPassword: 'password',
		FsxAdminPassword: 'password',
		KdcAdminPassword: 'password',
		MasterPassword: 'password',
		MasterUserPassword: 'password',
		Password: 'password',
		Passwords: 'password',
		SvmAdminPassword: 'password',
		UserPassword: 'password',
		AuthToken: 'secret',
		OAuthToken: 'secret',
		SecretString: 'secret',
	},
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html',
	read: '2026-11-24',
};
