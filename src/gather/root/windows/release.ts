/** Which Windows a root file system holds. */

import type {OsRelease} from '../../../evidence/os-release.ts';
import type {WindowsRelease} from '../../../evidence/windows.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {windowsReleases} from '../../../limits/windows.ts';
import {fileVersion} from '../../../read/file-version.ts';
import {hiveText} from '../../../read/registry/hive.ts';
import {hiveOf} from './hives.ts';
import {bytesOf, reported} from './paths.ts';

/** Its version is that of Windows itself. */
const systemFile = 'Windows/System32/kernel32.dll';

/** The release by the registry, else by the version of a system file. */
export function releaseOf(system: FileSystem): WindowsRelease | undefined {
	const software = hiveOf(system, 'SOFTWARE');
	const written = hiveText(software?.root.key('Microsoft\\Windows NT\\CurrentVersion')?.value('CurrentBuild'));
	if (software !== undefined && written !== undefined && /^\d{4,6}$/.test(written)) return releaseFor(Number(written), software.place);
	const bytes = bytesOf(system, systemFile);
	const version = bytes === undefined ? undefined : fileVersion(bytes);
	return version === undefined ? undefined : releaseFor(version[2], {file: reported(system, systemFile)});
}

function releaseFor(build: number, place: WindowsRelease['place']): WindowsRelease {
	return {label: windowsReleases.find((release) => release.build === build)?.label ?? `Windows build ${build}`, build, place};
}

/** The release as Linux systems tell theirs. */
export function windowsOsRelease(system: FileSystem): OsRelease | undefined {
	const release = releaseOf(system);
	const version = /^Windows Server (\d{4}(?: R2)?)$/.exec(release?.label ?? '')?.[1];
	if (release === undefined || version === undefined) return undefined;
	return {root: system.file, name: {value: release.label, place: release.place}, version: {value: version, place: release.place}};
}

/** Whether Sysprep has sealed the image, so that its answer file runs at the next start; nothing where the registry does not tell. */
export function sealedBySysprep(system: FileSystem): boolean | undefined {
	const state = hiveText(hiveOf(system, 'SOFTWARE')?.root.key('Microsoft\\Windows\\CurrentVersion\\Setup\\State')?.value('ImageState'));
	return state === undefined ? undefined : state !== 'IMAGE_STATE_COMPLETE';
}
