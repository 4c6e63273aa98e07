/** Where on a Windows volume the seller's product lies, and what there is others'. Nobody publishes such lists: ours, from installed systems, read 2026-11-26. Paths are written with any case. */

/**
 * Folders of Windows, of Microsoft, of AWS, of drivers and of widely used tools in `Program Files` and `ProgramData`, and in the root of the
 * volume those that languages and tools make there.
 */
const others = [
	...['common files', 'windows[^/]*', 'microsoft[^/]*', 'internet explorer', 'modifiablewindowsapps', 'reference assemblies', 'msbuild', 'dotnet'],
	...['packagemanagement', 'powershell', 'uninstall information', 'iis[^/]*', 'azure[^/]*', 'hyper-v', 'openssh[^/]*', 'amazon[^/]*', 'aws[^/]*'],
	...['package cache', 'packages', 'regid\\.[^/]+', 'softwaredistribution', 'uso(?:private|shared)', 'ssh', 'chocolatey', 'scoop', 'cmake', 'llvm'],
	...['application data', 'desktop', 'documents', 'start menu', 'templates', 'favorites', 'windowsholographicdevices', 'nuget'],
	...['intel[^/]*', 'nvidia[^/]*', 'amd', 'realtek', 'xen[^/]*', 'vmware', 'oracle/(?:java|virtualbox)', 'virtualbox', 'nice', 'citrix'],
	...['git', 'github cli', '7-zip', 'google', 'mozilla[^/]*', 'notepad\\+\\+', 'java', 'eclipse (?:adoptium|foundation)', 'zulu', 'nodejs', 'go'],
	...['python[^/]*', 'ruby[^/]*', 'perl[^/]*', 'strawberry', 'cygwin[^/]*', 'msys[^/]*', 'mingw[^/]*', 'vcpkg', 'r', 'erlang[^/]*', 'putty', 'winscp', 'vim'],
].join('|');

/** Files of installed products that are the seller's or were set up by them. */
export const windowsProduct = new RegExp(`^(?:program files(?: \\(x86\\))?|programdata)/(?!(?:${others})/)[^/]+/.`, 'i');

/** Files in folders of the root of a Windows volume that are no tool's. */
const windowsOwnTop = new RegExp(
	`^(?!(?:${others}|windows|users|program files(?: \\(x86\\))?|programdata|perflogs|recovery|efi|boot|\\$[^/]+|config\\.msi|system volume information|documents and settings|inetpub|tools|temp|tmp|ec2[^/]*)/)[^/]+/.`,
	'i',
);

/** Files that people keep in a profile, without what programs keep there for them. */
export const windowsProfile =
	/^users\/[^/]+\/(?!(?:appdata|application data|local settings|cookies|nethood|printhood|recent|sendto|start menu|templates|contacts|favorites|links|searches|saved games|music|pictures|videos|microsoftedgebackups|\.[^/]+)\/|ntuser\.)[^/]/i;

/** Whether a file of a Windows is the seller's: of a product, of a person, or of a folder of their own in the root of the volume. */
export function isSellersOnWindows(path: string): boolean {
	return [windowsProduct, windowsProfile, windowsOwnTop].some((folders) => folders.test(path));
}
