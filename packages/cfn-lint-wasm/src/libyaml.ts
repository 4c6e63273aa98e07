/**
 * libyaml in WebAssembly (see `libyaml/`), as a function that Python calls: `python/_yaml.py` makes of its results what
 * PyYAML's C extension would.
 */

/**
 * Parses a YAML text with libyaml.
 *
 * @param text UTF-8, or UTF-16 with a byte order mark
 * @param tokens whether the scanner's tokens are wanted rather than the parser's events
 * @returns in the format of Python's `marshal`: kinds, values, marks and error, as `libyaml/events.c` lays out. What is
 *   wrong with the text is part of it
 * @throws RangeError where the text or what is made of it is larger than this holds
 */
export type ParseYaml = (text: Uint8Array, tokens: boolean) => Uint8Array;

/** Most bytes of a text. CloudFormation takes a million; larger ones would only take memory. */
export const mostTextBytes = 64 * 1024 * 1024;
/** An instance whose memory grew past this many bytes is dropped after the text, since a memory never shrinks. */
const mostIdleBytes = 64 * 1024 * 1024;

/** Exports of `libyaml.wasm`. Addresses and sizes are unsigned: `>>> 0` makes them so. */
type Libyaml = {
	readonly memory: WebAssembly.Memory;
	_initialize(): void;
	reserve_input(size: number): number;
	parse(size: number, tokens: number): number;
	result_start(): number;
	result_size(): number;
};

/**
 * Makes the parser.
 *
 * @param module `libyaml.wasm`, compiled; it imports nothing
 */
export function yamlParser(module: WebAssembly.Module): ParseYaml {
	let idle: Libyaml | undefined;
	return (text, tokens) => {
		if (text.length > mostTextBytes) throw new RangeError(`A YAML text of ${text.length} bytes is larger than ${mostTextBytes}`);
		const libyaml = idle ?? instantiate(module);
		// Not back in place where anything below throws: after a trap an instance's memory is in no known state.
		idle = undefined;
		const input = libyaml.reserve_input(text.length) >>> 0;
		if (input === 0) throw tooLarge(text);
		new Uint8Array(libyaml.memory.buffer).set(text, input);
		if (libyaml.parse(text.length, Number(tokens)) === 0) throw tooLarge(text);
		const start = libyaml.result_start() >>> 0;
		const result = new Uint8Array(libyaml.memory.buffer).slice(start, start + (libyaml.result_size() >>> 0));
		if (libyaml.memory.buffer.byteLength <= mostIdleBytes) idle = libyaml;
		return result;
	};
}

function instantiate(module: WebAssembly.Module): Libyaml {
	const exports = new WebAssembly.Instance(module).exports as unknown as Libyaml;
	exports._initialize();
	return exports;
}

function tooLarge(text: Uint8Array): RangeError {
	return new RangeError(`A YAML text of ${text.length} bytes needs more memory than there is`);
}
