import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const root =
	"Parameters:\n  MPS3BucketName: {Type: String, Default: larkspur}\n  MPS3BucketRegion: {Type: String, Default: us-east-1}\n  MPS3KeyPrefix: {Type: String, Default: larkspur/}\nResources:\n  Network:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: !Sub 'https://${MPS3BucketName}.s3.${MPS3BucketRegion}.${AWS::URLSuffix}/${MPS3KeyPrefix}network.yaml'\n";

export const nestedTemplatePresent = defineValidator({
	id: 'template/nested-template-present',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'Nested templates come along with the submission, so that they are judged too.',
	why: 'A nested template that is missing at the prefix fails the change set (reported by a seller), and one that is not here is not judged.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		missing: {
			message: '{resource} nests {file}, which is not among the files of this submission: it is not judged.',
			help: 'Put {file} into the folder, or map its URL to a file under artifacts in shelfready.yaml.',
		},
		unreadable: {
			message: "{resource}'s TemplateURL cannot be followed to a file: what it nests is not judged.",
			help: 'Let the URL end in the file name, or check the nested template by itself.',
		},
	},
	examples: [
		{name: 'a nested template that stayed at home', files: {'root.yaml': root}, expect: [{message: 'missing', at: 'Network', subject: 'Network'}]},
		{
			name: 'a URL that only a parameter knows',
			files: {'root.yaml': root.replace(/!Sub 'https.*'/, '!Ref MPS3BucketName')},
			expect: [{message: 'unreadable', at: 'Network'}],
		},
		{
			name: 'a nested template that came along',
			files: {'root.yaml': root, 'network.yaml': "Resources:\n  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}\n"},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {nestedStacks} of templates) {
			for (const {resource, url, fileName, file} of nestedStacks) {
				const {place, logicalId} = resource;
				if (url === undefined || file !== undefined) continue;
				if (fileName === undefined) yield {message: 'unreadable', place, subject: logicalId, data: {resource: logicalId}};
				else yield {message: 'missing', place, subject: logicalId, data: {resource: logicalId, file: fileName}};
			}
		}
	},
});
