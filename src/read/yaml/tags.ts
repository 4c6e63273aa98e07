/** CloudFormation's short tags and the long form that each stands for. */

const functions = [
	'And',
	'Base64',
	'Cidr',
	'Contains',
	'EachMemberEquals',
	'EachMemberIn',
	'Equals',
	'FindInMap',
	'ForEach',
	'GetAtt',
	'GetAZs',
	'If',
	'ImportValue',
	'Join',
	'Length',
	'Not',
	'Or',
	'RefAll',
	'Select',
	'Split',
	'Sub',
	'ToJsonString',
	'Transform',
	'ValueOf',
	'ValueOfAll',
];

const longForms = new Map([['!Ref', 'Ref'], ['!Condition', 'Condition'], ...functions.map((name): [string, string] => [`!${name}`, `Fn::${name}`])]);

/** `!Sub` → `Fn::Sub`, `!Ref` → `Ref`; nothing for tags that are not CloudFormation's. */
export function longFormOf(tag: string): string | undefined {
	return longForms.get(tag);
}

/** What a tag of YAML itself asks for: a plain reading (`!!int`), text (`!!str`, `!`), or nothing (`!!map`, `!!seq`). */
export function coreTag(tag: string): 'plain' | 'text' | 'collection' | undefined {
	if (tag === '!') return 'text';
	const name = tag.startsWith('!!') ? tag.slice(2) : /^!<tag:yaml\.org,2002:(\w+)>$/.exec(tag)?.[1];
	switch (name) {
		case 'str':
			return 'text';
		case 'int':
		case 'float':
		case 'bool':
		case 'null':
			return 'plain';
		case 'map':
		case 'seq':
			return 'collection';
		default:
			return undefined;
	}
}
