import {defineValidator} from '../../src/contract.ts';

const template = (name: string, type = 'String') =>
	`Parameters:\n  ConfigPath:\n    Type: AWS::SSM::Parameter::Value<${type}>\n    Default: ${name}\nResources:\n  Topic: {Type: 'AWS::SNS::Topic'}\n`;

export const noSellerSsmParameter = defineValidator({
	id: 'template/no-seller-ssm-parameter',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: "A parameter that reads Systems Manager does not default to a path in the seller's account.",
	why: "CloudFormation resolves the default in the buyer's account, even when nothing refers to it, and every launch fails. Reported by a seller; AWS does not document it for Marketplace.",
	source: 'https://github.com/unionai-oss/flyte-aws-marketplace/blob/main/devbox/MARKETPLACE.md',
	reads: ['templates'],
	messages: {
		sellerPath: {
			message: "{parameter} defaults to the Systems Manager parameter {path}, which buyers' accounts do not have: their stacks fail at once.",
			help: 'Use a plain parameter, or a public path under /aws/service/.',
		},
	},
	examples: [
		{
			name: "a path of the seller's own",
			files: {'template.yaml': template('/larkspur/config')},
			expect: [{message: 'sellerPath', at: '/larkspur/config', subject: 'ConfigPath'}],
		},
		{name: 'the AMI, whose parameter AWS makes anew', files: {'template.yaml': template('/larkspur/ami', 'AWS::EC2::Image::Id')}, expect: []},
		{name: 'a public path', files: {'template.yaml': template('/aws/service/global-infrastructure/regions/us-east-1/longName')}, expect: []},
	],
	*check({templates}) {
		for (const {parameters} of templates) {
			for (const {name, type, default: fallback} of parameters) {
				// The parameter of the AMI is made anew by AWS, with a path of its own.
				if (
					!type?.value.startsWith('AWS::SSM::Parameter::Value<') ||
					type.value.endsWith('<AWS::EC2::Image::Id>') ||
					fallback === undefined ||
					fallback.value === '' ||
					fallback.value.startsWith('/aws/service/')
				)
					continue;
				yield {message: 'sellerPath', place: fallback.place, subject: name, data: {parameter: name, path: fallback.value}};
			}
		}
	},
});
