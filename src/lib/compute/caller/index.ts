export { release, releaseWorkers, run, runEach } from './doors';
export type { Door, InputOf, JobName, OutputOf } from './doors';
export type { RunOptions } from './pool';
