/** What a linter and its workers say to each other. */

/** What a worker is asked. `content` is the file, or for a command its standard input. */
export type Task =
	| {readonly kind: 'lint'; readonly content: Uint8Array; readonly request: string}
	| {readonly kind: 'command'; readonly content: Uint8Array; readonly request: string; readonly folders: readonly HostFolder[]}
	| {readonly kind: 'rules'};

/** A folder of the machine that a command may read and write, and where Python finds it. */
export type HostFolder = {readonly host: string; readonly at: string};

/** A task with a number to answer to. */
export type Asked = {readonly number: number; readonly task: Task};

/** Why a worker could not do a task. It is of no more use after any of these. */
export type Fault = {readonly reason: 'memory' | 'crash'; readonly message: string};

/** What a worker says: first that it is ready or why it can't be, then one answer for each task; `result` is JSON from Python. */
export type Said =
	| {readonly ready: true; readonly slow?: string}
	| {readonly failed: string}
	| {readonly number: number; readonly result: string; readonly memory: number}
	| {readonly number: number; readonly fault: Fault};

/** How a worker is to start. */
export type Start = {
	/** Folder or URL of `runtime/`, with `/` at its end. */
	readonly runtime: string;
	/** Most bytes of Python's memory. */
	readonly mostMemory: number;
	/** Whether to load everything instead of the snapshot. */
	readonly withoutSnapshot: boolean;
};
