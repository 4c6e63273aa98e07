/** The root file systems that came along. */

import type {Artifact} from '../../artifact.ts';
import type {Absent} from '../../evidence.ts';
import type {FileSystem} from '../../filesystem.ts';
import {guarded} from '../guarded.ts';

const noRoot = "no root file system: give the AMI's as a folder or a tar archive (sudo tar --one-file-system -C / -cf root.tar . on an instance), or by --root";

/** What came along in place of one is named: it would be looked for otherwise. */
function whyNone(artifacts: readonly Artifact[]): string {
	const [near] = artifacts.flatMap((artifact) =>
		artifact.kind === 'unknown' && artifact.nearRoot !== undefined ? [`${artifact.file} is ${artifact.nearRoot} and `] : [],
	);
	return `${near ?? ''}${noRoot}`;
}

/** What each root file system gives; or why there is none. `lacking` is said where they are there, and nothing of the kind is in them. What breaks is absent by its own. */
export function ofEachRoot<Found>(
	artifacts: readonly Artifact[],
	find: (system: FileSystem) => Found | undefined,
	lacking: string | (() => string),
): readonly Found[] | Absent {
	const systems = artifacts.flatMap((artifact) => (artifact.kind === 'root' ? [artifact.system] : []));
	if (systems.length === 0) return {absent: whyNone(artifacts)};
	return guarded(() => {
		const found = systems.flatMap((system) => find(system) ?? []);
		return found.length > 0 ? found : {absent: typeof lacking === 'string' ? lacking : lacking()};
	});
}
