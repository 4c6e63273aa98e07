import {defineValidator} from '../../src/contract.ts';
import {hosts, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const template = (path: string) =>
	`Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n  BastionAmi: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${path}}\n${hosts({Host: '!Ref LarkspurAmi', Bastion: '!Ref BastionAmi'})}`;
const otherProduct = '/aws/service/marketplace/prod-zyx987wvu6543/latest';

export const knownAmiPath = defineValidator({
	id: 'template/known-ami-path',
	policy: 'delivery.single-ami',
	severity: 'error',
	about: "An AMI that a Systems Manager path names is the product's own, or one that AWS manages.",
	why: "AWS's AMIs must come from a Systems Manager public parameter under /aws/service/, and so do those of products on AWS Marketplace. Buyers' accounts have no other paths.",
	source: pages.cloudformation,
	reads: ['templates'],
	mayRead: ['bindings'],
	messages: {
		foreignPath: {
			message: "{resource} launches the AMI at the Systems Manager path {path}, which is not one of AWS's public parameters: buyers' accounts do not have it.",
			help: "Use the product's own AMI parameter, or a path under /aws/service/.",
		},
		otherProduct: {
			message: '{resource} launches the AMI at {path}, of another product on AWS Marketplace.',
			help: 'Launch the AMI of this product, or one that AWS manages: a delivery template may launch no other.',
		},
		someProduct: {
			message: '{resource} launches the AMI at {path}, of a product on AWS Marketplace.',
			help: 'If that is this product, all is well once AWS sets the parameter; if it is another, a delivery template may not launch it.',
		},
	},
	examples: [
		{
			name: "a path in the seller's account",
			files: {'template.yaml': template('/larkspur/bastion')},
			expect: [{message: 'foreignPath', at: '!Ref BastionAmi', subject: 'Bastion'}],
		},
		{
			name: 'a product on AWS Marketplace, and no listing that says which this is',
			files: {'template.yaml': template(otherProduct)},
			expect: [{message: 'someProduct', at: '!Ref BastionAmi'}],
		},
		{
			name: 'another product than the one of the listing',
			files: {'root.yaml': template(otherProduct), 'listing.json': version([withTemplate()])},
			expect: [{message: 'otherProduct', at: '!Ref BastionAmi'}],
		},
		{name: 'an AMI of AWS', files: {'template.yaml': template('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64')}, expect: []},
	],
	*check({templates, bindings = []}) {
		for (const {imageUses, parameters, file} of templates) {
			const bound = bindings.filter(({template}) => template?.file === file);
			const named = new Set(bound.flatMap(({option}) => option.templateSources.map(({parameterName}) => parameterName?.value)));
			const productId = bound[0]?.listing.product;
			for (const {values, resource} of imageUses) {
				for (const value of values) {
					if (value.from === 'parameter' && named.has(value.parameter)) continue;
					const parameter = value.from === 'parameter' ? parameters.find(({name}) => name === value.parameter) : undefined;
					const path =
						value.from === 'dynamic-reference' ? pathOf(value.text) : parameter?.type?.value.startsWith('AWS::SSM::') ? parameter.default?.value : undefined;
					if (path === undefined) continue;
					const product = /^\/aws\/service\/marketplace\/([^/]+)/.exec(path)?.[1];
					const hit = {place: value.place, subject: resource.logicalId, data: {resource: resource.logicalId, path}};
					if (product === undefined) {
						if (!path.startsWith('/aws/service/')) yield {message: 'foreignPath', ...hit};
					} else if (productId === undefined) {
						// Without the listing nothing says which product this is. A template with one AMI most likely launches its own.
						yield {message: 'someProduct', ...hit, severity: imageUses.length === 1 ? 'note' : 'warning'};
					} else if (product !== productId) yield {message: 'otherProduct', ...hit};
				}
			}
		}
	},
});

/** The Systems Manager path of `{{resolve:ssm:/path:version}}` or `resolve:ssm:/path`. */
function pathOf(reference: string): string | undefined {
	return /resolve:ssm:([^:}]+)/.exec(reference)?.[1];
}
