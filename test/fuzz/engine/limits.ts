/** What an input may take. Time is that of the processor, so that a busy machine raises no false alarm. */

/** Milliseconds for one input; more is a finding. Counting edges takes its share of it. */
export const longestRun = 2000;
/** Milliseconds of the processor after which an input is taken for one that never ends. */
export const hung = 20_000;
/** Milliseconds by the clock after which an input that computes nothing is taken for one that waits for ever. */
export const stuck = 60_000;
/** Bytes of the process, and of the heap in megabytes. */
export const mostMemory = 1_500_000_000;
export const mostHeap = 1000;
/** Bytes that may be left behind for each input, on average over the corpus, again and again. */
export const mostLeft = 1500;
