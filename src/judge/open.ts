/** The judge that comes with shelfready: what it learned lies beside the bundle, the encoder is a package of its own. */

import {readBytes, readTable} from '../table.ts';
import {type Encoder, encoderAside} from './aside.ts';
import {firstLayerOf} from './first-layer.ts';
import {type Judge, newJudge, type Remembering} from './judge.ts';
import type {Calibration} from './weighing.ts';

let opened: Judge | undefined;

/** The one judge of this process. Its parts are loaded when a sentence needs them. */
export function openJudge(): Judge {
	opened ??= judgeWith(async () => (await import('listing-encoder')).openEncoders());
	return opened;
}

/** A judge that judges many sentences on at most so many threads, for who has others at work beside it. */
export function newJudgeOn(threads: number, remembering: Remembering): Judge {
	return judgeWith(async () => (await import('listing-encoder')).openEncoders({threads}), remembering);
}

/** A judge whose encoder has a thread of its own. */
export function newJudgeAside(): Judge {
	return judgeWith(async () => encoderAside());
}

function judgeWith(encoder: () => Promise<Encoder>, remembering: Remembering = {}): Judge {
	return newJudge(readTable<Calibration>('language-calibration.json'), async () => firstLayerOf(readBytes('language-first-layer.bin')), encoder, remembering);
}
