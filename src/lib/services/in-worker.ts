import type { run } from '$lib/compute/caller';

/** Runs a job in a worker. For the frame: the way to the workers is loaded with the first screen, not with the frame. */
export const inWorker: typeof run = async (...job) => (await import('$lib/compute/caller')).run(...job);
