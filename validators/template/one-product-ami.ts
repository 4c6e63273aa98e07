import {defineValidator} from '../../src/contract.ts';
import {hosts, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const ami = "  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n";
const twoParameters = `Parameters:\n  BastionAmi: {Type: 'AWS::EC2::Image::Id'}\n${ami}${hosts({Bastion: '!Ref BastionAmi', Host: '!Ref LarkspurAmi'})}`;
const mapOrCustom = "!If [IsCustom, !Ref CustomAmi, !FindInMap [Amis, !Ref 'AWS::Region', Id]]";

/** Nine parameters of eight values are never all different, which only trying all of them shows. */
const letters = [...'ABCDEFGHI'];
const riddle = `${letters.map((name) => `  ${name}: {Type: String, AllowedValues: [a, b, c, d, e, f, g, h]}\n`).join('')}Conditions:
${letters.map((name, index) => `  Unlike${name}: !And [${letters.slice(0, index).map((other) => `!Not [!Equals [!Ref ${name}, !Ref ${other}]]`)}]\n`).join('')}  Differ: !And [${letters.slice(1).map((name) => `!Condition Unlike${name}`)}]
`;

export const oneProductAmi = defineValidator({
	id: 'template/one-product-ami',
	policy: 'delivery.single-ami',
	severity: 'error',
	about: "A template launches the product's own AMI and, beside it, only AMIs that AWS manages.",
	why: 'Community AMIs and AMIs shared by the seller or others are refused. Nested stacks count; branches that no choice of parameters takes together do not.',
	source: pages.cloudformation,
	reads: ['templates'],
	mayRead: ['bindings'],
	messages: {
		second: {
			message: '{resource} launches {ami} in the stack in which {other} launches {product}; one stack launches {count} AMIs, and a version has one.',
			help: 'Launch {resource} from the AMI that {other} launches.',
		},
		undecided: {
			message: '{resource} may launch {ami} in the stack in which {other} launches {product}; the template has too many conditions to tell.',
			help: 'Launch {resource} from the AMI that {other} launches, or see to it that no choice of parameters launches both.',
		},
	},
	examples: [
		{
			name: 'a bastion from a second AMI, named by a parameter',
			files: {'template.yaml': twoParameters},
			expect: [{message: 'second', at: '!Ref BastionAmi', subject: 'Bastion'}],
		},
		{
			name: 'a bastion from a fixed AMI',
			files: {'template.yaml': `Parameters:\n${ami}${hosts({Host: '!Ref LarkspurAmi', Bastion: 'ami-0f9e8d7c6b5a43210'})}`},
			expect: [{message: 'second', at: 'ami-0f9e8d7c6b5a43210', subject: 'Bastion'}],
		},
		{
			name: 'a listing that names the AMI of the bastion',
			files: {'root.yaml': twoParameters, 'listing.json': version([withTemplate()]).replace('LarkspurAmi', 'BastionAmi')},
			expect: [{message: 'second', at: '!Ref LarkspurAmi', subject: 'Host'}],
		},
		{
			name: 'conditions that are too many to try',
			files: {
				'template.yaml': `Parameters:\n${ami}${riddle}${hosts({Host: '!If [Differ, ami-0f9e8d7c6b5a43210, !Ref LarkspurAmi]', Server: '!Ref LarkspurAmi'})}`,
			},
			expect: [{message: 'undecided', at: 'ami-0f9e8d7c6b5a43210', subject: 'Host'}],
		},
		{
			name: 'one AMI in two expressions: a mapping, or an AMI of the buyer for both hosts',
			files: {
				'template.yaml': `Parameters:\n  CustomAmi: {Type: String, Default: ''}\nMappings:\n  Amis:\n    us-east-1: {Id: ami-0a1b2c3d4e5f67890}\nConditions:\n  IsCustom: !Not [!Equals [!Ref CustomAmi, '']]\n${hosts({Host: mapOrCustom, Worker: mapOrCustom})}`,
			},
			expect: [],
		},
	],
	*check({templates, bindings = []}) {
		for (const {parameters, file, stackAmis} of templates) {
			if (stackAmis === undefined) continue;
			const {amis, pairs, most, counted} = stackAmis;
			const bound = bindings.filter(({template}) => template?.file === file);
			// A name that the template does not have is another rule's fault; here it would make every AMI a second one.
			const names = bound
				.flatMap(({option}) => option.templateSources.map(({parameterName}) => parameterName?.value))
				.filter((name) => parameters.some((parameter) => parameter.name === name));
			const isProduct = ({parameter, product}: (typeof amis)[number]) =>
				(parameter !== undefined && names.includes(parameter)) || (product !== undefined && product === bound[0]?.listing.product);
			// Without a listing the AMIs stand in the order of how likely they are the product's.
			const rank = (of: (typeof amis)[number]) => (isProduct(of) ? -1 : amis.indexOf(of));
			const told = new Set<string>();
			for (const {resource, place, ami: own, beside, certainty} of pairs.toSorted((a, b) => rank(a.beside.ami) - rank(b.beside.ami))) {
				if (own.ofAws || rank(own) <= rank(beside.ami) || told.has(JSON.stringify(place))) continue;
				told.add(JSON.stringify(place));
				const subject = resource.logicalId;
				const count = counted ? most : `at least ${most}`;
				const data = {resource: subject, ami: own.name, other: beside.resource.logicalId, product: beside.ami.name, count};
				const isSure = certainty === 'sure' || (certainty === 'asked' && isProduct(beside.ami));
				if (certainty === 'undecided') yield {message: 'undecided', place, subject, severity: 'warning', data};
				else yield {message: 'second', place, subject, ...(isSure ? {} : {severity: 'warning' as const}), data};
			}
		}
	},
});
