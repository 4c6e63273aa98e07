import test from 'ava';
import {gatherTemplate} from '../helpers/template.ts';

/** A template in JSON with these resources. */
function templateOf(resources: unknown, more: Readonly<Record<string, unknown>> = {}): string {
	return JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Resources: resources, ...more});
}

test('properties, user data and texts of more parts than a call takes arguments', async (t) => {
	const many = new Array<number>(130_000).fill(1);
	const listed = await gatherTemplate(templateOf({Thing: {Type: 'AWS::X::Y', Properties: {List: many}}}), 't.json');
	t.is(listed.properties.length, 19_998);
	const host = {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Join': ['', many]}}};
	const {userData} = await gatherTemplate(templateOf({Host: host}), 't.json');
	t.deepEqual(
		userData.map(({surely}) => surely),
		[false],
	);
	const named = await gatherTemplate(templateOf({Thing: {Type: 'AWS::X::Y', Properties: {Text: 'eu-west-1 '.repeat(140_000)}}}), 't.json');
	t.is(named.locations.length, 140_000);
});
