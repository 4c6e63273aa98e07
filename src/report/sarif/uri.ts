/** Paths as SARIF wants them. */

import type {ArtifactLocation} from 'sarif';
import type {Where, WhereIs} from '../where.ts';

/** Stands for the repository's root. Where that lies on the disk is nobody's business. */
export const root = '%SRCROOT%';
/** Stands for wherever evidence from outside of the repository lies. */
export const elsewhere = 'ELSEWHERE';

/** A relative path as a URI reference: each name percent-encoded. */
function uriOf(path: string): string {
	// Half of a surrogate pair has no UTF-8 form.
	return path
		.replace(/\p{Surrogate}/gu, '\uFFFD')
		.split('/')
		.map(encodeURIComponent)
		.join('/');
}

/** Where a file of the outcome lies: in the repository, or elsewhere under its name in the outcome. */
export function artifactLocation(file: string, where: Where): ArtifactLocation {
	return where.path === undefined ? {uri: uriOf(file), uriBaseId: elsewhere} : {uri: uriOf(where.path), uriBaseId: root};
}

/** Answers the locations of files, each with its index among the run's artifacts where it has one. */
export function locator(indexes: ReadonlyMap<string, number>, whereIs: WhereIs): (file: string) => ArtifactLocation {
	return (file) => {
		const where = whereIs(file);
		const holder = where.inside === undefined ? file : file.slice(0, -where.inside.length - 1);
		const index = indexes.get(holder);
		return {...artifactLocation(holder, where), ...(index === undefined ? {} : {index})};
	};
}
