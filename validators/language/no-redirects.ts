import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {askedHits} from '../../src/hits.ts';
import {clip} from '../../src/language/clip.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

/** The product itself in another cloud. What runs there is most often a source of data: `data that is stored in Azure`. */
const elsewhere =
	/(?:^(?:also |now )?|\b(?:is|are) (?:also |now |equally )?)(?:available|offered|sold|published)(?: too| as well)? (?:on|in|for|at) (?:the )?(?:Microsoft )?(?:Azure|Google Cloud|GCP|Oracle Cloud|OCI|Alibaba Cloud|DigitalOcean|IBM Cloud|Hetzner|OVH ?cloud|Linode)\b/i;

export const noRedirects = defineValidator({
	id: 'language/no-redirects',
	policy: 'usage.no-redirects',
	severity: severityOf('redirects'),
	about: 'No text leads buyers to another cloud or marketplace, or to products and services sold off AWS Marketplace.',
	why: `Fulfilment and everything else that is sold with the product belong on AWS Marketplace. Integrating with another cloud, free support and documentation elsewhere are fine. ${figuresOf('redirects')}`,
	source: pages.policy,
	reads: ['judged'],
	messages: {
		asks: {
			message: 'Leads buyers off AWS Marketplace: "{words}".',
			help: 'Leave it out, or offer the same on AWS Marketplace (a product of its own, a contract, a private offer) and say so. For example: Larger editions are on AWS Marketplace too; we also make private offers there.',
		},
		elsewhere: {message: 'Says that the product is to be had in another cloud: "{words}".', help: 'Leave it out: texts lead buyers to no other cloud.'},
	},
	examples: [
		{
			name: 'offered in other clouds',
			files: {'README.md': '# Larkspur\n\nAlso available on Azure and Google Cloud.'},
			expect: [{message: 'elsewhere', at: 'Also available on Azure and Google Cloud.'}],
		},
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nNeed more throughput? Buy the Enterprise add-on in our web shop.'},
			expect: [{message: 'asks', at: 'Buy the Enterprise add-on in our web shop.'}],
		},
		{
			name: 'asked in passing',
			files: {'README.md': '# Larkspur\n\nIf you prefer Azure, the same image is sold in the Azure Marketplace.'},
			expect: [{message: 'asks', at: 'If you prefer Azure, the same image is sold in the Azure Marketplace.'}],
		},
		{
			name: 'asked at login, in the image',
			files: {},
			root: debian({'etc/motd': 'Welcome to Larkspur.\n\nNeed more throughput? Buy the Enterprise edition in our shop.\n'}),
			expect: [{message: 'asks', at: 'Buy the Enterprise edition in our shop.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nLarkspur reads logs from Azure Blob Storage and keeps them in S3.'}, expect: []},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nYour shop can show upsells to your own customers.'}, expect: []},
	],
	*check({judged}) {
		yield* askedHits(judged, 'redirects');
		const told = new Set(judged.judgements.flatMap(({ask, sentence}) => (ask === 'redirects' ? [sentence] : [])));
		for (const sentence of judged.sentences) {
			const {text, apart} = sentence;
			if (apart !== undefined || told.has(sentence) || !elsewhere.test(text.value)) continue;
			const words = clip(text.value, 160);
			yield {message: 'elsewhere', place: text.place, subject: clip(text.value), severity: 'warning', data: {words}};
		}
	},
});
