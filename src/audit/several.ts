/** Submissions that may be several: a catalogue that lies one folder deeper is read as one submission. */

/** The folders of a submission of which each holds a listing, where nothing lies beside them; none where it is one submission for all that shows. */
export function listingFolders(artifacts: readonly {readonly file: string; readonly kind?: string | undefined}[]): readonly string[] {
	if (artifacts.some(({file}) => !file.includes('/'))) return [];
	const folders = new Set(artifacts.flatMap(({file, kind}) => (kind === 'listing' ? [file.slice(0, file.indexOf('/'))] : [])));
	return folders.size > 1 ? [...folders].toSorted() : [];
}
