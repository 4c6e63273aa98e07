import test from 'ava';
import type {AnyValidator} from '../../../src/contract.ts';
import {changes, json, standalone} from '../../../src/examples.ts';
import {gather} from '../../../src/gather/gather.ts';
import {readArtifact} from '../../../src/read/artifact.ts';
import {run} from '../../../src/run.ts';
import {listCount} from '../../../validators/listing/list-count.ts';
import {noControlCharacters} from '../../../validators/listing/no-control-characters.ts';
import {requireFields} from '../../../validators/listing/require-fields.ts';
import {textLength} from '../../../validators/listing/text-length.ts';
import {validChoice} from '../../../validators/listing/valid-choice.ts';
import {validFormat} from '../../../validators/listing/valid-format.ts';
import {validType} from '../../../validators/listing/valid-type.ts';
import {today} from '../../helpers/submission.ts';

const rules: readonly AnyValidator[] = [requireFields, textLength, listCount, validFormat, validChoice, validType, noControlCharacters];

/** The rules that show their norm kept on one file. */
async function shown(text: string): Promise<readonly string[]> {
	const {artifact} = await readArtifact({file: 'x.json', bytes: new TextEncoder().encode(text)});
	const gathered = await gather(
		artifact === undefined ? [] : [artifact],
		{edition: 'ami-2020', today, files: []},
		{},
		{templates: {absent: 'cfn-lint was not run'}},
	);
	return run(rules, gathered).flatMap((ruleRun) => (ruleRun.state === 'ran' && ruleRun.shown !== undefined ? [ruleRun.validator.id] : []));
}

const reference = {Identifier: '$MakeProduct.Entity.Identifier'};
const create = {changeType: 'CreateProduct', changeName: 'MakeProduct', details: {ProductTitle: 'Larkspur Queue Server'}};
const information = {
	changeType: 'UpdateInformation',
	entity: reference,
	details: {
		ShortDescription: 'Message queue with web console for small teams.',
		LongDescription: 'Larkspur Queue Server stores messages on disk and serves them over AMQP.',
		LogoUrl: 'https://larkspur-media.s3.amazonaws.com/logo.png',
		Highlights: ['Runs on one instance.'],
		AdditionalResources: [],
		SupportDescription: 'Mail support@larkspur.example.com, answer in two days.',
		Categories: ['Application Development'],
		SearchKeywords: ['amqp'],
	},
};
const version = {
	changeType: 'AddDeliveryOptions',
	entity: reference,
	details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Faster start.'}, DeliveryOptions: [standalone()]},
};

test('a complete new product shows every norm kept', async (t) => {
	t.deepEqual(
		await shown(changes([create, information, version])),
		rules.map(({id}) => id),
	);
});

test('without a version, a listing is not complete', async (t) => {
	t.false((await shown(changes([create, information]))).includes(requireFields.id));
});

test('a change of single fields does not show that the required ones are there', async (t) => {
	t.false(
		(
			await shown(
				changes([
					{...information, entity: {Identifier: 'prod-abc123def4567'}},
					{...version, entity: {Identifier: 'prod-abc123def4567'}},
				]),
			)
		).includes(requireFields.id),
	);
});

test('an answer whose highlights are empty shows neither completeness nor sound lists', async (t) => {
	const {LogoUrl, SupportDescription, ...rest} = information.details;
	const answer = {
		EntityType: 'AmiProduct@1.0',
		DetailsDocument: {
			Description: {ProductTitle: 'Larkspur', ...rest, Highlights: []},
			PromotionalResources: {LogoUrl},
			SupportInformation: {Description: SupportDescription},
		},
	};
	t.deepEqual(await shown(json(answer)), [textLength.id, validFormat.id, validChoice.id, validType.id, noControlCharacters.id]);
});

test('nothing is shown of a submission without listing files', async (t) => {
	t.deepEqual(await shown('{}'), []);
});
