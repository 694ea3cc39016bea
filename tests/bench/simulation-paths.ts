import { simulateBlock, simulationInputs, simulationPlan, type SimulationSpec } from '$lib/quant/simulation';

const COUNT = 10;

/** Terminal values of correlated normal paths of 252 daily steps, weights restored every step. */
export function correlatedPaths(paths: number): Float64Array {
  const covariance = Float64Array.from({ length: COUNT * COUNT }, (_, at) => (at % (COUNT + 1) === 0 ? 0.04 : 0.02));
  const expectedReturns = new Float64Array(COUNT).fill(0.0756);
  const spec: SimulationSpec = {
    ...{ seed: 1907, paths, months: 12, accounts: [{ kind: 'free', value: 1 }], cashRate: 0, flows: [], goals: [] },
    ...{ weights: new Float64Array(COUNT).fill(1 / COUNT), model: { kind: 'normal' }, fanDates: 1 },
    ...{ rebalancing: { kind: 'step' }, inflation: { kind: 'fixed', rate: 0 } }
  };
  const returns = { values: new Float64Array(2 * COUNT), rows: 2, columns: COUNT };
  const inputs = simulationInputs(spec, { returns, rowsPerMonth: 21, moments: { expectedReturns, covariance } });
  const terminal = new Float64Array(paths);
  for (const block of simulationPlan(spec).blocks)
    terminal.set(simulateBlock(spec, inputs, block).terminal, block.firstPath);
  return terminal;
}
