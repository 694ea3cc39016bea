export { JobError, plainError, WorkerDiedError } from './errors';
export { transferables } from './transferables';
export type { Job, JobContext, JobInput, JobOutput, JobReply, Jobs, PlainError, WorkerFace } from './job';
