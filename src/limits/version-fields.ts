/** Fields of versions and delivery options. */

import {type FieldRule, fieldsOf} from './field-rule.ts';
import {pages} from './pages.ts';

const shape = fieldsOf('version', pages.shapes);
const guide = fieldsOf('version', pages.apiAmi);

const port = {minimum: 1, maximum: 65535} as const;

export const versionFields = {
	versionTitle: shape('version title', {prose: true, minLength: 1, maxLength: 64}),
	releaseNotes: shape('release notes', {prose: true, minLength: 1, maxLength: 30000}),
	upgradeInstructions: shape('upgrade instructions'),
	// Counted by kind, in a rule of its own.
	deliveryOptions: guide('delivery options'),
	deliveryOptionId: shape('delivery option id', {
		maxLength: 36,
		patterns: [{regex: /^[a-f0-9]{8}(?:-[a-f0-9]{4}){4}[a-f0-9]{8}$/, asks: 'the UUID that DescribeEntity shows for the option'}],
	}),
	deliveryOptionIds: shape('delivery option ids', {minCount: 1, maxCount: 50}),
	deliveryOptionTitle: guide('delivery option title', {prose: true}),
	optionShortDescription: guide("delivery option's short description", {prose: true}),
	optionLongDescription: guide("delivery option's long description", {prose: true}),
	usageInstructions: shape('usage instructions', {prose: true, minLength: 1, maxLength: 4000}),
	// The stricter pattern published for new versions refuses types that exist, such as c7i-flex.large.
	recommendedInstanceType: shape('recommended instance type', {patterns: [{regex: /^\S{1,24}$/, asks: '1 to 24 characters without spaces'}]}),
	architectureDiagram: guide('architecture diagram'),
	template: guide('template'),
	templateSources: guide('template sources', {minCount: 1}),
	parameterName: guide('parameter name', {
		patterns: [{regex: /^[A-Za-z0-9]+$/, asks: 'the name of a template parameter: letters and digits only', inferred: true}],
	}),
	amiId: shape('AMI id', {patterns: [{regex: /^ami-(?:[a-zA-Z0-9]{8}|[a-zA-Z0-9]{17})$/, asks: 'ami- and 8 or 17 letters and digits'}]}),
	accessRoleArn: shape('access role ARN', {
		patterns: [{regex: /^arn:aws:iam::[0-9]{12}:role\/[a-zA-Z_0-9+=,.@\-_/]+$/, asks: 'the ARN of an IAM role, arn:aws:iam::<account>:role/<name>'}],
	}),
	userName: shape('OS user name', {
		maxLength: 32,
		patterns: [{regex: /^[a-zA-Z][a-zA-Z0-9_-]*$/, asks: 'a letter, then letters, digits, underscores and hyphens'}],
	}),
	scanningPort: shape('scanning port', port),
	operatingSystemName: shape('operating system name', {prose: true, minLength: 1, maxLength: 100}),
	operatingSystemVersion: shape('operating system version', {prose: true, minLength: 1, maxLength: 100}),
	afiIds: guide('AFI ids', {maxCount: 15}),
	endpointPort: shape('endpoint port', port),
	endpointProtocol: guide('endpoint protocol', {choices: {values: ['http', 'https']}}),
	endpointRelativePath: shape('endpoint relative path', {
		maxLength: 2000,
		patterns: [{regex: /^[^\s/]\S*$/, asks: 'a path without a slash at its start and without spaces'}],
	}),
	securityGroups: shape('security group rules', {minCount: 1, maxCount: 25}),
	securityGroupProtocol: guide('security group protocol', {choices: {values: ['tcp', 'udp']}}),
	securityGroupFromPort: shape('first port of a security group rule', port),
	securityGroupToPort: shape('last port of a security group rule', port),
	securityGroupIpRanges: shape('IP ranges of a security group rule', {minCount: 1, maxCount: 5}),
	// Ranges have a rule of their own, which says what is wrong with one.
	securityGroupIpRange: guide('IP range'),
	diagramUrl: guide('diagram URL'),
} as const satisfies Readonly<Record<string, FieldRule>>;
