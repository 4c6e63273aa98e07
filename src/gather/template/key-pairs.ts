/** Key pairs that a template makes of a public key which is written into it. */

import type {Resource} from '../../evidence/template.ts';
import {get, placeOf, type SourceNode, stringOf} from '../../tree.ts';
import type {Value} from '../root/shell/values.ts';
import {callOf, entriesAt} from '../values.ts';
import type {LaunchScript} from './launch-scripts.ts';

/** Where instances name their key pair. */
const keyNames: readonly (readonly string[])[] = [['KeyName'], ['LaunchTemplateData', 'KeyName']];

/**
 * The file of keys that EC2 writes for a key pair with its `PublicKeyMaterial`, on the instances that name it; nothing for another resource.
 * What no instance plainly names, or a condition decides about, is taken to hang on a choice.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-keypair.html
 */
export function keyPairOf(
	file: string,
	{type, logicalId, node, properties}: Resource,
	resources: readonly Resource[],
	valueAt: (node: SourceNode) => Value,
): LaunchScript | undefined {
	const material = type === 'AWS::EC2::KeyPair' ? get(properties, 'PublicKeyMaterial') : undefined;
	if (material === undefined) return undefined;
	const isNamed = resources.some(({properties: own}) =>
		keyNames.some((path) => [...entriesAt(own, path)].some(({value}) => callOf(value)?.key === 'Ref' && stringOf(callOf(value)?.value) === logicalId)),
	);
	return {
		kind: 'file',
		name: `The key pair ${logicalId}`,
		value: valueAt(material),
		place: placeOf(file, material, logicalId),
		chosen: !isNamed || get(node, 'Condition') !== undefined || callOf(material)?.key === 'Fn::If',
		path: '~/.ssh/authorized_keys',
	};
}
