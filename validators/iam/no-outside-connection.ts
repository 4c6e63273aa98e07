import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${'Larkspur'.repeat(5)} care@larkspur-queue.com`;
const resource = (type: string, properties: string, more = '') => `${more}Resources:\n  Care:\n    Type: AWS::${type}\n    Properties: ${properties}\n`;

const own = "  Own: {Type: 'AWS::IAM::Role', Properties: {AssumeRolePolicyDocument: {Statement: []}}}\n";

const verbs = {connects: 'connects the buyer’s network with', shares: 'shares resources with', trusts: 'lets roles be taken by'} as const;

export const noOutsideConnection = defineValidator({
	id: 'iam/no-outside-connection',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: 'No resource of the stack opens the buyer’s network, roles or instances to an account, key or certificate that the template names.',
	why: 'A key pair whose public key stands in the template, and an anchor of IAM Roles Anywhere with the seller’s certificate, let the seller in at every buyer’s. A peered network and a shared resource are warnings: routes and groups decide what is reached.',
	source: pages.policy,
	reads: ['iam'],
	messages: {
		admits: {
			message: '{resource} admits {who}.',
			help: 'Take it out. Let the buyer name a key pair by a parameter of type AWS::EC2::KeyPair::KeyName.',
		},
		opens: {
			message: '{resource} {verb} {who}.',
			help: 'Take it out, or ask for it by a parameter without a default and leave it off until the buyer switches it on.',
		},
	},
	examples: [
		{
			name: 'a key pair',
			files: {'template.yaml': resource('EC2::KeyPair', `{KeyName: care, PublicKeyMaterial: '${key}'}`)},
			expect: [{message: 'admits', at: `'${key}'`, subject: 'Care'}],
		},
		{
			name: 'a trust anchor',
			files: {
				'template.yaml': resource(
					'RolesAnywhere::TrustAnchor',
					"{Name: care, Enabled: true, Source: {SourceType: CERTIFICATE_BUNDLE, SourceData: {X509CertificateData: '-----BEGIN CERTIFICATE----- MIIB'}}}",
				),
			},
			expect: [{message: 'opens', at: "'-----BEGIN CERTIFICATE----- MIIB'"}],
		},
		{
			name: 'a peered network',
			files: {'template.yaml': resource('EC2::VPCPeeringConnection', "{VpcId: vpc-1, PeerVpcId: vpc-2, PeerOwnerId: '111122223333'}")},
			expect: [{message: 'opens', at: "'111122223333'"}],
		},
		{
			name: 'a key and a network of the buyer’s',
			files: {
				'template.yaml': `${resource('EC2::KeyPair', '{KeyName: care, PublicKeyMaterial: !Ref Key}', 'Parameters:\n  Key: {Type: String}\n  Peer: {Type: String}\n')}  Peering: {Type: 'AWS::EC2::VPCPeeringConnection', Properties: {VpcId: vpc-1, PeerVpcId: vpc-2, PeerOwnerId: !Ref Peer}}\n${own}`,
			},
			expect: [],
		},
		{
			name: 'a key pair that EC2 makes',
			files: {'template.yaml': resource('EC2::KeyPair', '{KeyName: care}') + own},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, how, to, token, offByDefault} of iam.outside) {
			const base = {place: token.place, subject: logicalId};
			const isSure = offByDefault !== true && token.parameter === undefined;
			if (how === 'admits') yield {...base, message: 'admits', ...(isSure ? {} : {severity: 'warning' as const}), data: {resource: logicalId, who: to}};
			else if (how === 'connects' || how === 'shares' || how === 'trusts')
				yield {
					...base,
					message: 'opens',
					...(isSure && how === 'trusts' ? {} : {severity: 'warning' as const}),
					data: {resource: logicalId, verb: verbs[how], who: to},
				};
		}
	},
});
