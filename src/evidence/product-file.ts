import type {Place} from '../contract.ts';

/** A bound of a licence that a root file system holds: the day on which it ends, or the words that say that it is for trial. */
export type LicenceBound = {readonly how: 'end' | 'trial'; readonly value: string; readonly place: Place};

/** A setting of the product that has usage reports on. */
export type UsageReport = {
	/** The setting, with the sections that it stands in: `telemetry.enabled`. */
	readonly name: string;
	/** The host outside that the reports go to. Missing where the settings name none. */
	readonly to?: string;
	/** The value that switches them on. */
	readonly place: Place;
};

/** What the settings and licences of the product in one root file system say, a Linux or a Windows. */
export type ProductFiles = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	readonly licences: readonly LicenceBound[];
	readonly usageReports: readonly UsageReport[];
};
