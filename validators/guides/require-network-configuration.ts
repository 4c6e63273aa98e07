import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {lacking} from '../../src/language/contents.ts';
import {explainedResources} from '../../src/limits/templates.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const usage = (UsageInstructions: string) => ({'listing.json': version([withTemplate({UsageInstructions})])});
const template = (...types: readonly string[]) => ({'root.yaml': `Resources:\n${types.map((type, index) => `  R${index}:\n    Type: ${type}\n`).join('')}`});
const launch = '1. Create the stack. 2. Sign in.';
const elements: readonly string[] = explainedResources.elements;
const many: readonly string[] = explainedResources.manyElements;

export const requireNetworkConfiguration = defineValidator({
	id: 'guides/require-network-configuration',
	policy: 'delivery.listing-requirements',
	severity: 'warning',
	about: 'Usage instructions of a template option that deploys more than one element describe the network configuration.',
	why: 'AWS asks for it where more than one element is deployed. We count instances, groups, load balancers, databases and the like. Without the template (or one that it nests) only a note is given.',
	source: pages.usage,
	reads: ['usageInstructions'],
	messages: {
		missing: {
			message: 'The template deploys more than one element, and no passage of the usage instructions was found that describes the network configuration.',
			help: 'Say what runs where and which ports are open, for example: The web servers run in two private subnets and accept port 443 only from the load balancer.',
		},
		unknown: {
			message:
				'No passage of the usage instructions was found that describes the network configuration; should the template deploy more than one element, AWS asks for it.',
			help: 'Add the template and those that it nests to the submission, or say what runs where and which ports are open.',
		},
	},
	examples: [
		{
			name: 'a server and its database',
			files: {...usage(launch), ...template('AWS::EC2::Instance', 'AWS::RDS::DBInstance')},
			expect: [{message: 'missing', at: '1. Create the stack.', subject: 'root.yaml'}],
		},
		{
			name: 'a group of servers',
			files: {...usage(launch), ...template('AWS::AutoScaling::AutoScalingGroup')},
			expect: [{message: 'missing', at: '1. Create the stack.'}],
		},
		{name: 'one server with its security group', files: {...usage(launch), ...template('AWS::EC2::Instance', 'AWS::EC2::SecurityGroup')}, expect: []},
		{name: 'the template did not come along', files: usage(launch), expect: [{message: 'unknown', at: '1. Create the stack.'}]},
		{
			name: 'a passage on it',
			files: {
				...usage('The web servers run in two private subnets and accept port 443 only from the load balancer.'),
				...template('AWS::EC2::Instance', 'AWS::EC2::Instance'),
			},
			expect: [],
		},
	],
	*check({usageInstructions}) {
		for (const {text, kind, template: found, deployed, opening} of lacking('network', usageInstructions)) {
			if (kind !== 'template') continue;
			const place = spanOf(text, ...opening);
			const subject = found?.file ?? 'template usage instructions';
			if (deployed !== undefined && elementsIn(deployed.resourceTypes) > 1) yield {message: 'missing', place, subject};
			else if (deployed?.complete !== true) yield {message: 'unknown', place, subject, severity: 'note'};
		}
	},
});

function elementsIn(types: readonly string[]): number {
	return types.reduce((sum, type) => sum + (many.includes(type) ? 2 : elements.includes(type) ? 1 : 0), 0);
}
