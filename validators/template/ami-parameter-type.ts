import {defineValidator, type Fix, type Mend, type Text} from '../../src/contract.ts';
import {mayBeEmpty} from '../../src/hits/fixes.ts';
import {amiParameterTypes} from '../../src/limits/templates.ts';

const template = (type: string) =>
	`Parameters:\n  LarkspurAmi:\n    Type: ${type}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: !Ref LarkspurAmi}\n`;

export const amiParameterType = defineValidator({
	id: 'template/ami-parameter-type',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'The parameter that ImageId refers to has one of the three types that AWS Marketplace can fill.',
	source: amiParameterTypes.source,
	reads: ['templates'],
	messages: {
		otherType: {message: '{parameter} gives the AMI, but its type {found} is none that AWS Marketplace can fill.', help: 'Make it one of: {wanted}.'},
	},
	examples: [
		{
			name: 'a list',
			files: {'template.yaml': template('CommaDelimitedList')},
			expect: [{message: 'otherType', at: 'CommaDelimitedList', subject: 'LarkspurAmi'}],
		},
		{name: 'an AMI id', files: {'template.yaml': template("'AWS::EC2::Image::Id'")}, expect: []},
		{name: 'a public parameter', files: {'template.yaml': template("'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'")}, expect: []},
	],
	*check({templates}) {
		for (const {imageUses, parameters, root} of templates) {
			for (const {values} of imageUses) {
				for (const value of values) {
					if (value.from !== 'parameter') continue;
					const parameter = parameters.find(({name}) => name === value.parameter);
					// What no parameter declares, CloudFormation's own validation names.
					if (parameter?.type !== undefined && !amiParameterTypes.names.includes(parameter.type.value)) {
						yield {
							message: 'otherType',
							place: parameter.type.place,
							subject: parameter.name,
							data: {parameter: parameter.name, found: parameter.type.value, wanted: amiParameterTypes.names.join(', ')},
							...(mayBeEmpty(parameter, root) ? {} : fixOf(parameter.type, parameter.default)),
						};
					}
				}
			}
		}
	},
});

/** A default that is no AMI id would be refused under the type. */
function fixOf({value, place}: Text, fallback: Text | undefined): {readonly fix?: Fix<Mend>} {
	const {file, range} = place;
	if (range === undefined || value !== 'String' || !(fallback === undefined || /^ami-[0-9a-f]+$/.test(fallback.value))) return {};
	return {fix: {description: 'Make it AWS::EC2::Image::Id', safe: true, edits: [{file, range, value: 'AWS::EC2::Image::Id'}]}};
}
