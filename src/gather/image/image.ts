/** One image of an answer, read at the boundary: what is missing or of the wrong type is left out. */

import type {Located, Text} from '../../contract.ts';
import type {BlockDevice, Image} from '../../evidence/image.ts';
import {entryOf, get, itemsOf, keyPlaceOf, placeOf, type SourceNode, textOf, walk} from '../../tree.ts';
import {given} from '../listing/reader.ts';

/** Attributes that EC2 gives for every image of the account that asks. */
const always = ['ImageId', 'Architecture', 'CreationDate', 'OwnerId', 'State', 'RootDeviceType', 'VirtualizationType', 'BlockDeviceMappings'];

/** Reads an image. `permissions` are the launch permissions that attribute answers give, by image id. */
export function imageOf(file: string, node: SourceNode, permissions: ReadonlyMap<string, readonly Text[]>): Image {
	const text = (key: string) => textOf(file, get(node, key));
	const imageId = text('ImageId');
	const idEntry = entryOf(node, 'ImageId');
	return {
		file,
		place: idEntry === undefined ? {...placeOf(file, node), range: [node.range[0], node.range[0] + 1]} : keyPlaceOf(file, idEntry),
		...given({
			imageId,
			name: text('Name'),
			description: text('Description') ?? textOf(file, get(node, 'Description', 'Value')),
			architecture: text('Architecture'),
			virtualizationType: text('VirtualizationType'),
			rootDeviceType: text('RootDeviceType'),
			rootDeviceName: text('RootDeviceName'),
			state: text('State'),
			creationDate: text('CreationDate'),
			deprecationTime: text('DeprecationTime'),
			imdsSupport: text('ImdsSupport') ?? textOf(file, get(node, 'ImdsSupport', 'Value')),
			enaSupport: booleanOf(file, get(node, 'EnaSupport')),
			bootMode: text('BootMode'),
			platform: text('Platform'),
			platformDetails: text('PlatformDetails'),
			imageLocation: text('ImageLocation'),
			ownerId: text('OwnerId'),
			ownerAlias: text('ImageOwnerAlias'),
			public: booleanOf(file, get(node, 'Public')),
			sourceImageId: text('SourceImageId'),
			sourceImageRegion: text('SourceImageRegion'),
			launchPermissions: permissions.get(imageId?.value ?? ''),
		}),
		productCodes: itemsOf(get(node, 'ProductCodes')).flatMap((code) => {
			const id = textOf(file, get(code, 'ProductCodeId'));
			return id === undefined ? [] : [{id, ...given({type: textOf(file, get(code, 'ProductCodeType'))})}];
		}),
		blockDevices: itemsOf(get(node, 'BlockDeviceMappings')).flatMap((device) => (device.kind === 'map' ? [deviceOf(file, device)] : [])),
		arns: arnsOf(file, node),
		uses: [],
		whole: always.every((key) => get(node, key) !== undefined),
	};
}

/** The launch permissions of a `DescribeImageAttribute` answer; nothing for what is none. */
export function launchPermissionsOf(file: string, node: SourceNode): {readonly imageId: string; readonly permissions: readonly Text[]} | undefined {
	const imageId = textOf(file, get(node, 'ImageId'));
	const list = get(node, 'LaunchPermissions');
	if (imageId === undefined || list?.kind !== 'sequence') return undefined;
	const keys = ['Group', 'UserId', 'OrganizationArn', 'OrganizationalUnitArn'];
	return {imageId: imageId.value, permissions: list.items.flatMap((item) => keys.flatMap((key) => textOf(file, get(item, key)) ?? []))};
}

function deviceOf(file: string, node: SourceNode): BlockDevice {
	return {
		place: {...placeOf(file, node), range: [node.range[0], node.range[0] + 1]},
		...given({
			deviceName: textOf(file, get(node, 'DeviceName')),
			snapshotId: textOf(file, get(node, 'Ebs', 'SnapshotId')),
			encrypted: booleanOf(file, get(node, 'Ebs', 'Encrypted')),
			virtualName: textOf(file, get(node, 'VirtualName')),
		}),
	};
}

/** ARNs of keys and Outposts under the image; those it is shared with lie in `LaunchPermissions` and say nothing of its own Region. */
function arnsOf(file: string, node: SourceNode): readonly Text[] {
	const devices = get(node, 'BlockDeviceMappings');
	if (devices === undefined) return [];
	return [...walk(devices)].flatMap((each) => {
		const text = textOf(file, each);
		return text?.value.startsWith('arn:') ? [text] : [];
	});
}

function booleanOf(file: string, node: SourceNode | undefined): Located<boolean> | undefined {
	return node?.kind === 'scalar' && typeof node.value === 'boolean' ? {value: node.value, place: placeOf(file, node)} : undefined;
}
