import { exposeJobs } from '$lib/compute/worker';
import { tablesJobs } from '$lib/storage/duckdb';

/** The jobs behind this door, for the types of its callers. */
export type TablesJobs = typeof tablesJobs;

exposeJobs(tablesJobs);
