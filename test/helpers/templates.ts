import type {Artifact} from '../../src/artifact.ts';
import type {Place} from '../../src/contract.ts';
import type {Template} from '../../src/evidence/template.ts';
import {isAbsent} from '../../src/evidence.ts';
import {gatherTemplates} from '../../src/gather/templates.ts';
import {parseJsonOrYaml} from '../../src/read/notation.ts';

/** A template file as `read` hands it on. */
export async function templateArtifact(file: string, text: string): Promise<Artifact> {
	const {root, format, faults, marks} = await parseJsonOrYaml(text);
	if (root?.kind !== 'map') throw new Error(`${file} holds no map`);
	return {
		file,
		sha256: '0'.repeat(64),
		kind: 'template',
		detail: 'CloudFormation template',
		text,
		format,
		bytes: new TextEncoder().encode(text).length,
		tree: root,
		broken: faults.length > 0,
		cut: faults.length > 0,
		marks: marks.map(({kind, range, pointer, subject}) => ({
			kind,
			subject,
			artifact: 'template',
			place: {file, range, ...(pointer === undefined ? {} : {pointer})},
		})),
	};
}

/** Several templates of one submission. */
export async function templatesOf(files: Readonly<Record<string, string>>, urls: Readonly<Record<string, string>> = {}): Promise<readonly Template[]> {
	const artifacts = await Promise.all(Object.entries(files).map(([file, text]) => templateArtifact(file, text)));
	const templates = gatherTemplates(artifacts, urls);
	if (isAbsent(templates)) throw new Error(templates.absent);
	return templates;
}

/** One template, and the source text at a place of it. */
export async function templateOf(text: string): Promise<{readonly template: Template; readonly at: (place: Place | undefined) => string}> {
	const [template] = await templatesOf({'main.yaml': text});
	if (template === undefined) throw new Error('no template');
	return {template, at: (place) => text.slice(...(place?.range ?? [0, 0]))};
}
