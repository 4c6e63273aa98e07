/** What resources hand to an account, a key or a provider of identities that the template names, outside of any policy. */

import type {OutsideUse, Token} from '../../evidence/iam.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import {arnFields} from '../../iam/pattern.ts';
import {placeOf, type SourceNode} from '../../tree.ts';
import {hostOf, isOutside} from '../root/startup/hosts.ts';
import {listedTokens, type SymbolScope} from '../symbolic.ts';
import {nodesAt} from '../values.ts';

/** Where a resource says whom it hands something to, by type. `*` is each item of a list. */
type Use = {readonly path: readonly string[]; readonly how: OutsideUse['how']; readonly reads: 'account' | 'arn'};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/, each resource's own page. */
const uses: Readonly<Record<string, readonly Use[]>> = {
	'AWS::S3::Bucket': [{path: ['ReplicationConfiguration', 'Rules', '*', 'Destination', 'Account'], how: 'copies', reads: 'account'}],
	'AWS::Logs::SubscriptionFilter': [{path: ['DestinationArn'], how: 'sends', reads: 'arn'}],
	'AWS::Events::Rule': [{path: ['Targets', '*', 'Arn'], how: 'sends', reads: 'arn'}],
	'AWS::SNS::Subscription': [{path: ['Endpoint'], how: 'sends', reads: 'arn'}],
	'AWS::Pipes::Pipe': [{path: ['Target'], how: 'sends', reads: 'arn'}],
	'AWS::EC2::VPCPeeringConnection': [{path: ['PeerOwnerId'], how: 'connects', reads: 'account'}],
	'AWS::EC2::TransitGatewayPeeringAttachment': [{path: ['PeerAccountId'], how: 'connects', reads: 'account'}],
	'AWS::RAM::ResourceShare': [{path: ['Principals', '*'], how: 'shares', reads: 'account'}],
	'AWS::RolesAnywhere::TrustAnchor': [{path: ['Source', 'SourceData', 'AcmPcaArn'], how: 'trusts', reads: 'arn'}],
};
const custom: readonly Use[] = [{path: ['ServiceToken'], how: 'calls', reads: 'arn'}];

/** What resources of a template hand to accounts that it names, with what they admit by keys and certificates in it. */
export function outsideUsesOf({file, resources}: Template, scopeOf: (resource: Resource) => SymbolScope): readonly OutsideUse[] {
	return resources.flatMap((resource): readonly OutsideUse[] => {
		const {type, logicalId, properties} = resource;
		if (properties === undefined) return [];
		const own = Object.hasOwn(uses, type) ? (uses[type] ?? []) : type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource' ? custom : [];
		const scope = scopeOf(resource);
		const accounts = own.flatMap(({path, how, reads}) =>
			[...nodesIn(properties, path)].flatMap((node) =>
				listedTokens(node, scope).flatMap((token): readonly OutsideUse[] => {
					const account = accountIn(token, reads);
					return account === undefined ? [] : [{file, logicalId, type, how, to: `account ${account}`, token}];
				}),
			),
		);
		return [...accounts, ...credentialsIn(file, resource, properties, scope)];
	});
}

function accountIn({text}: Token, reads: Use['reads']): string | undefined {
	const account = reads === 'arn' ? arnFields(text.trim())?.[4] : /^(?:arn:[^:]{1,60}:[^:]{1,60}::)?(\d{12})\b/.exec(text.trim())?.[1];
	return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** Keys and certificates that are written out: whoever holds the other half of them gets in. */
function credentialsIn(file: string, {logicalId, type}: Resource, properties: SourceNode, scope: SymbolScope): readonly OutsideUse[] {
	const found = (path: readonly string[], how: OutsideUse['how'], to: string, written: RegExp) =>
		[...nodesIn(properties, path)].flatMap((node) =>
			listedTokens(node, scope).flatMap((token): readonly OutsideUse[] =>
				written.test(token.text) ? [{file, logicalId, type, how, to, token: {...token, place: placeOf(file, node, logicalId)}}] : [],
			),
		);
	switch (type) {
		case 'AWS::EC2::KeyPair':
			return found(
				['PublicKeyMaterial'],
				'admits',
				'whoever holds the private half of a key that is written into the template',
				/^\s*(?:ssh-|ecdsa-|sk-)\S+ AAAA/,
			);
		case 'AWS::RolesAnywhere::TrustAnchor':
			return found(
				['Source', 'SourceData', 'X509CertificateData'],
				'trusts',
				'whoever holds the key of a certificate that is written into the template',
				/-----BEGIN CERTIFICATE/,
			);
		default:
			return [];
	}
}

/** The nodes at a path; one list in the place of many items too. */
function* nodesIn(properties: SourceNode, path: readonly string[]): Generator<SourceNode> {
	yield* nodesAt(properties, path.at(-1) === '*' ? path.slice(0, -1) : path);
}

/** Identity providers that the template makes for a host that is written out, by logical id. */
export function providersOf({resources}: Template, scopeOf: (resource: Resource) => SymbolScope): ReadonlyMap<string, string> {
	return new Map(
		resources.flatMap((resource) => {
			if (resource.type !== 'AWS::IAM::OIDCProvider' || resource.properties === undefined) return [];
			const [url] = [...nodesAt(resource.properties, ['Url'])].flatMap((node) => listedTokens(node, scopeOf(resource)));
			const host = url === undefined ? undefined : url.text.trim().replace(/^https?:\/\//i, '');
			return host !== undefined && isOutside(hostOf(host)) ? [[resource.logicalId, host.toLowerCase()] as const] : [];
		}),
	);
}
