/** The values of flags: each reader answers what its text means, or throws the words that commander prints. */

import {InvalidArgumentError} from 'commander';
import {type ExportFormat, exportFormats} from '../audit/export/formats.ts';
import {isDay} from '../config/day.ts';
import type {Listen} from '../queue/metrics.ts';
import {type Format, formats} from '../report/formats.ts';
import type {FurtherReport} from './check.ts';
import {type ServiceName, serviceNames} from './ci-services.ts';

/** A format of a report. */
export function format(value: string): Format {
	const known = formats.find((name) => name === value);
	if (known !== undefined) return known;
	throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.`);
}

/** Formats of tables, added to those before. */
export function tableFormats(value: string, before: readonly ExportFormat[] = []): readonly ExportFormat[] {
	const known = list(value).map((name) => exportFormats.find((one) => one === name));
	if (known.includes(undefined)) throw new InvalidArgumentError(`Allowed choices are ${exportFormats.join(', ')}.`);
	return [...before, ...known.filter((name) => name !== undefined)];
}

/** A CI service, added to those before. */
export function service(value: string, before: readonly ServiceName[] = []): readonly ServiceName[] {
	const known = serviceNames.find((name) => name === value);
	if (known === undefined) throw new InvalidArgumentError(`Allowed choices are ${serviceNames.join(', ')}.`);
	return [...before, known];
}

/** A format and a file, added to those before. */
export function furtherReport(value: string, before: readonly FurtherReport[] = []): readonly FurtherReport[] {
	const at = value.indexOf('=');
	if (at < 1 || at === value.length - 1) throw new InvalidArgumentError('It must be a format and a file, such as sarif=shelfready.sarif.');
	return [...before, {format: format(value.slice(0, at)), file: value.slice(at + 1)}];
}

/** A day of the calendar. */
export function day(value: string): string {
	if (!isDay(value)) throw new InvalidArgumentError('It must be a day of the calendar, written YYYY-MM-DD.');
	return value;
}

/** A port. */
export function port(value: string): number {
	const number = Number(value);
	if (!/^\d{1,5}$/.test(value) || number > 65_535) throw new InvalidArgumentError('It must be a port, 0 to 65535.');
	return number;
}

/** A port, with or without a host before it. */
export function listen(value: string): Listen {
	const [, host = '127.0.0.1', wanted = ''] = /^(?:\[?([\w.:-]+?)\]?:)?(\d{1,5})$/.exec(value) ?? [];
	return {host, port: port(wanted)};
}

/** A whole number above 0. */
export function positive(value: string): number {
	const number = Number(value);
	if (!/^\d{1,6}$/.test(value) || number === 0) throw new InvalidArgumentError('It must be a whole number above 0.');
	return number;
}

/** A catalog's or a Region's name. */
export function word(value: string): string {
	if (!/^[\w-]{1,64}$/.test(value)) throw new InvalidArgumentError('It must be letters, digits and hyphens.');
	return value;
}

/** Seconds, up to a day. */
export function seconds(value: string): number {
	const number = Number(value);
	if (!(number > 0 && number <= 86_400)) throw new InvalidArgumentError('It must be a number of seconds, at most a day.');
	return number;
}

/** An http or https address. */
export function address(value: string): string {
	if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw new InvalidArgumentError('It must be an http or https address.');
	return value;
}

/** A file's or a folder's name. An empty one, of a variable that is not set for example, would be the working folder's. */
export function named(value: string): string {
	if (value === '') throw new InvalidArgumentError('It must not be empty.');
	return value;
}

/** A file's or a folder's name, added to those before. */
export function append(value: string, before: readonly string[] = []): readonly string[] {
	return [...before, named(value)];
}

/** `--only a,b --only c` is a, b, c. */
export function list(value: string, before: readonly string[] = []): readonly string[] {
	const names = value.split(',').map((name) => name.trim());
	if (names.some((name) => name === '')) throw new InvalidArgumentError('A rule name is empty.');
	return [...before, ...names];
}
