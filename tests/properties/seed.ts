import fc from 'fast-check';

// In CI every run draws the same cases, so that red means a change; elsewhere each run draws new ones.
const seed = process.env['FC_SEED'] ?? (process.env['CI'] ? '20260101' : undefined);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
