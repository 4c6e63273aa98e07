import type {Text} from '../contract.ts';

/**
 * What the instance that an image was built on leaves in it, and that should be made anew on each instance.
 * Origin: https://systemd.io/BUILDING_IMAGES/ and https://docs.cloud-init.io/en/latest/reference/cli.html#clean
 */
export type Remains = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	/** Private SSH host keys: the first line, never the key; an empty text without a range where the file could not be read. */
	readonly hostKeys: readonly Text[];
	/** Whether cloud-init makes new host keys at the first start, and takes the old ones away. */
	readonly renewsHostKeys: boolean;
	/** `etc/machine-id`, where it holds an id. */
	readonly machineId?: Text;
	/** Instances that cloud-init remembers: the folder of each, its id as the value. */
	readonly instances: readonly Text[];
};
