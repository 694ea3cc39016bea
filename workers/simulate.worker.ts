import { exposeJobs } from '$lib/compute/worker';
import { blocks, combine, prepare, successes } from './simulate/paths';

const jobs = { prepare, blocks, combine, successes };

/** The jobs behind this door, for the types of its callers. */
export type SimulateJobs = typeof jobs;

exposeJobs(jobs);
