/**
 * The machine's files under their own paths in Emscripten's file system: `/` and what Emscripten has in it are looked through,
 * so that Python still finds its own there and everything else is the machine's. Nothing is read before Python asks.
 */

/** A file or folder of Emscripten's file system. */
type Node = {
	parent: Node;
	name: string;
	mode: number;
	node_ops: NodeOps;
	stream_ops: StreamOps;
	mounted: {readonly root: Node} | null;
	mount: {opts: {root?: string} | null; readonly mountpoint: string};
	/** A folder in memory has its children here. */
	contents?: unknown;
};
type NodeOps = {
	lookup?(parent: Node, name: string): Node;
	readdir?(node: Node): string[];
	mknod?(parent: Node, name: string, mode: number, device: number): Node;
	setattr?(node: Node, attributes: {readonly mode?: number}): void;
	[other: string]: unknown;
};
type StreamOps = {
	read?(stream: unknown, buffer: unknown, offset: number, length: number, position: number | null): number;
	write?(stream: unknown, buffer: unknown, offset: number, length: number, position: number | null): number;
	llseek?(): never;
	[other: string]: unknown;
};
/** The part of Emscripten's `FS` and `NODEFS` that is used here: none of it is promised, so a test runs every kind of file. */
type Fs = {
	root: Node;
	ignorePermissions: boolean;
	readonly ErrnoError: new (errno: number) => Error;
	isDir(mode: number): boolean;
	isFile(mode: number): boolean;
	isLink(mode: number): boolean;
	unlink(path: string): void;
	readonly filesystems: {readonly NODEFS: NodeFs};
};
type NodeFs = {
	readonly node_ops: NodeOps & Required<Pick<NodeOps, 'readdir' | 'mknod' | 'setattr'>>;
	readonly stream_ops: StreamOps & Required<Pick<StreamOps, 'read' | 'write'>>;
	createNode(parent: Node, name: string, mode: number, device: number): Node;
	getMode(path: string): number;
	realPath(node: Node): string;
};

const folderMode = 0o40755;
const fileMode = 0o100666;
/** Emscripten's number of ESPIPE. */
const notSeekable = 70;

/** Makes the machine's files visible, for good: what runs after this in the same Python can read and write them. */
export function showMachine(emscripten: unknown): void {
	const fs = emscripten as Fs;
	const machine = fs.filesystems.NODEFS;
	// Whether a file may be read is for the machine to say.
	fs.ignorePermissions = true;
	// Emscripten's own are the worker's streams, not those of the program.
	for (const name of ['stdin', 'stdout', 'stderr']) fs.unlink(`/dev/${name}`);

	const pathOf = (parent: Node, name: string) => `${machine.realPath(parent)}/${name}`.replace(/^\/\//, '/');
	const lookup = (parent: Node, name: string): Node => {
		const path = pathOf(parent, name);
		if (isOpenFile.test(path)) return stream(parent, name);
		if (path === '/dev/fd') return seen(machine.createNode(parent, name, folderMode, 0));
		const mode = machine.getMode(path);
		return fs.isDir(mode) || fs.isFile(mode) || fs.isLink(mode) ? seen(machine.createNode(parent, name, mode, 0)) : stream(parent, name);
	};
	const created = new WeakSet<Node>();
	const nodeOps: NodeOps = {
		...machine.node_ops,
		lookup,
		mknod(parent, name, mode, device) {
			const node = seen(machine.node_ops.mknod(parent, name, mode, device));
			if (fs.isFile(mode)) created.add(node);
			return node;
		},
		setattr(node, attributes) {
			// Emscripten makes a file with all permissions, then sets those that were asked for, and knows no umask.
			const isNew = created.delete(node) && attributes.mode !== undefined;
			machine.node_ops.setattr(node, isNew ? {...attributes, mode: attributes.mode & ~process.umask()} : attributes);
		},
	};
	const seen = (node: Node): Node => {
		node.node_ops = nodeOps;
		return node;
	};
	/** A pipe, a device or the like: read and written from front to end. */
	const stream = (parent: Node, name: string): Node => {
		const node = machine.createNode(parent, name, fileMode, 0);
		node.node_ops = {...machine.node_ops, setattr: () => {}};
		node.stream_ops = {
			...machine.stream_ops,
			read: (from, buffer, offset, length) => machine.stream_ops.read(from, buffer, offset, length, null),
			write: (to, buffer, offset, length) => machine.stream_ops.write(to, buffer, offset, length, null),
			llseek: () => {
				throw new fs.ErrnoError(notSeekable);
			},
		};
		return node;
	};
	const lookThrough = (node: Node, path: string): void => {
		for (const [name, child] of childrenOf(node)) if (fs.isDir(child.mode)) lookThrough(child.mounted?.root ?? child, `${path}/${name}`);
		// Where the path of a file on the machine starts from.
		if (node.parent === node) node.mount.opts = {...node.mount.opts, root: path === '' ? '/' : path};
		const own = node.node_ops;
		node.node_ops = {
			...nodeOps,
			...(own['getattr'] === undefined ? {} : {getattr: own['getattr']}),
			lookup(parent, name) {
				try {
					if (own.lookup !== undefined) return own.lookup(parent, name);
				} catch {
					// Not Emscripten's.
				}
				return lookup(parent, name);
			},
			readdir(folder) {
				try {
					return machine.node_ops.readdir(folder);
				} catch {
					return [];
				}
			},
		};
	};
	lookThrough(fs.root, '');
}

/** Pipes that a shell or the program's starter has opened. */
const isOpenFile = /^\/dev\/std(in|out|err)$|^\/(dev|proc\/self)\/fd\/\d+$/;

function childrenOf({contents}: Node): readonly [string, Node][] {
	return typeof contents === 'object' && contents !== null && !ArrayBuffer.isView(contents) ? Object.entries(contents as Record<string, Node>) : [];
}
