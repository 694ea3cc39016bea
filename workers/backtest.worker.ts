import { exposeJobs } from '$lib/compute/worker';
import { breakdown } from './backtest/breakdown';
import { pairs } from './backtest/pairs';
import { runStrategies } from './backtest/strategies';
import { sweep } from './backtest/sweep';
import { walkForward } from './backtest/walk-forward';

const jobs = { strategies: runStrategies, sweep, pairs, walkForward, breakdown };

/** The jobs behind this door, for the types of its callers. */
export type BacktestJobs = typeof jobs;

exposeJobs(jobs);
