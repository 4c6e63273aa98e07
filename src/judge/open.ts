/** The judge that comes with shelfready: what it learned lies beside the bundle, the encoder is a package of its own. */

import {readTable} from '../table.ts';
import {firstLayerOf, type Learned} from './first-layer.ts';
import {type Calibration, type Judge, newJudge} from './judge.ts';

let opened: Judge | undefined;

/** The one judge of this process. Its parts are loaded when a sentence needs them. */
export function openJudge(): Judge {
	opened ??= newJudge(
		readTable<Calibration>('language-calibration.json'),
		async () => firstLayerOf(readTable<Learned>('language-first-layer.json')),
		async () => (await import('listing-encoder')).openEncoders(),
	);
	return opened;
}
