import type {Text} from '../contract.ts';

/** A Region, a zone or an AMI of one Region that a file of the image writes out. Each name once in each file and kind. */
export type RegionMention = {
	/** `eu-west-1`, `eu-west-1a`, or the id of an AMI. */
	readonly name: Text;
	/** `setting`: a key of that meaning; `address`: a host of AWS; `mirror`: a host with packages; `arn`; `image`: an AMI id. */
	readonly kind: 'setting' | 'address' | 'mirror' | 'arn' | 'image';
	/** The key, the host, or the service of the ARN. */
	readonly owner: string;
	/** The file, from the root. */
	readonly from: string;
	/** Whether it is a program rather than configuration: what else it does can't be seen. */
	readonly program: boolean;
	/** Whether it answers from every Region, as S3 and package mirrors do, or makes the product turn to another Region than its own. */
	readonly elsewhere: 'works' | 'differs';
};

/** What the product's and the system's configuration in one root file system says of Regions. Documents, SDKs and lists of Regions are left out. */
export type RootRegions = {
	/** The root file system, as the submission names it. */
	readonly root: string;
	readonly mentions: readonly RegionMention[];
};
