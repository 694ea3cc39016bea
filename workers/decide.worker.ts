import { exposeJobs } from '$lib/compute/worker';
import { posedProblem } from './decide/document';
import { dependences, optimize, resample } from './decide/optimize';
import { place } from './decide/place';
import { plan } from './decide/plan';
import { weigh } from './decide/weigh';

const jobs = { optimize, resample, dependences, posedProblem, place, plan, weigh };

/** The jobs behind this door, for the types of its callers. */
export type DecideJobs = typeof jobs;

exposeJobs(jobs);
