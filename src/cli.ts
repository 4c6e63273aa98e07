#!/usr/bin/env node
/** The command. An old Node is told so before anything that it can't read is loaded. */

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(`shelfready needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
	process.exitCode = 2;
} else {
	const {main} = await import('./cli/main.ts');
	// Not awaited: Node would say in its own words that it waits for nothing, where code of the user's does.
	main(process.argv.slice(2)).then((status) => {
		process.exitCode = status;
	});
}
