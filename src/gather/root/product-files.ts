/** What licences of the product say, whatever starts it. */

import type {ProductFiles} from '../../evidence/product-file.ts';
import type {FileSystem} from '../../filesystem.ts';
import {licencesOf} from './product/licences.ts';

/** Gathers it from one root file system. */
export function productFilesOf(system: FileSystem): ProductFiles {
	return {root: system.file, licences: licencesOf(system)};
}
