import type {ExecutionContext} from 'ava';
import type {Place} from '../../src/contract.ts';
import type {Change} from '../../src/diff/change.ts';
import {type Compared, compareTemplates} from '../../src/diff/compare.ts';
import {templatesOf} from './templates.ts';

/** Compares single templates given as text. */
export async function compareTexts(old: string, next: string): Promise<Compared> {
	const [before, after] = [await templatesOf({'template.yaml': old}), await templatesOf({'template.yaml': next})];
	return compareTemplates(before, after, allRead);
}

/** Every file could be read. */
export const allRead = {old: new Set<string>(), new: new Set<string>()};

/** What a test says of a change: kind, severity, subject, the tokens that it points at in the old and the new text, and its message. */
export type Told = {
	readonly kind: string;
	readonly severity: string;
	readonly subject: string;
	readonly was: string;
	readonly is: string;
	readonly message: string;
};

/** The changes between two templates. Fails the test when there is a problem. */
export async function changesBetween(t: ExecutionContext, old: string, next: string): Promise<readonly Told[]> {
	const {changes, problems} = await compareTexts(old, next);
	t.deepEqual(problems, []);
	return changes.map((change) => told(change, old, next));
}

function told({kind, severity, subject, message, ...places}: Change, old: string, next: string): Told {
	const at = (text: string, place: Place | undefined) => (place?.range === undefined ? '' : text.slice(...place.range));
	return {kind, severity, subject, was: at(old, places.old), is: at(next, places.new), message};
}

/** A template whose role has the given statements, in YAML's flow notation, and what further stands in it. */
export function roleWith(statements: string, {trust = ec2, more = '', properties = ''}: {trust?: string; more?: string; properties?: string} = {}): string {
	return `Parameters:
  Bucket: {Type: String}
  Mode: {Type: String, Default: closed}
Conditions:
  IsOpen: !Equals [!Ref Mode, open]
Resources:
  AppRole:
    Type: AWS::IAM::Role
    Properties:
${properties}      AssumeRolePolicyDocument: {Statement: [${trust}]}
      Policies:
        - PolicyName: app
          PolicyDocument: {Statement: ${statements}}
${more}`;
}

export const ec2 = '{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}';
