import type {PolicyTexts} from '../../src/evidence/policy-text.ts';
import {isAbsent} from '../../src/evidence.ts';
import {gather} from '../../src/gather/gather.ts';
import {gatherPolicyTexts} from '../../src/gather/policy-texts.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {today} from './submission.ts';

/** What the texts of files ask for, read and gathered as a check does. */
export async function policyTextsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<PolicyTexts> {
	const read = await Promise.all(
		Object.entries(files).map(([file, content]) => readArtifact({file, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content})),
	);
	const artifacts = read.flatMap(({artifact}) => artifact ?? []);
	const {usageInstructions, templates} = await gather(
		artifacts,
		{edition: 'ami-2020', today, files: Object.keys(files)},
		{},
		{templates: {absent: 'not linted'}},
	);
	return gatherPolicyTexts(artifacts, isAbsent(usageInstructions) ? [] : usageInstructions, isAbsent(templates) ? [] : templates);
}
