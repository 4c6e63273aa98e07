/** The judge that comes with shelfready: what it learned lies beside the bundle, the encoder is a package of its own. */

import {existsSync, readFileSync} from 'node:fs';
import {firstLayerOf, type Learned} from './first-layer.ts';
import {type Calibration, type Judge, newJudge} from './judge.ts';

let opened: Judge | undefined;

/** The one judge of this process. Its parts are loaded when a sentence needs them. */
export function openJudge(): Judge {
	opened ??= newJudge(
		readLearned<Calibration>('language-calibration.json'),
		async () => firstLayerOf(readLearned<Learned>('language-first-layer.json')),
		async () => (await import('listing-encoder')).openEncoders(),
	);
	return opened;
}

/** Beside the bundled module, or two levels above dist/src/judge. The build writes both files; without them the installation is broken. */
function readLearned<Shape>(name: string): Shape {
	const beside = new URL(name, import.meta.url);
	return JSON.parse(readFileSync(existsSync(beside) ? beside : new URL(`../../../bundle/${name}`, import.meta.url), 'utf8')) as Shape;
}
