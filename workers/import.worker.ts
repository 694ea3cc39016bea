import { exposeJobs } from '$lib/compute/worker';
import { stated } from './import/stated';
import { close, confirm, formats, keep, open, preview } from './import/statement';
import { forgetTemplate, loadTemplate, templateFile, templates } from './import/templates';

const jobs = {
  ...{ open, preview, confirm, keep, close, formats, stated },
  ...{ templates, templateFile, loadTemplate, forgetTemplate }
};

/** The jobs behind this door, for the types of its callers. */
export type ImportJobs = typeof jobs;

exposeJobs(jobs);
