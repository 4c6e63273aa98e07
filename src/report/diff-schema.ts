/** The shape of `shelfready diff --format json`, schemaVersion 1. Not loaded by the command: `scripts/schemas.ts` makes the published JSON Schema from it. */

import * as z from 'zod';
import type {Named} from './named.ts';

const text = z.string().min(1);
const position = z
	.looseObject({line: z.number().int().min(1), column: z.number().int().min(1)})
	.describe('Lines and columns start at 1; columns count UTF-16 units; an end is exclusive.');

const place = z.looseObject({
	file: z.string().describe('Path inside the release.'),
	pointer: z.string().optional().describe('JSON pointer (RFC 6901); short CloudFormation tags count as their long form.'),
	logicalId: z.string().optional().describe('The CloudFormation resource, parameter or output.'),
	start: position.optional(),
	end: position.optional(),
});

const release = z.looseObject({
	path: z.string().describe('As it was given.'),
	templates: z.array(z.looseObject({file: text, sha256: z.string().regex(/^[0-9a-f]{64}$/)})),
});

const count = z.number().int().min(0);

/** The report of a comparison. */
export const diffSchema = z
	.looseObject({
		schemaVersion: z.literal(1),
		tool: z.looseObject({name: text, version: text}),
		old: release,
		new: release,
		pairs: z
			.array(z.looseObject({old: z.string().optional(), new: z.string().optional()}))
			.describe('Templates that were compared with each other; one alone was added or removed.'),
		changes: z
			.array(
				z.looseObject({
					kind: z
						.string()
						.regex(/^(?:permissions|exposure|data|update|template)\/[a-z-]+$/)
						.describe('Area and name. New kinds may come.'),
					severity: z
						.enum(['error', 'warning', 'note'])
						.describe('`error`: rights or exposure grew, or data is lost; `warning`: an update of a stack may break; `note`: worth knowing.'),
					growth: z.boolean().describe('Whether rights or exposure grew.'),
					message: text,
					help: z.string().describe('What to do next.'),
					subject: z.string().describe('The logical id, parameter, output or file that it is about.'),
					old: place.optional().describe('Where it stood in the old release.'),
					new: place.optional().describe('Where it stands in the new one.'),
					rights: z
						.looseObject({
							actions: z.array(z.string()).describe('Wildcards expanded; one that is gained whole stands for itself.'),
							resources: z.array(z.string()).describe('Intrinsics followed; what is not known is left as `${name}`.'),
							principals: z.array(z.string()),
							conditions: z.array(z.string()),
							when: z.string().optional().describe('Conditions of the template under which it holds.'),
						})
						.optional(),
				}),
			)
			.describe('By pair of templates; in each the gravest first, then in the order of the file.'),
		problems: z
			.array(z.looseObject({release: z.enum(['old', 'new']).optional(), file: z.string(), message: text, place: place.optional()}))
			.describe('What kept the comparison from being done in full.'),
		notCompared: text.describe('What this comparison never looks at.'),
		summary: z.looseObject({growth: count, errors: count, warnings: count, notes: count}),
	})
	.meta({title: 'shelfready diff report', description: 'What `shelfready diff --format json` prints, schemaVersion 1. New keys may come; those here stay.'});

/**
 * The JSON report of a comparison, schemaVersion 1, as data. Keys may be added in later versions; those here stay.
 * @interface
 */
export type DiffReport = Named<z.infer<typeof diffSchema>>;
