import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import { now } from '$lib/platform/clock';
import { readFile } from '$lib/platform/files';
import type { VaultName } from './vaults';

export type FactorsQuestion = InputOf<'analyse', 'factors'>;
export type FactorsAnswer = OutputOf<'analyse', 'factors'>;
/** Regressions that could be made, with what follows from them. */
export type ExplainedByFactors = Extract<FactorsAnswer, { status: 'ready' }>;
/** A kept file of factor returns, without its values. */
export type FactorFile = OutputOf<'analyse', 'factorFiles'>[number];
export type LoadedFactors = OutputOf<'analyse', 'loadFactorFile'>;
export type FactorFileProblem = Extract<LoadedFactors, { status: 'bad' }>['problems'][number];
export type FactorUnit = NonNullable<InputOf<'analyse', 'loadFactorFile'>['unit']>;

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** The portfolio and its holdings explained by factors, in a worker. */
export const explainedByFactors = (question: FactorsQuestion, control: Control): Promise<FactorsAnswer> =>
  run('analyse', 'factors', question, control);

/** The files of factors that a vault keeps. */
export const factorFiles = (vault: VaultName): Promise<readonly FactorFile[]> =>
  run('analyse', 'factorFiles', { vault });

/** Reads a file of factor returns and keeps it; nothing is kept of a file with a problem. */
export async function loadFactors(vault: VaultName, file: File, unit?: FactorUnit): Promise<LoadedFactors> {
  const bytes = await readFile(file);
  const question = { vault, name: file.name, bytes, createdAt: now(), ...(unit === undefined ? {} : { unit }) };
  return run('analyse', 'loadFactorFile', question);
}

/** Forgets a file of factors. */
export const forgetFactors = (vault: VaultName, id: string): Promise<void> =>
  run('analyse', 'forgetFactorFile', { vault, id });
