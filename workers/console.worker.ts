import { exposeJobs } from '$lib/compute/worker';
import { fileOpened } from './console/files';
import { consoleCatalog, exported, ran } from './console/jobs';

const jobs = { catalog: consoleCatalog, run: ran, export: exported, openFile: fileOpened };

/** The jobs behind this door, for the types of its callers. */
export type ConsoleJobs = typeof jobs;

exposeJobs(jobs);
