import {expandAction} from '../../../src/iam/actions.ts';
import {actionsOfService} from '../../../src/iam/data.ts';
import {arnFields, matchesPattern} from '../../../src/iam/pattern.ts';
import {reachOf} from '../../../src/iam/reach.ts';
import type {Target} from '../engine/target.ts';
import {Broken} from '../oracles.ts';
import {texts} from '../seeds.ts';
import {iam} from '../words.ts';

const actions = ['s3', 'iam', 'ec2'].flatMap(actionsOfService);
/** Longer patterns would keep the slow and sure way busy for ever. */
const mostStars = 4;

const target: Target = {
	about: 'patterns of IAM: a pattern, and a text on the next line',
	longest: 4000,
	seeds: () => texts('s3:Get*\ns3:GetObject', 'arn:aws:s3:::x/*\narn:aws:s3:::x/y', 'a*b?c\nabbbc', '${AWS::Region}*\nus-east-1'),
	words: [...iam, '*', '?', '${', '}', 'arn:aws:', ':', '/'],
	run(bytes) {
		const [pattern = '', text = ''] = Buffer.from(bytes).toString('utf8').split('\n');
		const matches = matchesPattern(pattern, text);
		if (pattern.replace(/[^*]/g, '').length <= mostStars && text.length < 200) {
			const sure = new RegExp(
				`^${pattern
					.replace(/[$()+.?[\\\]^{|}/-]/g, '\\$&')
					.replaceAll('\\?', '[^]')
					.replaceAll('*', '[^]*')}$`,
			);
			if (sure.test(text) !== matches) throw new Broken(`${JSON.stringify(pattern)} on ${JSON.stringify(text)}: ${matches}`);
		}
		expandAction(pattern);
		const action = actions[bytes.length % actions.length];
		if (action !== undefined) reachOf(pattern, action);
		const fields = arnFields(pattern);
		if (fields !== undefined && fields.join(':') !== pattern) throw new Broken(`the fields of ${JSON.stringify(pattern)} do not make it up`);
	},
};
export default target;
