import {fileTarget} from '../file-target.ts';
import {exampleFiles, ruleFiles} from '../seeds.ts';

export default fileTarget('images.json', {
	about: 'an answer of DescribeImages',
	seeds: () => [...exampleFiles(/images?\.json$/), ...ruleFiles('images.json')],
	words: [
		'Images',
		'ImageId',
		'BlockDeviceMappings',
		'Ebs',
		'Encrypted',
		'SnapshotId',
		'VirtualizationType',
		'paravirtual',
		'DeprecationTime',
		'CreationDate',
		'ProductCodes',
		'BootMode',
		'ImdsSupport',
		'TpmSupport',
		'Architecture',
		'2026-99-99T99:99:99Z',
		'EnaSupport',
		'State',
	],
	kinds: {'images.json': 'image'},
});
