import {spawnSync} from 'node:child_process';
import test from 'ava';

const hasGit = spawnSync('git', ['--version'], {stdio: 'ignore'}).status === 0;

/** A test that runs git; left out where there is none. */
export const gitTest = hasGit ? test : test.skip;
