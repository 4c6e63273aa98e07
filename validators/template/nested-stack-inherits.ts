import {defineValidator} from '../../src/contract.ts';
import {nestedStackParameters} from '../../src/limits/templates.ts';

const [bucket, region, prefix] = nestedStackParameters.names;
const spec = `Parameters:\n  ${bucket}: {Type: String, Default: larkspur}\n  ${region}: {Type: String, Default: us-east-1}\n  ${prefix}: {Type: String, Default: larkspur/}\n`;
const url = (file: string) => `!Sub 'https://\${${bucket}}.s3.\${${region}}.\${AWS::URLSuffix}/\${${prefix}}${file}'`;
const root = (handed: string) =>
	`${spec}  Ami: {Type: 'AWS::EC2::Image::Id'}\nResources:\n  Servers:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${url('servers.yaml')}\n      Parameters: ${handed}\n`;
const servers =
	"Parameters:\n  HostAmi: {Type: 'AWS::EC2::Image::Id'}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: !Ref HostAmi}\n";
const deeper = `${spec}Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${url('inner.yaml')}\n`;

export const nestedStackInherits = defineValidator({
	id: 'template/nested-stack-inherits',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A nested template gets its AMI, and the three bucket parameters if it nests further, from its parent.',
	source: nestedStackParameters.source,
	reads: ['templates'],
	messages: {
		ami: {
			message: '{resource} does not hand {parameter} down, from which {file} launches its instances.',
			help: "Add {parameter}: !Ref <the root's AMI parameter> to the Parameters of {resource}.",
		},
		bucket: {
			message: '{resource} does not hand {parameter} down to {file}, which nests templates of its own.',
			help: 'Add {parameter}: !Ref {parameter} to the Parameters of {resource}.',
		},
	},
	examples: [
		{
			name: 'an AMI that is not handed down',
			files: {'root.yaml': root('{}'), 'servers.yaml': servers},
			expect: [{message: 'ami', at: 'Servers', subject: 'Servers'}],
		},
		{
			name: 'bucket parameters that are not handed down',
			files: {'root.yaml': root(`{${bucket}: !Ref ${bucket}, ${region}: !Ref ${region}}`), 'servers.yaml': deeper},
			expect: [{message: 'bucket', at: 'Servers'}],
		},
		{name: 'an AMI that is handed down', files: {'root.yaml': root('{HostAmi: !Ref Ami}'), 'servers.yaml': servers}, expect: []},
	],
	*check({templates}) {
		for (const {nestedStacks, cut} of templates) {
			if (cut) continue;
			for (const {resource, file, parameters} of nestedStacks) {
				const child = templates.find((template) => template.file === file);
				if (child === undefined) continue;
				const handed = new Set(parameters.map(({name}) => name));
				const {place, logicalId} = resource;
				const amis = new Set(child.imageUses.flatMap(({values}) => values.flatMap((value) => (value.from === 'parameter' ? [value.parameter] : []))));
				for (const parameter of amis) {
					// A public parameter of AWS needs no hand-down: its default holds in every account.
					const fallback = child.parameters.find(({name}) => name === parameter)?.default?.value;
					if (!handed.has(parameter) && !fallback?.startsWith('/aws/service/'))
						yield {message: 'ami', place, subject: logicalId, data: {resource: logicalId, parameter, file: child.file}};
				}
				if (child.nestedStacks.length === 0) continue;
				for (const parameter of nestedStackParameters.names) {
					if (!handed.has(parameter)) yield {message: 'bucket', place, subject: logicalId, data: {resource: logicalId, parameter, file: child.file}};
				}
			}
		}
	},
});
