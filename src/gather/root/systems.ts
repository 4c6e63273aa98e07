/** The root file systems that came along. */

import type {Artifact} from '../../artifact.ts';
import type {Absent} from '../../evidence.ts';
import type {FileSystem} from '../../filesystem.ts';

const noRoot =
	"no root file system: give the AMI's as a folder or a tar archive (tar --one-file-system -C / -cf root.tar . on an instance, as root), or by --root";

/** What each root file system gives; or why there is none. `lacking` is said where they are there, and nothing of the kind is in them. */
export function ofEachRoot<Found>(artifacts: readonly Artifact[], find: (system: FileSystem) => Found | undefined, lacking: string): readonly Found[] | Absent {
	const systems = artifacts.flatMap((artifact) => (artifact.kind === 'root' ? [artifact.system] : []));
	if (systems.length === 0) return {absent: noRoot};
	const found = systems.flatMap((system) => find(system) ?? []);
	return found.length > 0 ? found : {absent: lacking};
}
