import { run, type OutputOf } from '$lib/compute/caller';
import { dayFromNumber, dayText } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import { saveFile } from '$lib/platform/files';
import type { OptimizeQuestion } from './optimize-portfolio';
import { ENGINE_VERSION } from './saved-runs';
import { storage, vaultNamed } from './vaults';

type Posed = NonNullable<OutputOf<'decide', 'posedProblem'>>;

/**
 * A problem of the optimizer with its answer, version 1, as JSON: what it takes to solve it elsewhere and to hold the
 * answers against one another. Fractions throughout; moments are annual, figures have all their digits.
 * `problem`: instruments by id, expected returns, covariance (row-major), risk-free rate, objective, constraints, weights
 * held now, and where they count the scenarios (row-major, periods in order) and the uncertainty of the returns.
 * `allocation`: the method that makes the weights in place of the objective, which then counts for nothing.
 * `answer`: weights in the order of the instruments, cash, return, volatility, multipliers of the binding rules, the
 * terms of each weight's condition and the residuals; or what conflicts.
 * `data`: SHA-256 of the data that it was made of, and the days that the estimates rest on.
 */
export interface OptimizationDocument {
  readonly format: 'sextant-optimization';
  readonly version: 1;
  readonly engine: string;
  readonly data: {
    readonly hash: string;
    readonly currency: string;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly returns: number;
  };
  /** Names of the instruments, in the order of the problem. */
  readonly names: readonly string[];
  readonly problem: Posed['problem'];
  readonly allocation?: NonNullable<Posed['allocation']>;
  readonly answer: Posed['answer'];
}

/** A posed problem as a document. */
export function optimizationDocument(
  { problem, allocation, window, answer }: Posed,
  about: { readonly hash: string; readonly currency: string; readonly nameOf: (id: InstrumentId) => string }
): OptimizationDocument {
  return {
    format: 'sextant-optimization',
    version: 1,
    engine: ENGINE_VERSION,
    data: {
      hash: about.hash,
      currency: about.currency,
      firstDay: dayText(dayFromNumber(window.firstDay)),
      lastDay: dayText(dayFromNumber(window.lastDay)),
      returns: window.rows
    },
    names: problem.instruments.map(about.nameOf),
    problem,
    ...(allocation && { allocation }),
    answer
  };
}

/** Solves a question anew and saves problem and answer as JSON. False when there is too little to estimate from. */
export async function saveProblem(
  question: OptimizeQuestion,
  nameOf: (id: InstrumentId) => string,
  signal?: AbortSignal
): Promise<boolean> {
  const [posed, { vaultFingerprint }, vault] = await Promise.all([
    run('decide', 'posedProblem', question, signal ? { signal } : {}),
    storage(),
    vaultNamed(question.vault)
  ]);
  if (!posed) return false;
  const hash = await vaultFingerprint(vault);
  const document = optimizationDocument(posed, { hash, currency: question.base, nameOf });
  saveFile(`${JSON.stringify(document, null, 1)}\n`, 'sextant-optimization.json', 'application/json');
  return true;
}
