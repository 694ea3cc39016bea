import { exposeJobs } from '$lib/compute/worker';
import { proposedSet } from './refresh/proposed-set';
import { update } from './refresh/update';

const jobs = { proposedSet, update };

/** The jobs behind this door, for the types of its callers. */
export type RefreshJobs = typeof jobs;

exposeJobs(jobs);
