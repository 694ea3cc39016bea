import { exposeJobs } from '$lib/compute/worker';
import { hits } from './analyse/hits';
import { risks } from './analyse/risks';

const jobs = { risks, hits };

/** The jobs behind this door, for the types of its callers. */
export type AnalyseJobs = typeof jobs;

exposeJobs(jobs);
