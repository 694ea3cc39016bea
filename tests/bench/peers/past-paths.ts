import {
  simulateBlock,
  simulationInputs,
  simulationPlan,
  type SimulationInputs,
  type SimulationSpec
} from '../../../src/lib/quant/simulation';
import type { PastJob } from './past-inputs';

/** What a worker is sent for one call: blocks `first`, `first + step`, ... of the paths. */
export interface PathsQuestion {
  readonly spec: SimulationSpec;
  readonly inputs: SimulationInputs;
  readonly first: number;
  readonly step: number;
}

/** Values at the end, by the first path of their block. */
export type PathsPart = readonly { readonly firstPath: number; readonly terminal: Float64Array }[];

/** Even weights brought back every day for a year of 252 days, lognormal growth with the moments of the sample. */
export function pathsQuestion({ columns, days, returns, paths = 0 }: PastJob): Omit<PathsQuestion, 'first' | 'step'> {
  const spec: SimulationSpec = {
    seed: 1907,
    paths,
    months: 12,
    accounts: [{ kind: 'free', value: 1 }],
    weights: new Float64Array(columns).fill(1 / columns),
    cashRate: 0,
    model: { kind: 'normal' },
    rebalancing: { kind: 'step' },
    flows: [],
    inflation: { kind: 'fixed', rate: 0 },
    goals: []
  };
  const source = { returns: { values: returns, rows: days, columns }, rowsPerMonth: 21 };
  return { spec, inputs: simulationInputs(spec, source) };
}

/** The blocks of one worker. */
export function pathsPart({ spec, inputs, first, step }: PathsQuestion): PathsPart {
  return simulationPlan(spec)
    .blocks.filter(({ index }) => index % step === first)
    .map((block) => ({ firstPath: block.firstPath, terminal: simulateBlock(spec, inputs, block).terminal }));
}
