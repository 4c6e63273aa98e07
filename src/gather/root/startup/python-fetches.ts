/** What a program of Python downloads, by the calls that everybody downloads with. */

import type {Place} from '../../../contract.ts';
import {placeOfStretch, sourceOf, type Value} from '../shell/values.ts';
import {isElsewhere} from './addresses.ts';
import {shown} from './job.ts';

/** Calls that keep what they fetch, or hand it on; the first argument is an address or the name of a constant. */
const calls =
	/\b(?:(urlretrieve|wget\.download)|urlopen|Request|requests\.get|httpx\.(?:get|stream)|session\.get)\s?\(\s{0,200}(?:url\s?=\s?)?(?:[rbuf]?(["'])(https?:\/\/[^"'\s(]{1,1000})|([A-Za-z_]\w{0,60})\s?[,)])/g;
/** What is fetched becomes a file, an archive or a program. */
const keeping = /["'][wx]b\+?["']|\bcopyfileobj\b|\bextractall\b|\.write_bytes\b|\bexec\s?\(/;

/** Addresses that a program downloads from; answers of hosts that it only reads are none. */
export function pythonFetchesOf(program: Value): readonly {readonly what: string; readonly place: Place}[] {
	const source = sourceOf(program);
	// Comments keep their length, so that places stay.
	const text = source.text.replaceAll(/^[ \t]{0,200}#.{0,2000}/gm, (comment) => ' '.repeat(comment.length));
	const keeps = keeping.test(text);
	const constants = constantsOf(text);
	const found = [...text.matchAll(calls)].flatMap(({0: whole, 1: sure, 3: literal, 4: name, index}) => {
		if (sure === undefined && !keeps) return [];
		if (literal !== undefined) return [{address: literal, start: index + whole.length - literal.length}];
		const set = constants.get(name ?? '');
		return set === undefined ? [] : [set];
	});
	const seen = new Set<number>();
	return found.flatMap(({address, start}) => {
		if (seen.has(start) || !isElsewhere(address)) return [];
		seen.add(start);
		return [{what: shown(source.slice(start, start + address.length)), place: placeOfStretch(source, start, start + address.length)}];
	});
}

/** Names that are given an address. */
function constantsOf(text: string): ReadonlyMap<string, {readonly address: string; readonly start: number}> {
	return new Map(
		[...text.matchAll(/^[ \t]{0,200}([A-Za-z_]\w{0,60})[ \t]?=[ \t]?[rbuf]?["'](https?:\/\/[^"'\s]{1,1000})["']/gm)].map(
			({0: whole, 1: name = '', 2: address = '', index}) => [name, {address, start: index + whole.length - 1 - address.length}],
		),
	);
}
