import {defineValidator} from '../../src/contract.ts';
import {json, standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const product = (Username: string, id = 'prod-abc123def4567@7') =>
	json({
		EntityType: 'AmiProduct@1.0',
		EntityIdentifier: id,
		DetailsDocument: {
			Versions: [
				{
					VersionTitle: '2.3.0',
					Sources: [{Id: 'a', Type: 'AmazonMachineImage', Image: 'ami-0f9e8d7c6b5a43210', OperatingSystem: {Username}}],
					DeliveryOptions: [{SourceId: 'a', Type: 'AmazonMachineImage'}],
				},
			],
		},
	});

export const sameUserName = defineValidator({
	id: 'listing/same-user-name',
	policy: 'delivery.listing-requirements',
	severity: 'note',
	about: 'A new version keeps the OS user name of the versions before it.',
	why: 'Buyers log in, and their scripts do, by the name that they know. AWS advises to keep it the same across versions.',
	source: pages.bestPractices,
	reads: ['listings'],
	messages: {
		changed: {
			message: 'Buyers log in to this version as {now}; the newest listed one ({version}) has {before}.',
			help: 'Keep {before} if the AMI allows it, or say in the release notes that the user name changed.',
		},
	},
	examples: [
		{
			name: 'another name than before',
			files: {'listing.json': version([standalone({}, {UserName: 'larkspur'})]), 'product.json': product('ec2-user')},
			expect: [{message: 'changed', at: '"larkspur"'}],
		},
		{name: 'the same name', files: {'listing.json': version([standalone()]), 'product.json': product('ec2-user')}, expect: []},
		{name: 'another product', files: {'listing.json': version([standalone()]), 'product.json': product('admin', 'prod-zyx987wvu6543')}, expect: []},
		{name: 'no version before', files: {'listing.json': version([standalone({}, {UserName: 'larkspur'})])}, expect: []},
	],
	*check({listings}) {
		for (const {form, product: id, versions} of listings) {
			const answer = listings.find((other) => other.form === 'entity' && other.product === id);
			// Answers list the newest version first.
			const [newest] = answer?.versions ?? [];
			const before = newest?.options.find(({ami}) => ami?.userName !== undefined)?.ami?.userName?.value;
			if (form !== 'change-set' || newest === undefined || before === undefined) continue;
			for (const {ami} of versions.flatMap(({options}) => options)) {
				if (ami?.userName === undefined || ami.userName.value === before) continue;
				const data = {now: ami.userName.value, before, version: newest.title?.value ?? 'without title'};
				yield {message: 'changed', place: ami.userName.place, subject: 'UserName', data};
			}
		}
	},
});
