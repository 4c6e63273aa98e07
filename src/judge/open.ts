/** The judge that comes with shelfready: what it learned lies beside the bundle, the encoder is a package of its own. */

import {readBytes, readTable} from '../table.ts';
import {firstLayerOf} from './first-layer.ts';
import {type Calibration, type Judge, newJudge} from './judge.ts';

let opened: Judge | undefined;

/** The one judge of this process. Its parts are loaded when a sentence needs them. */
export function openJudge(): Judge {
	opened ??= newJudge(
		readTable<Calibration>('language-calibration.json'),
		async () => firstLayerOf(readBytes('language-first-layer.bin')),
		async () => (await import('listing-encoder')).openEncoders(),
	);
	return opened;
}
