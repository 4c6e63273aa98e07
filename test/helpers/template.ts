import type {Template} from '../../src/evidence/template.ts';
import {isAbsent} from '../../src/evidence.ts';
import {gatherTemplates} from '../../src/gather/templates.ts';
import {readArtifact} from '../../src/read/artifact.ts';

/** The evidence of one template, read and gathered as a check does. */
export async function gatherTemplate(text: string, file = 'template.yaml'): Promise<Template> {
	const {artifact} = await readArtifact({file, bytes: new TextEncoder().encode(text)});
	const templates = gatherTemplates(artifact === undefined ? [] : [artifact], {});
	const [template] = isAbsent(templates) ? [] : templates;
	if (template === undefined) throw new Error(`${file} was not taken for a template`);
	return template;
}

/** The source text of a place. */
export function at(text: string, {range}: {readonly range?: readonly [number, number]}): string {
	return range === undefined ? '' : text.slice(range[0], range[1]);
}
