import type {Artifact} from '../../src/artifact.ts';
import {nothingGathered} from '../../src/gather/gather.ts';
import {lineStartsOf, positionAt} from '../../src/locate.ts';
import type {Finding, Outcome, PolicyVerdict} from '../../src/outcome.ts';
import {policies} from '../../src/policies/policies.ts';

/** A file of text, recognised as a document. */
export function artifact(file: string, text: string, kind: 'docs' | 'unknown' = 'docs'): Artifact {
	const base = {file, text, sha256: 'ab'.repeat(32), detail: 'plain text', marks: []};
	if (kind === 'unknown') return {...base, kind};
	return {...base, kind, document: {file, format: 'text', place: {file}, sections: [], paragraphs: [], codeBlocks: [], links: [], images: []} as never};
}

/** A finding at the first occurrence of `at` in the artifact's text. */
export function finding({file, text = ''}: Artifact, at: string, fields: Partial<Finding> = {}): Finding {
	const start = text.indexOf(at);
	const starts = lineStartsOf(text);
	return {
		rule: 'template/ami-parameter-type',
		policy: 'delivery.template-requirements',
		severity: 'error',
		message: 'The AMI parameter is a String, which the self-service flow refuses.',
		help: 'Give it the type AWS::EC2::Image::Id.',
		source: 'https://docs.aws.amazon.com/marketplace/latest/userguide/cloudformation.html',
		subject: 'AmiId',
		place: {file, range: [start, start + at.length]},
		start: positionAt(starts, start),
		end: positionAt(starts, start + at.length),
		excerpt: at,
		fingerprint: `${start.toString(16).padStart(16, '0')}:1`,
		content: '',
		context: '',
		...fields,
	};
}

/** An outcome in which no policy is assessed, but for what a test gives. */
export function outcome(fields: Partial<Outcome> = {}): Outcome {
	return {
		edition: 'ami-2020',
		today: '2026-11-24',
		rules: [],
		artifacts: [],
		findings: [],
		waived: [],
		waivers: [],
		known: [],
		gone: [],
		policies: policies.map(({id}): PolicyVerdict => ({id, verdict: 'not-assessed', reason: 'no evidence', wanting: 'no evidence', findings: []})),
		notAssessed: [],
		problems: [],
		gathered: nothingGathered({edition: 'ami-2020', today: '2026-11-24', files: []}, 'no evidence'),
		...fields,
	};
}

/** Policies with given verdicts, the others not assessed. */
export function verdicts(given: Readonly<Record<string, Omit<PolicyVerdict, 'id' | 'findings'>>>): readonly PolicyVerdict[] {
	return policies.map(({id}) => ({id, findings: [], ...(given[id] ?? {verdict: 'not-assessed', reason: 'no evidence', wanting: 'no evidence'})}));
}
