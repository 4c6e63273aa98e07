/** Where a file lies for those who read a report beside the repository: code hosts, CI servers, editors. */

import type {Artifact} from '../artifact.ts';
import type {Outcome} from '../outcome.ts';

/** What a submission's files are called in the repository that it lies in. */
export type Repository = {
	/** Path of the submission's folder from the repository's root, with `/`; empty for the root itself. */
	readonly base: string;
	/** Path of each file and folder from the repository's root, by its name in the outcome. Those that lie outside are missing. */
	readonly paths: ReadonlyMap<string, string>;
};

/** Where a file is. */
export type Where = {
	/** Path from the repository's root, with `/`; missing for what lies outside. Of what lies in an archive, the archive's. */
	readonly path?: string;
	/** Path inside of that archive. */
	readonly inside?: string;
	/** Whether lines and columns count in the file as people have it: not in a PDF, a DOCX or an archive. */
	readonly hasLines: boolean;
};

/** Answers where a file is, by its name in the outcome. */
export type WhereIs = (file: string) => Where;

/** Reads off an outcome where its files are. Without a repository they are called as in the submission. */
export function whereIn({artifacts}: Pick<Outcome, 'artifacts'>, repository: Repository | undefined): WhereIs {
	const paths = repository?.paths ?? new Map(artifacts.map(({file}) => [file, file]));
	const roots = artifacts.flatMap((artifact) => (artifact.kind === 'root' ? [artifact] : []));
	const unlined = new Set(artifacts.flatMap(unlinedIn));
	return (file) => {
		const hasLines = !unlined.has(file);
		const root = roots.find((candidate) => file.startsWith(`${candidate.file}/`));
		if (root?.system.form === 'tar') {
			const path = paths.get(root.file) ?? folderOf(root.file, paths);
			return {...(path === undefined ? {} : {path}), inside: file.slice(root.file.length + 1), hasLines: false};
		}
		const path = paths.get(file) ?? (root === undefined ? undefined : folderOf(file, paths));
		return {...(path === undefined ? {} : {path}), hasLines};
	};
}

/** The path of a file in a folder that is known. */
function folderOf(file: string, paths: ReadonlyMap<string, string>): string | undefined {
	for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
		const folder = paths.get(file.slice(0, end));
		if (folder !== undefined) return folder + file.slice(end);
	}
	return undefined;
}

/** The documents of an artifact whose text was taken out of another format. */
function unlinedIn(artifact: Artifact): readonly string[] {
	const documents = artifact.kind === 'docs' ? [artifact.document] : artifact.kind === 'root' ? artifact.documents : [];
	return documents.flatMap(({file, format}) => (format === 'pdf' || format === 'docx' ? [file] : []));
}
