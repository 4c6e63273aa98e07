import {defineValidator, type Place, type Text} from '../../src/contract.ts';
import type {Binding} from '../../src/evidence/binding.ts';
import type {Iam, Identity} from '../../src/evidence/iam.ts';
import type {Template} from '../../src/evidence/template.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {openingOf} from '../../src/language/contents.ts';
import {iamGuidanceIn} from '../../src/language/iam-guidance.ts';
import {pages} from '../../src/limits.ts';
import {entryOf, get, spanOf} from '../../src/tree.ts';

const instance = (profile: string) => ({'root.yaml': `Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: ami-1${profile}}\n`});
const withRole = instance(', IamInstanceProfile: !Ref Profile');
const usage = (UsageInstructions: string) => ({'listing.json': version([standalone({UsageInstructions}), withTemplate()])});
const guided =
	'In the IAM console create a role for EC2 with one policy: s3:PutObject on arn:aws:s3:::YOUR-BUCKET/*. At launch choose its instance profile under Advanced details.';

export const requireSingleAmiIamGuidance = defineValidator({
	id: 'guides/require-single-ami-iam-guidance',
	policy: 'security.single-ami-iam-guidance',
	severity: 'error',
	about: 'Where the template attaches an IAM role to the instance, the instructions of the standalone option tell how to create a minimally privileged one.',
	why: 'A buyer who launches the AMI alone gets no role from a template, and has to make one by hand.',
	source: pages.policy,
	reads: ['bindings', 'usageInstructions'],
	mayRead: ['iam'],
	messages: {
		untold: {
			message: 'The template attaches an IAM role to the instance, but the usage instructions of the standalone option name no role.',
			help: 'Tell how to create the role with the least actions it needs, and how to attach it at launch{draft}.',
		},
		vague: {
			message: 'The usage instructions of the standalone option name an IAM role, but no passage was found that tells how to create it with which actions.',
			help: 'Give the steps and the list of actions with their resources, for example: create a role for EC2 that allows s3:PutObject on your bucket, and choose it at launch{draft}.',
		},
		broad: {
			message: 'The usage instructions of the standalone option give the role {grant}, which is not minimally privileged.',
			help: 'List only the actions and resources that the product needs.',
		},
	},
	examples: [
		{
			name: 'no word on roles',
			files: {...usage('Launch the AMI. Then sign in.'), ...withRole},
			expect: [{message: 'untold', at: 'Launch the AMI. Then', subject: 'standalone usage instructions'}],
		},
		{
			name: 'a role, but not which',
			files: {...usage('Launch the AMI with a fitting IAM role.'), ...withRole},
			expect: [{message: 'vague', at: 'Launch the AMI with'}],
		},
		{
			name: 'a role that may do everything',
			files: {...usage(`Launch the AMI with an IAM role. Attach the policy AdministratorAccess to it.`), ...withRole},
			expect: [{message: 'broad', at: 'AdministratorAccess'}],
		},
		{
			name: 'all of a service on everything',
			files: {...usage(`${guided} Its policy: {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}`), ...withRole},
			expect: [{message: 'broad', at: 's3:*'}],
		},
		{name: 'everything is warned against', files: {...usage(`${guided} Do not attach AdministratorAccess.`), ...withRole}, expect: []},
		{name: 'steps and actions', files: {...usage(guided), ...withRole}, expect: []},
		{name: 'a template without a role', files: {...usage('Launch the AMI.'), ...instance('')}, expect: []},
		{name: 'no standalone option', files: {'listing.json': version([withTemplate()]), ...withRole}, expect: []},
	],
	*check({bindings, iam}) {
		const attaching = bindings.filter(({template}) => template !== undefined && attachesRole(template));
		const versions = new Set(attaching.map(({version: found}) => found));
		const draft = draftFor(attaching, iam);
		for (const {kind, usageInstructions: text} of [...versions].flatMap(({options}) => options)) {
			if (kind !== 'standalone' || text === undefined) continue;
			const {level, broad} = iamGuidanceIn(text.value);
			const place = spanOf(text, ...openingOf(text.value));
			const subject = 'standalone usage instructions';
			const grant = broadIn(text, iam);
			if (grant !== undefined)
				yield {message: 'broad', place: grant.place, subject, data: {grant: grant.grant}, ...(grant.sure ? {} : {severity: 'warning' as const})};
			else if (broad !== undefined) yield {message: 'broad', place: spanOf(text, ...broad.range), subject, data: {grant: broad.name}};
			else if (level === 'none') yield {message: 'untold', place, subject, data: {draft}};
			else if (level === 'mention') yield {message: 'vague', place, subject, severity: 'warning', data: {draft}};
		}
	},
});

/** On an instance or a launch configuration the profile is a property of its own; a launch template holds it in its data. */
function attachesRole({resources}: Template): boolean {
	return resources.some(({type, properties}) => {
		if (type === 'AWS::EC2::LaunchTemplate') return entryOf(get(properties, 'LaunchTemplateData'), 'IamInstanceProfile') !== undefined;
		return (type === 'AWS::EC2::Instance' || type === 'AWS::AutoScaling::LaunchConfiguration') && entryOf(properties, 'IamInstanceProfile') !== undefined;
	});
}

/** The first grant that the instructions at a text ask for and no reviewer lets pass. */
function broadIn(text: Text, iam: Iam | undefined): NonNullable<Identity['tooWide']>[number] | undefined {
	const [start = 0, end = 0] = text.place.range ?? [];
	const isHere = ({file, range: [from, to] = [0, 0]}: Place) => file === text.place.file && from >= start && to <= end;
	return iam?.identities.flatMap(({tooWide = []}) => tooWide).find(({place}) => isHere(place));
}

/** The paragraph drafted from the role that the template gives to its instances. */
function draftFor(bindings: readonly Binding[], iam: Iam | undefined): string {
	const files = bindings.flatMap(({template}) => template?.file ?? []);
	const drafted = iam?.identities.find(({file, draft}) => draft !== undefined && files.includes(file));
	return drafted?.draft === undefined ? '' : `. Made from the template: ${drafted.draft}`;
}
