import {defineValidator} from '../../src/contract.ts';
import {changes, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const listing = changes([
	{changeType: 'AddInstanceTypes', details: {InstanceTypes: ['m5.large']}},
	{changeType: 'AddDeliveryOptions', details: {Version: {VersionTitle: '2.4.0', ReleaseNotes: 'Optional: none.'}, DeliveryOptions: [withTemplate()]}},
]);
const template = (types: string) =>
	`Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n  Size: {Type: String, Default: m5.large, AllowedValues: [${types}]}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: !Ref LarkspurAmi, InstanceType: !Ref Size}\n`;

export const instanceTypesAgree = defineValidator({
	id: 'agreement/instance-types-agree',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'A template offers only instance types that the product is sold for.',
	why: 'The product load form asks for exactly the same types; in the self-service flow a buyer who picks a type that is not sold gets a failed stack.',
	source: pages.cloudformation,
	reads: ['bindings'],
	messages: {
		notSold: {
			message: '{parameter} lets buyers choose {type}, which is not among the instance types of this product.',
			help: 'Remove it from AllowedValues, or add it to the product.',
		},
	},
	examples: [
		{
			name: 'a type that is not sold',
			files: {'listing.json': listing, 'root.yaml': template('m5.large, x2gd.metal')},
			expect: [{message: 'notSold', at: 'x2gd.metal', subject: 'Size'}],
		},
		{name: 'only types that are sold', files: {'listing.json': listing, 'root.yaml': template('m5.large')}, expect: []},
	],
	*check({bindings}) {
		for (const {
			template,
			listing: {instanceTypes},
		} of bindings) {
			const sold = new Set(instanceTypes.map(({value}) => value));
			if (template === undefined || sold.size === 0) continue;
			for (const {name, allowedValues} of template.parameters) {
				// A parameter is taken for the instance type when one of its values is one that the product is sold for.
				if (!allowedValues.some(({value}) => sold.has(value))) continue;
				for (const {value: type, place} of allowedValues)
					if (type !== '' && !sold.has(type)) yield {message: 'notSold', place, subject: name, data: {parameter: name, type}};
			}
		}
	},
});
