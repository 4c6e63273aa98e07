/** Fields of a `StartChangeSet` request around the details of its changes. */

import {type FieldRule, fieldsOf} from './field-rule.ts';
import {pages} from './pages.ts';

const request = fieldsOf('request', pages.startChangeSet);

export const requestFields = {
	catalog: request('catalog', {maxLength: 64}),
	changeSet: request('changes', {minCount: 1, maxCount: 20}),
	changeSetName: request('change set name', {
		minLength: 1,
		maxLength: 100,
		patterns: [{regex: /^[\w\s+=.:@-]+$/, asks: 'letters, digits, spaces and _+=.:@- only'}],
	}),
	clientRequestToken: request('client request token', {
		minLength: 1,
		maxLength: 64,
		patterns: [{regex: /^[!-~]+$/, asks: 'visible ASCII characters without spaces'}],
	}),
	intent: request('intent', {choices: {values: ['VALIDATE', 'APPLY']}}),
	changeType: request('change type', {minLength: 1, maxLength: 255}),
	changeName: request('change name', {
		minLength: 1,
		maxLength: 72,
		// The model's pattern is for one letter and contradicts its own length; read as letters only.
		patterns: [{regex: /^[a-zA-Z]+$/, asks: 'letters only', inferred: true}],
	}),
	// The model's pattern does not fit the `@1.0` that every request needs: not enforced.
	entityType: request('entity type', {minLength: 1, maxLength: 255, choices: {values: ['AmiProduct@1.0', 'Offer@1.0'], open: true}}),
	entityIdentifier: request('entity identifier', {
		reference: true,
		minLength: 1,
		maxLength: 255,
		patterns: [{regex: /^[\w\-@]+$/, asks: 'an id of letters, digits, hyphens, underscores and @, or $Name.Entity.Identifier'}],
	}),
	tags: request('tags', {minCount: 1, maxCount: 200}),
	tagKey: request('tag key', {minLength: 1, maxLength: 128}),
	tagValue: request('tag value', {minLength: 0, maxLength: 256}),
	changeDetails: request('details', {minLength: 2, maxLength: 16384}),
} as const satisfies Readonly<Record<string, FieldRule>>;
