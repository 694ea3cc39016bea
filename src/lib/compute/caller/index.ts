export { onJobFailed, release, releaseWorkers, run, runEach } from './doors';
export type { Door, InputOf, JobFailure, JobName, OutputOf } from './doors';
export type { RunOptions } from './pool';
