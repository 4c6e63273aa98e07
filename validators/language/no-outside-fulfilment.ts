import {defineValidator} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const noOutsideFulfilment = defineValidator({
	id: 'language/no-outside-fulfilment',
	policy: 'usage.fulfilment-on-marketplace',
	severity: severityOf('fulfilment'),
	about: 'Nothing of the subscribed product is bought, paid or unlocked outside AWS Marketplace (BYOL excepted).',
	why: `The subscription is the purchase: a key, file or invoice from elsewhere is a second one. ${figuresOf('fulfilment')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Has buyers get, pay or activate the product outside AWS Marketplace: "{words}".',
			help: 'Entitle the instance by the subscription itself (product code, AWS License Manager) and drop the step. For example: The subscription on AWS Marketplace unlocks the product; no key is needed.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nAfter launch, order your licence key from sales@example.com and paste it into the activation page.'},
			expect: [{message: 'asks', at: 'After launch, order your licence key from sales@example.com and paste it into the activation page.'}],
		},
		{
			name: 'what an output of a template tells',
			files: {
				'template.yaml':
					'Resources:\n  Topic: {Type: AWS::SNS::Topic}\nOutputs:\n  Next: {Value: !Sub "Topic ${Topic} is up. Order your licence key in our shop, shop.example.com, to switch it on."}\n',
			},
			expect: [{message: 'asks', at: 'Order your licence key in our shop, shop.example.com, to switch it on.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nYour licence arrives through AWS License Manager when you accept the private offer.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nEncryption keys come from AWS KMS.'}, expect: []},
	],
	check: ({judged}) => askedHits(judged, 'fulfilment'),
});
