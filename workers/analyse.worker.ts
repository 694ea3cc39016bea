import { exposeJobs } from '$lib/compute/worker';
import { performance } from './analyse/performance';

const jobs = { performance };

/** The jobs behind this door, for the types of its callers. */
export type AnalyseJobs = typeof jobs;

exposeJobs(jobs);
