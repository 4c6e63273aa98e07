import {classify} from 'shelfready';

const texts = ['Launch the AMI and open https on port 443.', 'Buy more seats in our web shop at shop.example.com.'];

for (const text of texts) {
	const {findings} = await classify({text, context: 'long-description', licensing: 'paid'});
	console.log(findings.length === 0 ? `fine: ${text}` : findings.map(({rule, excerpt}) => `${rule}: ${excerpt}`).join('\n'));
}
