import { exposeJobs } from '$lib/compute/worker';
import { correlatedPair } from './analyse/correlated-pair';
import { correlation } from './analyse/correlation';
import { factorFiles, forgetFactorFile, loadFactorFile } from './analyse/factor-files';
import { factors } from './analyse/factors';
import { hits } from './analyse/hits';
import { ownIndex } from './analyse/own-index';
import { performance } from './analyse/performance';
import { risks } from './analyse/risks';

const jobs = {
  performance,
  ownIndex,
  correlation,
  correlatedPair,
  factors,
  factorFiles,
  loadFactorFile,
  forgetFactorFile,
  risks,
  hits
};

/** The jobs behind this door, for the types of its callers. */
export type AnalyseJobs = typeof jobs;

exposeJobs(jobs);
