import {check, rules} from 'shelfready';
import {defineValidator} from 'shelfready/contract';
import {get, placeOf, stringOf} from 'shelfready/tree';

const supportedTypes = defineValidator({
	id: 'mine/supported-types',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'Instances are of the types that our support team knows.',
	source: 'https://wiki.example.com/supported-types',
	reads: ['templates'],
	options: {types: {about: 'The types.', default: ['m7i.large', 'm7i.xlarge']}},
	messages: {other: {message: '{resource} is a {type}, which we do not support.', help: 'Take one of {types}.'}},
	examples: [],
	*check({templates}, {types}) {
		for (const {file, resources} of templates) {
			for (const {logicalId, properties} of resources) {
				const node = get(properties, 'InstanceType');
				const type = stringOf(node);
				if (node === undefined || type === undefined || types.includes(type)) continue;
				yield {
					message: 'other',
					subject: logicalId,
					place: placeOf(file, node, logicalId),
					data: {resource: logicalId, type, types: types.join(', ')},
				};
			}
		}
	},
});

// Ours and yours; `only` is there to keep this example short.
const {report} = await check('templates/submissions/cormorant', {validators: [...rules, supportedTypes], only: ['mine/*']});
for (const {place, message, help} of report.findings) console.log(`${place.file}:${place.start?.line}: ${message} ${help}`);
