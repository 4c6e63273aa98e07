import {defineValidator} from '../../src/contract.ts';
import {hosts} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const path = (name: string) => `'{{resolve:ssm:/aws/service/ami-amazon-linux-latest/${name}}}'`;
const parameters = "Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n";
const linux = `${parameters}  LinuxAmi: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}\n`;
const conditions = (bastion: string) =>
	`  Edition: {Type: String, AllowedValues: [plain, full]}\nConditions:\n  IsPlain: !Equals [!Ref Edition, plain]\n  IsFull: !Equals [!Ref Edition, full]\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Condition: IsFull\n    Properties: {ImageId: !Ref LarkspurAmi}\n  Bastion:\n    Type: AWS::EC2::Instance\n    Condition: ${bastion}\n    Properties: {ImageId: ${path('amzn2-ami-hvm-x86_64-gp2')}}\n`;

export const noSecondAwsAmi = defineValidator({
	id: 'template/no-second-aws-ami',
	policy: 'delivery.single-ami',
	severity: {'ami-2020': 'warning', 'ami-2025': 'off'},
	about: 'A stack launches one AMI: none that AWS manages stands beside the one of the product.',
	why: "AWS's guide of 2020 asks for exactly one AMI in the template of a single-AMI product. Today's allows AMIs beside it that AWS manages, from Systems Manager public parameters.",
	source: pages.cloudformation,
	reads: ['templates'],
	mayRead: ['bindings'],
	messages: {
		second: {
			message: '{resource} launches {ami} in the stack in which {other} launches {product}; one stack launches {count} AMIs.',
			help: "Launch {resource} from the AMI that {other} launches, or have your submission judged by today's guide (edition ami-2025), which allows AMIs of AWS.",
		},
	},
	examples: [
		{
			name: "a bastion from AWS's AMI, by a parameter",
			files: {'template.yaml': `${linux}${hosts({Bastion: '!Ref LinuxAmi', Host: '!Ref LarkspurAmi'})}`},
			expect: [{message: 'second', at: '!Ref LinuxAmi', subject: 'Bastion'}],
		},
		{
			name: "a bastion from AWS's AMI in one kind of stack",
			files: {'template.yaml': `${parameters}${conditions('IsFull')}`},
			expect: [{message: 'second', at: path('amzn2-ami-hvm-x86_64-gp2'), subject: 'Bastion'}],
		},
		{name: 'a bastion and a host of which each stack has one', files: {'template.yaml': `${parameters}${conditions('IsPlain')}`}, expect: []},
		{name: "hosts from AWS's AMI alone", files: {'template.yaml': hosts({Host: path('al2023-ami-kernel-default-x86_64')})}, expect: []},
	],
	*check({templates, bindings = []}) {
		for (const {file, stackAmis} of templates) {
			if (stackAmis === undefined) continue;
			const {amis, pairs, most, counted} = stackAmis;
			const bound = new Set(
				bindings.flatMap(({template, option}) => (template?.file === file ? option.templateSources.map(({parameterName}) => parameterName?.value) : [])),
			);
			const told = new Set<string>();
			for (const {resource, place, ami, beside, certainty} of pairs) {
				// AWS replaces the default of the parameter that the listing names: that one is the product's.
				const isSecond = ami.ofAws && !bound.has(ami.parameter ?? '') && (!beside.ami.ofAws || amis.indexOf(beside.ami) < amis.indexOf(ami));
				if (!isSecond || told.has(JSON.stringify(place))) continue;
				told.add(JSON.stringify(place));
				const subject = resource.logicalId;
				const data = {resource: subject, ami: ami.name, other: beside.resource.logicalId, product: beside.ami.name, count: counted ? most : `at least ${most}`};
				yield {message: 'second', place, subject, ...(certainty === 'sure' ? {} : {severity: 'warning' as const}), data};
			}
		}
	},
});
