import { exposeJobs } from '$lib/compute/worker';
import { correlatedPair } from './analyse/correlated-pair';
import { correlation } from './analyse/correlation';
import { factorFiles, forgetFactorFile, loadFactorFile } from './analyse/factor-files';
import { factors } from './analyse/factors';

const jobs = { correlation, correlatedPair, factors, factorFiles, loadFactorFile, forgetFactorFile };

/** The jobs behind this door, for the types of its callers. */
export type AnalyseJobs = typeof jobs;

exposeJobs(jobs);
