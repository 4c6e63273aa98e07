import {defineValidator} from '../../src/contract.ts';
import {hosts, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const template = (otherType: string) =>
	`Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n  OtherAmi: ${otherType}\n  UseOther: {Type: String, AllowedValues: ['yes', 'no']}\nConditions:\n  IsOther: !Equals [!Ref UseOther, 'yes']\n${hosts({Host: '!If [IsOther, !Ref OtherAmi, !Ref LarkspurAmi]'})}`;

export const onlyParameterAmi = defineValidator({
	id: 'agreement/only-parameter-ami',
	policy: 'delivery.single-ami',
	severity: 'warning',
	about: "An ImageId that refers to a delivery option's AMI parameter refers to no other parameter in its place.",
	source: pages.cloudformation,
	reads: ['bindings'],
	messages: {
		instead: {
			message: '{resource} can launch the AMI of parameter {other} in place of the AMI of {parameter}, which the delivery option names.',
			help: 'Let ImageId refer to {parameter} alone: buyers are to launch the AMI that they subscribed to.',
		},
	},
	examples: [
		{
			name: "an AMI that a buyer may name in place of the product's",
			files: {'root.yaml': template("{Type: String, Default: ''}"), 'listing.json': version([withTemplate()])},
			expect: [{message: 'instead', at: '!Ref OtherAmi', subject: 'Host'}],
		},
		{
			name: "AWS's AMI, which may be launched",
			files: {
				'root.yaml': template(
					"{Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}",
				),
				'listing.json': version([withTemplate()]),
			},
			expect: [],
		},
	],
	*check({bindings}) {
		for (const {option, template} of bindings) {
			const names = option.templateSources.flatMap(({parameterName}) => parameterName?.value ?? []);
			for (const {values, resource} of template?.imageUses ?? []) {
				const parameters = values.flatMap((value) => (value.from === 'parameter' ? [value] : []));
				const product = parameters.find(({parameter}) => names.includes(parameter));
				for (const {parameter, place} of product === undefined ? [] : parameters) {
					const isPath = template?.parameters.some(({name, type}) => name === parameter && type?.value.startsWith('AWS::SSM::')) === true;
					if (names.includes(parameter) || isPath || product === undefined) continue;
					const subject = resource.logicalId;
					yield {message: 'instead', place, subject, data: {resource: subject, other: parameter, parameter: product.parameter}};
				}
			}
		}
	},
});
