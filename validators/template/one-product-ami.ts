import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const template = (second: string) => `Parameters:
  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}
  BastionAmi: ${second}
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref LarkspurAmi}
  Bastion:
    Type: AWS::EC2::Instance
    Properties: {ImageId: !Ref BastionAmi}
`;

const fromPath = (path: string) => `{Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${path}}`;

export const oneProductAmi = defineValidator({
	id: 'template/one-product-ami',
	policy: 'delivery.single-ami',
	severity: 'error',
	about: "A template launches the product's own AMI and, beside it, only AMIs that AWS manages.",
	why: "AWS's AMIs must come from a Systems Manager public parameter under /aws/service/; community AMIs and AMIs shared by the seller or others are refused.",
	source: pages.cloudformation,
	reads: ['templates'],
	mayRead: ['bindings'],
	messages: {
		second: {
			message: '{resource} launches the AMI of {parameter}, a second one beside {product}; a version has one AMI.',
			help: 'Launch it from {product} too, or from an AWS-managed AMI by a parameter of type AWS::SSM::Parameter::Value<AWS::EC2::Image::Id> under /aws/service/.',
		},
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
			name: 'a bastion from a second AMI',
			files: {'template.yaml': template("{Type: 'AWS::EC2::Image::Id'}")},
			expect: [{message: 'second', at: '!Ref BastionAmi', subject: 'Bastion'}],
		},
		{
			name: "a path in the seller's account",
			files: {'template.yaml': template(fromPath('/larkspur/bastion'))},
			expect: [{message: 'foreignPath', at: '!Ref BastionAmi'}],
		},
		{
			name: 'a product on AWS Marketplace, and no listing that says which this is',
			files: {'template.yaml': template(fromPath('/aws/service/marketplace/prod-zyx987wvu6543/latest'))},
			expect: [{message: 'someProduct', at: '!Ref BastionAmi'}],
		},
		{
			name: 'another product than the one of the listing',
			files: {'root.yaml': template(fromPath('/aws/service/marketplace/prod-zyx987wvu6543/latest')), 'listing.json': version([withTemplate()])},
			expect: [{message: 'otherProduct', at: '!Ref BastionAmi'}],
		},
		{
			name: 'a bastion from an AMI of AWS',
			files: {'template.yaml': template(fromPath('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'))},
			expect: [],
		},
	],
	*check({templates, bindings = []}) {
		for (const {imageUses, parameters, file} of templates) {
			const bound = bindings.filter(({template}) => template?.file === file);
			// A name that the template does not have is another rule's fault; here it would make every AMI a second one.
			const declared = new Set(parameters.map(({name}) => name));
			const boundNames = bound.flatMap(({option}) =>
				option.templateSources.flatMap(({parameterName}) => (parameterName !== undefined && declared.has(parameterName.value) ? [parameterName.value] : [])),
			);
			const productId = bound[0]?.listing.product;
			let product = boundNames[0];
			for (const {values, resource} of imageUses) {
				for (const value of values) {
					const subject = resource.logicalId;
					const parameter = value.from === 'parameter' ? parameters.find(({name}) => name === value.parameter) : undefined;
					if (value.from === 'parameter' && boundNames.includes(value.parameter)) continue;
					const path =
						value.from === 'dynamic-reference' ? pathOf(value.text) : parameter?.type?.value.startsWith('AWS::SSM::') ? parameter.default?.value : undefined;
					if (path !== undefined) {
						const marketplace = /^\/aws\/service\/marketplace\/([^/]+)/.exec(path)?.[1];
						if (marketplace !== undefined && productId !== undefined && marketplace === productId) continue;
						const hit = {place: value.place, subject, data: {resource: subject, path}};
						if (marketplace !== undefined && productId !== undefined) yield {message: 'otherProduct', ...hit};
						// Without the listing nothing says which product this is. A template with one AMI most likely launches its own.
						else if (marketplace !== undefined) yield {message: 'someProduct', ...hit, severity: imageUses.length === 1 ? 'note' : 'warning'};
						else if (!path.startsWith('/aws/service/')) yield {message: 'foreignPath', ...hit};
						continue;
					}
					if (value.from !== 'parameter') continue;
					product ??= value.parameter;
					// Without a listing the first AMI parameter is taken for the product's: a guess, so the second is only questioned.
					if (value.parameter !== product)
						yield {
							message: 'second',
							place: value.place,
							subject,
							...(boundNames.length === 0 ? {severity: 'warning' as const} : {}),
							data: {resource: subject, parameter: value.parameter, product},
						};
				}
			}
		}
	},
});

/** The Systems Manager path of `{{resolve:ssm:/path:version}}` or `resolve:ssm:/path`. */
function pathOf(reference: string): string | undefined {
	return /resolve:ssm:([^:}]+)/.exec(reference)?.[1];
}
