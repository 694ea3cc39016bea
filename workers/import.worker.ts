import { exposeJobs } from '$lib/compute/worker';
import { keepSeries, readSeries } from './import/series';
import { stated } from './import/stated';
import { close, confirm, formats, keep, open, preview } from './import/statement';
import { forgetTemplate, loadTemplate, templateFile, templates } from './import/templates';

const jobs = {
  ...{ open, preview, confirm, keep, close, formats, stated, readSeries, keepSeries },
  ...{ templates, templateFile, loadTemplate, forgetTemplate }
};

/** The jobs behind this door, for the types of its callers. */
export type ImportJobs = typeof jobs;

exposeJobs(jobs);
