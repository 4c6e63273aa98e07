/** How files are loaded, in types of no platform: declarations of the public API lead here. */

/** How a file is to be loaded. */
export type Loading = {
	/** The user said that it is a root file system. */
	readonly asRoot?: boolean;
	/** Whether archives are looked into; true when missing. */
	readonly withRoots?: boolean;
	/** Whether a file that is too big for every reader is known by its beginning and its size, so that it need not be read to its end. */
	readonly skims?: boolean;
	/** Told, while an archive is read, how many of how many bytes have been. */
	readonly onReading?: OnReading;
};

/** What is being read, how far, and to where (missing where nobody knows), in bytes of an archive or entries of a folder. */
type OnReading = (file: string, done: number, total: number | undefined) => void;
