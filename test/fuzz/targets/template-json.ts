import {fileTarget} from '../file-target.ts';
import {ruleFiles, texts} from '../seeds.ts';
import {cloudFormation, iam} from '../words.ts';

const small = {
	AWSTemplateFormatVersion: '2010-09-09',
	Parameters: {Image: {Type: 'AWS::EC2::Image::Id', Default: 'ami-0a1b2c3d4e5f67890'}},
	Conditions: {IsBig: {'Fn::Equals': [{Ref: 'AWS::Region'}, 'us-east-1']}},
	Resources: {
		Host: {Type: 'AWS::EC2::Instance', Properties: {ImageId: {Ref: 'Image'}, UserData: {'Fn::Base64': {'Fn::Sub': '#!/bin/sh\necho ${AWS::Region}'}}}},
		Role: {
			Type: 'AWS::IAM::Role',
			Properties: {Policies: [{PolicyName: 'own', PolicyDocument: {Statement: [{Effect: 'Allow', Action: 'iam:PassRole', Resource: '*'}]}}]},
		},
	},
};

export default fileTarget('template.json', {
	about: 'a template in JSON',
	seeds: () => [...texts(JSON.stringify(small), JSON.stringify(small, undefined, 2)), ...ruleFiles(/template[^/]*\.json$/)],
	words: [...cloudFormation, ...iam],
	kinds: {'template.json': 'template'},
});
