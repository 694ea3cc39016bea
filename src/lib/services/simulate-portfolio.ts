import { run, runEach, type InputOf, type OutputOf } from '$lib/compute/caller';
import { plusMonths, type Day } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { CurrencyCode } from '$lib/domain/money';
import {
  simulationPlan,
  type ReturnModel,
  type SimulationInputs,
  type SimulationResult,
  type SimulationSpec
} from '$lib/quant/simulation';
import { randomSeed as freshSeed } from '$lib/platform/ids';
import type { VaultName } from './vaults';

export { freshSeed };

export type SimulationQuestion = InputOf<'simulate', 'prepare'>;
type Prepared = OutputOf<'simulate', 'prepare'>;

/** What the paths rest on: days, rows and what could not be used. */
export type SimulationWindow = Prepared['window'];

/** All paths together with what was asked and what they rest on. */
export type SimulationAnswer =
  | {
      readonly status: 'ready';
      readonly start: Day;
      readonly spec: SimulationSpec;
      readonly expectation: SimulationQuestion['expectation'];
      readonly window: SimulationWindow;
      /** True when the covariance had to be replaced by the nearest usable one. */
      readonly repaired: boolean;
      /** Mean growth of the portfolio in a year, before inflation. */
      readonly meanReturn: number;
      readonly result: SimulationResult;
    }
  | { readonly status: 'too-few'; readonly window: SimulationWindow };

/** A person's plan; amounts in money of today unless not indexed. */
export interface SimulationPlan {
  readonly vault: VaultName;
  readonly base: CurrencyCode;
  readonly revision: number;
  readonly asOf: Day;
  readonly weights: readonly { readonly instrument: InstrumentId; readonly weight: number }[];
  /** Years of prices to learn from; absent: all there are. */
  readonly history?: number;
  readonly model: ReturnModel['kind'];
  readonly blockMonths: number;
  readonly expectation: SimulationQuestion['expectation'];
  readonly paths: number;
  readonly years: number;
  readonly initialValue: number;
  /** Each month, negative when taken out, from one year on until another. */
  readonly flow: {
    readonly monthly: number;
    readonly fromYear: number;
    readonly toYear: number;
    readonly indexed: boolean;
  };
  readonly inflation: number;
  readonly cashRate: number;
  readonly annualCost: number;
  readonly goal?: { readonly amount: number; readonly indexed: boolean };
  readonly seed: number;
}

interface Control {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

const FIRST_DAY = -25567 as Day;
const ROWS_PER_MONTH = 21;
const MOST_DATES = 72;
const SHARE = 16;

/** Dates of the fan that hit the end of every year. */
export function fanDatesOf(years: number): number {
  const perYear = [12, 6, 4, 3, 2].find((count) => count * years <= MOST_DATES) ?? 1;
  return perYear * years;
}

/** The question of a plan. */
export function simulationQuestion(plan: SimulationPlan): SimulationQuestion {
  const { vault, base, revision, asOf, flow, years } = plan;
  const weights = plan.weights.filter(({ weight }) => weight > 0);
  return {
    vault,
    base,
    revision,
    instruments: weights.map(({ instrument }) => instrument),
    start: plan.history === undefined ? FIRST_DAY : plusMonths(asOf, -12 * plan.history),
    end: asOf,
    weights,
    expectation: plan.expectation,
    spec: {
      seed: plan.seed,
      paths: plan.paths,
      months: 12 * years,
      initialValue: plan.initialValue,
      cashRate: plan.cashRate,
      model:
        plan.model === 'normal'
          ? { kind: 'normal' }
          : {
              kind: 'block-bootstrap',
              scheme: 'stationary',
              blockMonths: plan.blockMonths,
              rowsPerMonth: ROWS_PER_MONTH
            },
      flows:
        flow.monthly === 0 || flow.fromYear >= Math.min(years, flow.toYear)
          ? []
          : [
              {
                fromMonth: 12 * flow.fromYear,
                toMonth: 12 * Math.min(years, flow.toYear),
                monthly: flow.monthly,
                indexed: flow.indexed
              }
            ],
      inflation: plan.inflation,
      annualCost: plan.annualCost,
      fanDates: fanDatesOf(years),
      ...(plan.goal ? { goal: plan.goal } : {})
    }
  };
}

/** Runs the paths, spread over the workers. The same seed gives the same answer for any number of them. */
export async function simulatedPaths(question: SimulationQuestion, control: Control): Promise<SimulationAnswer> {
  const { signal, onProgress } = control;
  const prepared = await run('simulate', 'prepare', question, { signal });
  const { window } = prepared;
  if (prepared.status === 'too-few') return { status: 'too-few', window };
  const { spec, inputs } = prepared;
  const { blocks } = simulationPlan(spec);
  const shares = Array.from({ length: Math.ceil(blocks.length / SHARE) }, (_, at) => ({
    spec,
    inputs,
    blocks: blocks.slice(at * SHARE, (at + 1) * SHARE)
  }));
  const parts = (await runEach('simulate', 'blocks', shares, { signal, onProgress })).flat();
  const transfer = parts.flatMap(({ terminal, fan, ruinMonth }) => [terminal.buffer, fan.buffer, ruinMonth.buffer]);
  const result = await run('simulate', 'combine', { spec, parts }, { signal, transfer });
  return {
    status: 'ready',
    start: question.end,
    spec,
    expectation: question.expectation,
    window,
    repaired: inputs.kind === 'normal' && inputs.repaired,
    meanReturn: meanMonthlyGrowth(inputs) ** 12 - 1,
    result
  };
}

function meanMonthlyGrowth(inputs: SimulationInputs): number {
  if (inputs.kind === 'block-bootstrap') {
    return inputs.growth.reduce((sum, one) => sum + one, 0) / inputs.growth.length;
  }
  const { weights, logMeans, factor, cashGrowth, afterCost } = inputs;
  const n = weights.length;
  const grown = weights.reduce((sum, weight, i) => {
    const variance = factor.subarray(i * n, (i + 1) * n).reduce((total, one) => total + one * one, 0);
    return sum + weight * Math.exp((logMeans[i] ?? NaN) + variance / 2);
  }, cashGrowth);
  return grown * afterCost;
}
