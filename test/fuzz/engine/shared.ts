/** What the thread that fuzzes and the one that watches it share: the input that is being read, so that it outlives whatever it does. */

const headBytes = 16;

/** The shared memory. */
export type Shared = {
	readonly memory: SharedArrayBuffer;
	/** Says that an input's turn begins. */
	begin(bytes: Uint8Array): void;
	/** Says that it is over. */
	end(): void;
	/** Asks the thread to end before its time. */
	stop(): void;
	isStopped(): boolean;
	/** The number of the input whose turn it is, from 1; 0 between two. */
	turn(): number;
	/** The input whose turn it is, or was last. */
	current(): Buffer;
};

/** Memory for inputs of so many bytes, or what another thread made. */
export function shared(longest: number, memory = new SharedArrayBuffer(headBytes + longest)): Shared {
	const head = new Int32Array(memory, 0, 4);
	const room = new Uint8Array(memory, headBytes);
	return {
		memory,
		begin(bytes) {
			room.set(bytes.subarray(0, room.length));
			Atomics.store(head, 1, Math.min(bytes.length, room.length));
			Atomics.store(head, 0, Atomics.add(head, 2, 1) + 1);
		},
		end() {
			Atomics.store(head, 0, 0);
		},
		stop() {
			Atomics.store(head, 3, 1);
		},
		isStopped: () => Atomics.load(head, 3) === 1,
		turn: () => Atomics.load(head, 0),
		current: () => Buffer.from(room.slice(0, Atomics.load(head, 1))),
	};
}
