import type {Artifact} from '../../../src/artifact.ts';
import type {Place} from '../../../src/contract.ts';
import {compareTemplates} from '../../../src/diff/compare.ts';
import {isAbsent} from '../../../src/evidence.ts';
import {gatherTemplates} from '../../../src/gather/templates.ts';
import {readArtifact} from '../../../src/read/artifact.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken} from '../oracles.ts';
import {exampleFiles} from '../seeds.ts';
import {cloudFormation, iam, yaml} from '../words.ts';

const border = '\n=====\n';

async function read(text: string): Promise<{readonly artifact?: Artifact | undefined; readonly text: string}> {
	const {artifact, problems} = await readArtifact({file: 'template.yaml', bytes: Buffer.from(text)}, 'template');
	for (const {message} of problems) if (message.startsWith('could not be read: ')) throw new Broken(message);
	return {artifact, text};
}

const allRead = {old: new Set<string>(), new: new Set<string>()};

const target: Target = {
	about: 'the templates of two releases, with a line of ===== between them',
	longest: 16_000,
	seeds: () => {
		const releases = exampleFiles(/\.yaml$/, ['templates/releases']).map((bytes) => Buffer.from(bytes).toString('utf8'));
		return releases.flatMap((one, index) => [one, releases[index + 1] ?? one].map((other) => Buffer.from(`${one}${border}${other}`)));
	},
	words: [...cloudFormation, ...iam, ...yaml, border],
	async run(bytes) {
		const [old = '', next = ''] = Buffer.from(bytes).toString('utf8').split(border);
		const [before, after] = [await read(old), await read(next)];
		const of = ({artifact}: typeof before) => {
			const gathered = artifact === undefined ? [] : gatherTemplates([artifact], {});
			return isAbsent(gathered) ? [] : gathered;
		};
		const {changes, problems} = await compareTemplates(of(before), of(after), allRead);
		assertUnpolluted();
		const inside = (place: Place | undefined, text: string | undefined) => {
			const [start, end] = place?.range ?? [0, 0];
			if (start < 0 || end < start || end > (text ?? '').length) throw new Broken(`a change lies at ${start} to ${end} of ${(text ?? '').length}`);
		};
		for (const change of changes) {
			inside(change.old, before.artifact?.text);
			inside(change.new, after.artifact?.text);
		}
		for (const {message} of problems) if (/fault of shelfready|broke/.test(message)) throw new Broken(message);
		if (old === next && changes.length > 0) throw new Broken(`a template differs from itself: ${changes[0]?.message}`);
	},
};
export default target;
