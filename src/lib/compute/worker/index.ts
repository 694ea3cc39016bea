export { exposeJobs } from './expose';
export { linearEngine } from './load-highs';
