/** Where a template says which AMI to launch. */

import type {ImageUse, Resource, Template} from '../../evidence/template.ts';
import {get, placeOf} from '../../tree.ts';
import {branchesOf, nodesAt, type Scope, valuesOf} from '../values.ts';
import {looseTextOf} from './scalars.ts';

/**
 * The properties that hold an AMI id, by resource type. `AWS::Cloud9::EnvironmentEC2` is left out: its `ImageId` takes
 * Cloud9's own names only, no AMI.
 */
const imagePaths: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries({
		'AWS::AutoScaling::AutoScalingGroup': ['MixedInstancesPolicy.LaunchTemplate.Overrides.*.ImageId'],
		'AWS::AutoScaling::LaunchConfiguration': ['ImageId'],
		'AWS::Batch::ComputeEnvironment': ['ComputeResources.ImageId', 'ComputeResources.Ec2Configuration.*.ImageIdOverride'],
		'AWS::EC2::EC2Fleet': ['LaunchTemplateConfigs.*.Overrides.*.ImageId'],
		'AWS::EC2::Instance': ['ImageId'],
		'AWS::EC2::LaunchTemplate': ['LaunchTemplateData.ImageId'],
		'AWS::EC2::SpotFleet': ['SpotFleetRequestConfigData.LaunchSpecifications.*.ImageId'],
		'AWS::EMR::Cluster': ['CustomAmiId'],
		'AWS::OpsWorks::Instance': ['AmiId'],
		'AWS::PCS::ComputeNodeGroup': ['AmiId'],
	}),
);

const beanstalk = ['AWS::ElasticBeanstalk::ConfigurationTemplate', 'AWS::ElasticBeanstalk::Environment'];

/** Every place of a resource that names an AMI. */
export function imageUsesOf(resource: Resource, scope: Scope): readonly ImageUse[] {
	const paths = imagePaths.get(resource.type) ?? [];
	const listed = paths.flatMap((path) => [...nodesAt(resource.properties, path.split('.'))]);
	const nodes = beanstalk.includes(resource.type) ? [...listed, ...beanstalkImages(resource, scope)] : listed;
	return nodes.map((node) => ({resource, node, place: placeOf(scope.file, node, resource.logicalId), values: valuesOf(node, scope)}));
}

/** Elastic Beanstalk takes the AMI as an option named `ImageId`. */
function* beanstalkImages({properties, logicalId}: Resource, {file}: Scope): ReturnType<typeof nodesAt> {
	for (const options of nodesAt(properties, ['OptionSettings'])) {
		for (const list of branchesOf(options)) {
			for (const item of list.kind === 'sequence' ? list.items : [list]) {
				for (const option of branchesOf(item)) {
					if (looseTextOf(file, get(option, 'OptionName'), logicalId)?.value === 'ImageId') yield* nodesAt(option, ['Value']);
				}
			}
		}
	}
}

/** Which submission route the AMI ids are written for. Ids from both a parameter and a mapping leave it unclear. */
export function flowOf(imageUses: readonly ImageUse[], parameters: Template['parameters']): Template['flow'] {
	const kinds = new Set(imageUses.flatMap(({values}) => values.map(({from}) => from)));
	if (kinds.has('parameter') !== kinds.has('mapping')) return kinds.has('parameter') ? 'self-service' : 'product-load-form';
	// The three parameters of nested self-service templates are that route's own.
	return !kinds.has('mapping') && parameters.some(({name}) => name.startsWith('MPS3')) ? 'self-service' : 'unclear';
}
