import type {Located, Place, Text} from '../contract.ts';
import type {AmiSource, DeliveryOption, Listing} from './listing.ts';

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
	/** The entries of a `DescribeImageAttribute` answer in the same submission (group, account, organization); missing where none was given. */
	readonly launchPermissions?: readonly Text[];
	/** `amazon`, `aws-marketplace` or `self`, where the answer says so. */
	readonly ownerAlias?: Text;
	/** Every ARN among the image's attributes (keys, Outposts): each names the Region that it lies in. */
	readonly arns: readonly Text[];
	/** Where the submission's listings name this AMI. */
	readonly uses: readonly ImageListing[];
	/** Whether all is there that EC2 always gives, so that a missing attribute means that it is off, not that a query left it out. */
	readonly whole: boolean;
	/**
	 * Set for an AMI that a listing names and no answer describes: only its id is known (its place is in the listing), so that no rule
	 * can show anything of it. Holds the ids of the images that the answers describe instead.
	 */
	readonly describedInstead?: readonly string[];
};

/** A listing's delivery option that names an image. */
export type ImageListing = {readonly listing: Listing; readonly option: DeliveryOption; readonly ami: AmiSource};
