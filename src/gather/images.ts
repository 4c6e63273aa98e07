/** AMI evidence: `DescribeImages` answers, `DescribeImageAttribute` answers joined to them, and the listings that name each image. */

import type {Artifact} from '../artifact.ts';
import type {Text} from '../contract.ts';
import type {Image, ImageListing} from '../evidence/image.ts';
import type {AmiSource, DeliveryOption, Listing, Version} from '../evidence/listing.ts';
import type {Absent} from '../evidence.ts';
import {get, itemsOf, type SourceNode} from '../tree.ts';
import {imageOf, launchPermissionsOf} from './image/image.ts';

const noImages = 'no description of the AMI: save the answer of aws ec2 describe-images --image-ids <your AMI id> --region us-east-1 as a JSON file';

/** EC2 answers at most 1,000 images a page; more in one file are no evidence of one product. */
const mostImages = 10_000;

/**
 * Gathers the images that a submission is about. Where a listing names its AMIs, only those count: evidence of another AMI shows
 * nothing, good or bad. An AMI that is named and not described stands there with its id alone.
 */
export function gatherImages(artifacts: readonly Artifact[], listings: readonly Listing[]): readonly Image[] | Absent {
	const nodes = artifacts.flatMap((artifact) => (artifact.kind === 'image' ? imageNodes(artifact.tree).map((node) => ({file: artifact.file, node})) : []));
	if (nodes.length > mostImages)
		return {absent: `at most ${mostImages} images are looked at, and the files describe ${nodes.length}: save the answer for your own AMI`};
	// Aliases let one permission stand in thousands of answers: it counts once.
	const byPlace = new Map<string, Map<string, Text>>();
	for (const {file, node} of nodes) {
		const found = launchPermissionsOf(file, node);
		if (found === undefined) continue;
		const known = byPlace.get(found.imageId) ?? new Map<string, Text>();
		for (const permission of found.permissions) known.set(`${permission.place.range?.join()} ${permission.place.file}`, permission);
		byPlace.set(found.imageId, known);
	}
	const permissions = new Map([...byPlace].map(([id, known]) => [id, [...known.values()]]));
	const images = withoutAttributeAnswers(nodes.map(({file, node}) => imageOf(file, node, permissions)));
	if (images.length === 0) return {absent: noImages};
	const uses = usesOf(listings);
	if (uses.size === 0) return images;
	const described = new Set(images.map(({imageId}) => imageId?.value));
	const describedInstead = images.flatMap(({imageId}) => (imageId === undefined || uses.has(imageId.value) ? [] : [imageId.value]));
	return [
		...images.flatMap((image): Image[] => {
			const own = uses.get(image.imageId?.value ?? '');
			return own === undefined ? [] : [{...image, uses: own}];
		}),
		...[...uses.values()].flatMap((own) => (described.has(own[0]?.ami.amiId?.value) ? [] : undescribed(own, describedInstead))),
	];
}

/** `{Images: […]}`, a bare list, or one image. */
function imageNodes(tree: SourceNode): readonly SourceNode[] {
	const list = tree.kind === 'sequence' ? tree : get(tree, 'Images');
	const items = list === undefined ? [tree] : itemsOf(list);
	// A list in a list is one page after another, put together by hand; the images in it count like the others.
	return items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item])).filter(({kind}) => kind === 'map');
}

/** A `DescribeImageAttribute` answer counts as an image of its own only where nothing else describes the image. */
function withoutAttributeAnswers(images: readonly Image[]): readonly Image[] {
	const isBare = ({state, architecture, virtualizationType, name}: Image) =>
		state === undefined && architecture === undefined && virtualizationType === undefined && name === undefined;
	const described = new Set(images.flatMap((image) => (image.imageId === undefined || isBare(image) ? [] : [image.imageId.value])));
	return images.filter((image) => !isBare(image) || !described.has(image.imageId?.value ?? ''));
}

/** The AMIs that the submission offers, by id: those of versions being added, or else of the newest version of each listing. */
export function usesOf(listings: readonly Listing[]): ReadonlyMap<string, readonly ImageListing[]> {
	const named = (pick: (listing: Listing) => readonly Version[]) =>
		listings.flatMap((listing) =>
			pick(listing).flatMap(({options}) => options.flatMap((option) => amisOf(option).map((ami): ImageListing => ({listing, option, ami})))),
		);
	const added = named(({versions}) => versions.filter(({state}) => state === 'add'));
	const all = added.length > 0 ? added : named(({versions}) => versions.filter(({state}) => state === 'listed').slice(0, 1));
	const uses = new Map<string, ImageListing[]>();
	for (const use of all) {
		const id = use.ami.amiId?.value;
		if (id === undefined) continue;
		const others = uses.get(id);
		if (others === undefined) uses.set(id, [use]);
		else others.push(use);
	}
	return uses;
}

function amisOf({ami, templateSources}: DeliveryOption): readonly AmiSource[] {
	const sources = templateSources.flatMap((source) => source.ami ?? []);
	return ami === undefined || sources.includes(ami) ? sources : [ami, ...sources];
}

function undescribed(uses: readonly ImageListing[], describedInstead: readonly string[]): readonly Image[] {
	const imageId = uses[0]?.ami.amiId;
	if (imageId === undefined) return [];
	return [{file: imageId.place.file, place: imageId.place, imageId, productCodes: [], blockDevices: [], arns: [], uses, whole: false, describedInstead}];
}
