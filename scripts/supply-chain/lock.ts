/** Packages of package-lock.json as components of a CycloneDX bill. */

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {isTakenIdentifier} from './licences.ts';

const licence = z.union([z.object({license: z.looseObject({id: z.string().optional(), name: z.string().optional()})}), z.object({expression: z.string()})]);

/** A component of a CycloneDX bill, as far as we read it. */
export const component = z.looseObject({name: z.string(), version: z.string().optional(), licenses: z.array(licence).optional()});
export type Component = z.infer<typeof component>;

const ranges = z.record(z.string(), z.string()).optional();
const locked = z.looseObject({
	name: z.string().optional(),
	version: z.string().optional(),
	license: z.unknown().optional(),
	integrity: z.string().optional(),
	dev: z.boolean().optional(),
	link: z.boolean().optional(),
	resolved: z.string().optional(),
	dependencies: ranges,
	optionalDependencies: ranges,
	peerDependencies: ranges,
});

/** package-lock.json: every package by the folder that it is installed in, the root's own under the empty path. */
export const lockFile = z.looseObject({packages: z.record(z.string(), locked)});
export type Lock = z.infer<typeof lockFile>;

/** The folders of all that users install: whatever is not for development alone. A link is left out, what it leads to is not. */
export function installed({packages}: Lock): readonly string[] {
	return Object.keys(packages).filter((path) => path !== '' && packages[path]?.dev !== true && packages[path]?.link !== true);
}

/**
 * The package in a folder of the lock as a component, with the licence of the lock or else of the package's own package.json below `root`.
 * @throws where the lock has no such folder, or no version for it
 */
export function lockedComponent({packages}: Lock, path: string, root: string): Component & {readonly purl: string} {
	const entry = packages[path];
	const version = entry?.version;
	if (entry === undefined || version === undefined) throw new Error(`package-lock.json has no version for ${path}`);
	const name = entry.name ?? path.split(path.includes('node_modules/') ? 'node_modules/' : '/').pop() ?? path;
	const [, digest] = /^sha512-(\S+)/.exec(entry.integrity ?? '') ?? [];
	const expression = licenceIn(entry) ?? ownLicence(join(root, path));
	return {
		...carriedComponent('npm', name, version, expression),
		...(digest === undefined ? {} : {hashes: [{alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex')}]}),
	};
}

/** A component of a kind of Package URL. Nothing is said of a licence that is not known. */
export function carriedComponent(kind: string, name: string, version: string, expression: string | undefined): Component & {readonly purl: string} {
	const purl = `pkg:${kind}/${name.replace('@', '%40')}@${version}`;
	return {'bom-ref': purl, type: 'library', name, version, purl, licenses: expression === undefined ? [] : [licenceOf(expression)]};
}

/** The folders of what a package asks for, each found as Node finds it; what is not in the lock is left out. */
export function needed({packages}: Lock, path: string): readonly string[] {
	const {dependencies, optionalDependencies, peerDependencies} = packages[path] ?? {};
	return Object.keys({...dependencies, ...optionalDependencies, ...peerDependencies}).flatMap((name) => {
		for (let folder = path; ; folder = folder.replace(/(^|\/)[^/]+$/, '')) {
			const found = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
			const entry = packages[found];
			if (entry !== undefined) return entry.link === true && entry.resolved !== undefined ? [entry.resolved] : [found];
			if (folder === '') return [];
		}
	});
}

/** As CycloneDX wants it: an identifier, an expression, or, where it is neither that we know, a mere name. */
function licenceOf(expression: string): z.infer<typeof licence> {
	if (isTakenIdentifier(expression)) return {license: {id: expression}};
	return / (AND|OR|WITH) /.test(expression) ? {expression} : {license: {name: expression}};
}

function ownLicence(folder: string): string | undefined {
	try {
		return licenceIn(z.looseObject({license: z.unknown().optional()}).parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))));
	} catch {
		return undefined;
	}
}

/** `license` as npm has it now, or as an object, as old packages do. */
function licenceIn({license}: {readonly license?: unknown}): string | undefined {
	return z.union([z.string(), z.object({type: z.string()}).transform(({type}) => type)]).safeParse(license).data;
}
