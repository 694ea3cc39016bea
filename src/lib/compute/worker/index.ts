export { exposeJobs } from './expose';
