/** Canned ACLs of buckets as statements: whom they let in, where nothing blocks them. */

import type {Statement, Token} from '../../evidence/iam.ts';
import type {Resource} from '../../evidence/template.ts';
import {get, looseStringOf, type SourceNode} from '../../tree.ts';
import {listedTokens, type SymbolScope} from '../symbolic.ts';
import {principalOf} from './documents.ts';

/** What canned ACLs for everyone allow. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl (November 2026) */
const actions: ReadonlyMap<string, readonly string[]> = new Map([
	['PublicRead', ['s3:ListBucket']],
	['PublicReadWrite', ['s3:ListBucket', 's3:PutObject', 's3:DeleteObject']],
]);

/**
 * The statements that a bucket's `AccessControl` comes to. Buckets block public ACLs unless they are told otherwise
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html): a configuration that switches
 * blocking off, and says nothing of ignoring, leaves that off too (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html).
 */
export function aclStatements(resource: Resource, scope: SymbolScope): readonly Statement[] {
	const [blocks, ignores] = ['BlockPublicAcls', 'IgnorePublicAcls'].map((name) => get(resource.properties, 'PublicAccessBlockConfiguration', name));
	const isOff = (node: SourceNode | undefined) => looseStringOf(node)?.toLowerCase() === 'false';
	if (!isOff(blocks) || (ignores !== undefined && !isOff(ignores))) return [];
	return listedTokens(get(resource.properties, 'AccessControl'), scope).flatMap((token): readonly Statement[] => {
		const allowed = actions.get(token.text) ?? [];
		const tokenOf = (text: string): Token => ({...token, text});
		return allowed.length === 0
			? []
			: [
					{
						effect: 'Allow',
						place: token.place,
						actions: allowed.map(tokenOf),
						notActions: [],
						resources: [tokenOf('*')],
						notResources: [],
						principals: [principalOf('AWS', tokenOf('*'), scope)],
						conditions: [],
						clauses: token.clauses,
					},
				];
	});
}
