import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noOutsideLaunch = defineValidator({
	id: 'language/no-outside-launch',
	policy: 'usage.no-outside-launch',
	severity: severityOf('outside-launch'),
	about: 'The product is subscribed and launched from AWS Marketplace or by its CloudFormation template alone.',
	why: `A portal, API or shared AMI of the seller goes around the subscription. ${figuresOf('outside-launch')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has the product launched or subscribed outside AWS Marketplace: "{words}".',
			help: 'Send buyers to the listing: Continue to Subscribe, then Launch, or the listing’s CloudFormation template. For example: Launch it from the AWS Marketplace page, or with the CloudFormation template of the listing.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nLog in to our portal and press Deploy; it starts the instance in your AWS account for you.'},
			expect: [{message: 'asks', at: 'Log in to our portal and press Deploy; it starts the instance in your AWS account for you.'}],
		},
		{
			name: 'asked in passing',
			files: {'README.md': '# Larkspur\n\nSend us your AWS account number and we share the AMI with you, so you can launch it directly.'},
			expect: [{message: 'asks', at: 'Send us your AWS account number and we share the AMI with you, so you can launch it directly.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nLaunch from the AWS Marketplace page or with the CloudFormation template of this listing.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'outside-launch'),
});
