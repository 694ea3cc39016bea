/**
 * Told after each piece of work: pieces done and pieces in all. False ends the work, which then gives what it has, marked
 * as not complete.
 */
export type Progress = (done: number, total: number) => boolean;
