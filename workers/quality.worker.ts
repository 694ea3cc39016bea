import { exposeJobs } from '$lib/compute/worker';
import { forgetSplit, recordSplit } from './quality/events';
import { mendSeries } from './quality/mend';
import { qualityReport, qualitySeries, seriesFindings } from './quality/report';

const jobs = { qualitySeries, qualityReport, seriesFindings, mendSeries, recordSplit, forgetSplit };

/** The jobs behind this door, for the types of its callers. */
export type QualityJobs = typeof jobs;

exposeJobs(jobs);
