/** `StartChangeSet` around its changes. What has a rule of its own (catalog, identifier, details) is not required here. */

import {anything, list, object, string} from '../shape.ts';

const tags = list('tags', object({Key: string('tagKey'), Value: string('tagValue')}, {open: true}));

/** One change, its details aside. */
export const change = object(
	{
		ChangeType: string('changeType'),
		ChangeName: string('changeName'),
		Entity: object({Type: string('entityType'), Identifier: string('entityIdentifier')}, {required: ['Type']}),
		Details: anything,
		DetailsDocument: anything,
		EntityTags: tags,
		// `DescribeChangeSet` answers have this.
		ErrorDetailList: anything,
	},
	{required: ['ChangeType', 'Entity']},
);

/** The request. `DescribeChangeSet` answers hold the same changes, and what became of them. */
export const request = object({
	Catalog: string('catalog'),
	ChangeSet: list('changeSet', change),
	ChangeSetName: string('changeSetName'),
	ClientRequestToken: string('clientRequestToken'),
	ChangeSetTags: tags,
	Intent: string('intent'),
	ChangeSetId: anything,
	ChangeSetArn: anything,
	StartTime: anything,
	EndTime: anything,
	Status: anything,
	FailureCode: anything,
	FailureDescription: anything,
	ResponseMetadata: anything,
});
