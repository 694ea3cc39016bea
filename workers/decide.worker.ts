import { exposeJobs } from '$lib/compute/worker';
import { runBacktest } from './decide/backtest';
import { dependences, optimize, resample } from './decide/optimize';

const jobs = { optimize, resample, dependences, backtest: runBacktest };

/** The jobs behind this door, for the types of its callers. */
export type DecideJobs = typeof jobs;

exposeJobs(jobs);
