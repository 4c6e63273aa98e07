import {defineValidator} from '../../src/contract.ts';
import type {Template} from '../../src/evidence/template.ts';
import {hosts, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const template = (path: string) =>
	`Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n  BastionAmi: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${path}}\n${hosts({Host: '!Ref LarkspurAmi', Bastion: '!Ref BastionAmi'})}`;
const alias = (path: string) => `Parameters:\n  Alias: {Type: String${path}}\n${hosts({Host: "!Sub 'resolve:ssm:${Alias}'"})}`;
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
		{
			name: 'a path by a parameter',
			files: {'template.yaml': alias(', Default: /larkspur/bastion')},
			expect: [{message: 'foreignPath', at: "!Sub 'resolve:ssm:${Alias}'", subject: 'Host'}],
		},
		{
			name: 'a path by a parameter, of AWS',
			files: {'template.yaml': alias(', Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id')},
			expect: [],
		},
		{name: 'a path that the buyer gives', files: {'template.yaml': alias('')}, expect: []},
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
						value.from === 'dynamic-reference'
							? pathOf(value.text, parameters)
							: parameter?.type?.value.startsWith('AWS::SSM::')
								? parameter.default?.value
								: undefined;
					// What begins with a value that only a launch knows may lead anywhere.
					if (path === undefined || path.startsWith('${')) continue;
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

/** The Systems Manager path of `{{resolve:ssm:/path:version}}` or `resolve:ssm:/path`, with the defaults of parameters in it. */
function pathOf(reference: string, parameters: Template['parameters']): string | undefined {
	const filled = reference.replace(
		/\$\{(\w{1,255})\}/g,
		(hole, name: string) => parameters.find((parameter) => parameter.name === name)?.default?.value ?? hole,
	);
	return /resolve:ssm:(\$\{[^}]{0,300}\}|[^:}]+)/.exec(filled)?.[1];
}
