/** What AWS sets for AMIs. */

import {pages, type Sourced} from '../limits.ts';

const read = '2026-11-24';
const ec2 = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/';

/** Pages of the EC2 guide that rules on images cite. */
export const ec2Pages = {
	enhancedNetworking: `${ec2}enhanced-networking-ena.html`,
	imds: `${ec2}configuring-IMDS-new-instances.html`,
	deprecation: `${ec2}ami-deprecate.html`,
	sharing: `${ec2}sharingamis-intro.html`,
	image: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html',
} as const;

/** Values of `Architecture` that AWS Marketplace takes. EC2's `x86_64_mac` and `arm64_mac` run on Mac hosts alone. */
export const imageArchitectures: Sourced & {readonly names: readonly string[]} = {names: ['x86_64', 'arm64'], source: pages.policy, read};

/** Age of an AMI, in years from its creation date. */
export const imageAge = {years: 2, source: pages.policy, read} as const satisfies Sourced & {readonly years: number};

/** The Region of the AMI that a seller submits. */
export const sourceRegion = {name: 'us-east-1', source: pages.policy, read} as const satisfies Sourced & {readonly name: string};

/** User names that AWS recommends, so that buyers find the same one in every product. */
export const recommendedUserNames = {linux: 'ec2-user', windows: 'Administrator', source: pages.bestPractices, read} as const;

/** Ports of SSH and RDP: what the scanner connects to on each platform unless the seller moved them. */
export const scanningPorts = {linux: 22, windows: 3389, source: pages.apiAmi, read} as const;
