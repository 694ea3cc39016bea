import { exposeJobs } from '$lib/compute/worker';
import { runBacktest } from './decide/backtest';
import { posedProblem } from './decide/document';
import { dependences, optimize, resample } from './decide/optimize';

const jobs = { optimize, resample, dependences, posedProblem, backtest: runBacktest };

/** The jobs behind this door, for the types of its callers. */
export type DecideJobs = typeof jobs;

exposeJobs(jobs);
