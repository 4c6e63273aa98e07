import type {Located, Place, Text} from '../contract.ts';

/** One device of an image's `BlockDeviceMappings`. */
export type BlockDevice = {
	readonly place: Place;
	readonly deviceName?: Text;
	readonly snapshotId?: Text;
	readonly encrypted?: Located<boolean>;
	/** Set for instance-store devices, for example `ephemeral0`. */
	readonly virtualName?: Text;
};

/**
 * One image of a `DescribeImages` answer, with EC2's own names.
 * Origin: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html
 */
export type Image = {
	readonly file: string;
	/** The image's object. */
	readonly place: Place;
	readonly imageId?: Text;
	readonly name?: Text;
	readonly description?: Text;
	readonly architecture?: Text;
	readonly virtualizationType?: Text;
	readonly rootDeviceType?: Text;
	readonly rootDeviceName?: Text;
	readonly state?: Text;
	readonly creationDate?: Text;
	readonly deprecationTime?: Text;
	/** `v2.0` when only IMDSv2 is allowed; missing otherwise. */
	readonly imdsSupport?: Text;
	readonly enaSupport?: Located<boolean>;
	readonly bootMode?: Text;
	/** `windows`, or missing. */
	readonly platform?: Text;
	readonly platformDetails?: Text;
	readonly imageLocation?: Text;
	readonly ownerId?: Text;
	readonly public?: Located<boolean>;
	readonly productCodes: readonly {readonly id: Text; readonly type?: Text}[];
	readonly blockDevices: readonly BlockDevice[];
	readonly sourceImageId?: Text;
	readonly sourceImageRegion?: Text;
	/** From a `DescribeImageAttribute` answer in the same submission; missing where none was given. */
	readonly launchPermissions?: readonly Text[];
};
