import {defineValidator} from '../../src/contract.ts';
import type {Escalation} from '../../src/evidence/iam.ts';
import {roleWith} from '../../src/examples.ts';

export const noEscalationPath = defineValidator({
	id: 'iam/no-escalation-path',
	policy: 'security.least-privilege',
	severity: 'error',
	about: 'A role’s rights do not add up to those of another identity.',
	why: 'Taken together, harmless-looking actions let whoever holds them become an administrator. The paths are those of pathfinding.cloud; all statements of a role count, those of branches that exclude each other do not.',
	source: 'https://pathfinding.cloud/paths',
	reads: ['iam'],
	messages: {
		path: {
			message: '{identity} can gain the rights of others by {id}: {witness}{more}.',
			help: 'Take one of these actions away, or name the resources that it works on.',
		},
		own: {
			message: '{identity} can change its own rights, or who has them, by {id}: {witness} is allowed on itself{more}.',
			help: 'Take the action away, or keep the identity itself out of the resources: give the roles that it may change a path or prefix of their own.',
		},
	},
	examples: [
		{
			name: 'a role into a function of one’s own',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'iam:PassRole', Resource: '*'}",
					"{Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*'}",
				),
			},
			expect: [{message: 'path', at: "'iam:PassRole'", subject: 'Role'}],
		},
		{
			name: 'one action short',
			files: {
				'template.yaml': roleWith("{Effect: Allow, Action: 'iam:PassRole', Resource: '*'}", "{Effect: Allow, Action: 'lambda:CreateFunction', Resource: '*'}"),
			},
			expect: [],
		},
		{
			name: 'a role that may be passed to another service alone',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'iam:PassRole', Resource: '*', Condition: {StringEquals: {'iam:PassedToService': ec2.amazonaws.com}}}",
					"{Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: '*'}",
				),
			},
			expect: [],
		},
		{
			name: 'a role into a function of a name that fits',
			files: {
				'template.yaml': roleWith(
					"{Effect: Allow, Action: 'iam:PassRole', Resource: '*'}",
					"{Effect: Allow, Action: ['lambda:CreateFunction', 'lambda:InvokeFunction'], Resource: 'arn:aws:lambda:*:*:function:larkspur-*'}",
				),
			},
			expect: [{message: 'path', at: "'iam:PassRole'"}],
		},
		{
			name: 'one’s own policies',
			files: {
				'template.yaml': roleWith("{Effect: Allow, Action: 'iam:AttachRolePolicy', Resource: !Sub 'arn:aws:iam::${AWS::AccountId}:role/${AWS::StackName}-*'}"),
			},
			expect: [{message: 'own', at: "'iam:AttachRolePolicy'"}],
		},
		{
			name: 'policies of other roles',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'iam:AttachRolePolicy', Resource: 'arn:aws:iam::*:role/larkspur/*'}")},
			expect: [],
		},
		{
			name: 'the function’s own code',
			files: {'template.yaml': roleWith("{Effect: Allow, Action: 'lambda:UpdateFunctionCode', Resource: 'arn:aws:lambda:*:*:function:larkspur'}")},
			expect: [],
		},
	],
	*check({iam}) {
		for (const {logicalId, escalations, wide} of iam.identities) {
			// Who may do everything, or all but a few actions, needs no path; rules of their own say so.
			const [first, ...others] = wide.some(({width}) => width === 'everything' || width === 'complement') ? [] : escalations.toSorted(byLength);
			const [start] = first?.witness ?? [];
			if (first === undefined || start === undefined) continue;
			yield {
				message: first.own ? 'own' : 'path',
				place: start.token.place,
				subject: logicalId,
				// Taking over what runs with a role already gives that role's rights alone.
				...(escalations.every(({category}) => category === 'existing-passrole') ? {severity: 'warning' as const} : {}),
				data: {
					identity: logicalId,
					id: first.id,
					witness: wordsOf(first),
					more: others.length === 0 ? '' : `. Also by ${others.map((path) => `${path.id} (${wordsOf(path)})`).join('; ')}`,
				},
			};
		}
	},
});

function byLength(one: Escalation, other: Escalation): number {
	const isExisting = ({category}: Escalation) => Number(category === 'existing-passrole');
	const isOwn = ({own}: Escalation) => Number(own === true);
	return isExisting(one) - isExisting(other) || isOwn(one) - isOwn(other) || one.witness.length - other.witness.length;
}

/** The actions, each with the token that grants it where that says otherwise. */
function wordsOf({witness}: Escalation): string {
	return witness.map(({action, token}) => (token.text.toLowerCase() === action.toLowerCase() ? action : `${action} (by ${token.text})`)).join(' + ');
}
