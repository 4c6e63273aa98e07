import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const stack = (profile: string, more = '', service = 'ec2.amazonaws.com') =>
	`${more}Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: [{Effect: Allow, Principal: {Service: ${service}}, Action: 'sts:AssumeRole'}]\n  Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: !Ref ImageId, IamInstanceProfile: ${profile}}\n`;

export const instanceRoleFromTemplate = defineValidator({
	id: 'iam/instance-role-from-template',
	policy: 'security.role-from-template',
	severity: {'ami-2020': 'warning', 'ami-2025': 'note'},
	about: 'The template creates the role of its instances, which EC2 may assume.',
	why: 'A buyer who has to bring a role makes it too wide, or not at all.',
	source: pages.cloudformation,
	reads: ['submission', 'iam'],
	messages: {
		brought: {
			message: '{launch} takes its instance profile from {name}: the template does not create the role.',
			help: 'Create the role and its instance profile in the template; at most let buyers choose one of their own in place of it.',
		},
		untrusting: {
			message: '{launch} gives {role} to its instances, which EC2 may not assume.',
			help: 'Let the role trust the service ec2.amazonaws.com.',
		},
	},
	examples: [
		{
			name: 'a profile that the buyer brings',
			files: {'template.yaml': stack('!Ref ProfileName', 'Parameters: {ProfileName: {Type: String}}\n')},
			expect: [{message: 'brought', at: '!Ref ProfileName', subject: 'Host'}],
		},
		{
			name: 'a role for functions',
			files: {'template.yaml': stack('!Ref Profile', '', 'lambda.amazonaws.com')},
			expect: [{message: 'untrusting', at: '!Ref Profile'}],
		},
		{name: 'a role of the template', files: {'template.yaml': stack('!Ref Profile')}, expect: []},
		{
			name: 'a profile that the buyer may bring',
			files: {
				'template.yaml': stack(
					'!If [Own, !Ref ProfileName, !Ref Profile]',
					"Parameters: {ProfileName: {Type: String, Default: ''}}\nConditions: {Own: !Not [!Equals [!Ref ProfileName, '']]}\n",
				),
			},
			expect: [],
		},
		{name: 'EC2 in every partition', files: {'template.yaml': stack('!Ref Profile', '', "!Sub 'ec2.${AWS::URLSuffix}'")}, expect: []},
	],
	*check({iam}) {
		for (const {launch, token, from, roles, file} of iam.instanceRoles) {
			const others = iam.instanceRoles.filter((other) => other.launch === launch && other.file === file);
			if (from !== 'template' && !others.some((other) => other.from === 'template')) {
				const written = token.text.replace(/^\$\{(.*)\}$/, '$1');
				const name = written === '…' ? 'a name that is put together' : written;
				yield {message: 'brought', place: token.place, subject: launch, data: {launch, name: token.parameter ?? name}};
			}
			for (const {logicalId, trust, inCutTemplate} of roles) {
				const services = trust?.statements.flatMap(({principals}) => principals) ?? [];
				// A trust policy that could not be read, or not to its end, shows nothing.
				if (
					inCutTemplate ||
					services.length === 0 ||
					services.some(({token: {text}, whom}) => /^ec2\./.test(text) || whom.is === 'everyone' || text.includes('${'))
				)
					continue;
				yield {message: 'untrusting', place: token.place, subject: launch, data: {launch, role: logicalId}};
			}
		}
	},
	shows({submission, iam}) {
		// The text of 2025 asks for a minimally privileged role, which nothing shows.
		if (submission.edition !== 'ami-2020') return undefined;
		const tied = iam.instanceRoles.filter(({from, roles}) => from === 'template' && roles.length > 0);
		const [first] = tied;
		if (first === undefined || tied.length < iam.instanceRoles.length) return undefined;
		return `${first.file} creates ${first.roles.map(({logicalId}) => logicalId).join(', ')} and gives it to ${tied.map(({launch}) => launch).join(', ')}`;
	},
});
