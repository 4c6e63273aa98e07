/** Texts of a template as values of the readers of scripts: what is filled in later is unknown, or the buyer's own. */

import type {Text} from '../../contract.ts';
import type {FileSystem} from '../../filesystem.ts';
import {type Part, type Value, written} from '../root/shell/values.ts';
import {markStart} from './flat-text.ts';

/** Pseudo parameters that tell the buyer's account apart, and what each tells. */
const telling: ReadonlyMap<string, string> = new Map([
	['AWS::AccountId', 'AWS account id'],
	['AWS::StackId', 'stack id with the AWS account id'],
]);

/** The names that `flatTextOf` marks for {@link scriptValue}. */
export const tellingNames: ReadonlySet<string> = new Set(telling.keys());

/** A text of `flatTextOf` as a value. */
export function scriptValue(text: Text): Value {
	return written(text).map((part): Part => {
		if (!part.text.startsWith(markStart)) return part;
		const about = telling.get(part.text.slice(1, -1));
		return about === undefined ? {...part, origin: 'unknown', text: ''} : {...part, origin: 'host', text: '', about};
	});
}

/** A root file system that holds nothing: of the AMI that a template launches, its scripts are all that is known. */
export function emptySystem(file: string): FileSystem {
	return {file, form: 'folder', entries: new Map(), contents: new Map(), count: 0, unread: new Map()};
}
