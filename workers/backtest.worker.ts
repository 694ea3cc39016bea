import { exposeJobs } from '$lib/compute/worker';
import { runStrategies } from './backtest/strategies';

const jobs = { strategies: runStrategies };

/** The jobs behind this door, for the types of its callers. */
export type BacktestJobs = typeof jobs;

exposeJobs(jobs);
