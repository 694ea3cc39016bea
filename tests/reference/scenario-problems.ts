import { ConicRows, sparseFromDense } from '../../src/lib/math/optimize';
import type { AffineForm, ConicProblem } from '../../src/lib/math/optimize';
import { randomStream } from '../../src/lib/math/random';

/** Scenario returns of a synthetic market: one common factor, own noise with some heavy days; T x n, row-major. */
export function scenarioReturns(n: number, scenarios: number, seed: number): Float64Array {
  const random = randomStream(seed, n);
  const out = new Float64Array(n * scenarios);
  const beta = Float64Array.from({ length: n }, () => 0.5 + random.uniform());
  const noise = Float64Array.from({ length: n }, () => 0.005 + 0.015 * random.uniform());
  const drift = Float64Array.from({ length: n }, () => 0.0004 + 0.0003 * random.normal());
  for (let t = 0; t < scenarios; t++) {
    const wild = random.uniform() < 0.05 ? 3 : 1;
    const market = 0.01 * wild * random.normal();
    for (let j = 0; j < n; j++) out[t * n + j] = drift[j] + beta[j] * market + noise[j] * wild * random.normal();
  }
  return out;
}

const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, k) => from + k);
const filled = (n: number, value: number): number[] => new Array<number>(n).fill(value);

/** Scenario problems by name, all over long-only weights w_0 .. w_(n-1) that add up to one. */
export const SCENARIO_KINDS = [
  'cvar',
  'evar',
  'mad',
  'semideviation',
  'semivariance',
  'cdar',
  'edar',
  'maximum-drawdown',
  'worst',
  'costs',
  'robust',
  'deviation'
] as const;
export type ScenarioKind = (typeof SCENARIO_KINDS)[number];

interface Market {
  readonly n: number;
  readonly count: number;
  readonly returns: Float64Array;
}

/** Rows for the weights, in a problem of `variables` variables. */
function weightRows(n: number, variables: number): ConicRows {
  const rows = new ConicRows(variables);
  rows.equal(range(n), filled(n, 1), 1);
  for (let j = 0; j < n; j++) rows.atMost([j], [-1], 0);
  return rows;
}

function minusReturns({ n, returns }: Market, t: number): number[] {
  return Array.from(returns.subarray(t * n, (t + 1) * n), (r) => -r);
}

function cost(variables: number, entries: readonly (readonly [number, number])[]): Float64Array {
  const out = new Float64Array(variables);
  for (const [j, value] of entries) out[j] += value;
  return out;
}

function meanReturn({ n, count, returns }: Market): Float64Array {
  const out = new Float64Array(n);
  returns.forEach((r, k) => (out[k % n] += r / count));
  return out;
}

function cvar(market: Market, level = 0.95): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + 1 + count);
  for (let t = 0; t < count; t++) {
    rows.atMost([...range(n), n, n + 1 + t], [...minusReturns(market, t), -1, -1], 0);
    rows.atMost([n + 1 + t], [-1], 0);
  }
  const linear = cost(n + 1 + count, [[n, 1]]);
  linear.fill(1 / (count * (1 - level)), n + 1);
  return { linear, ...rows.build() };
}

/** min a + k log(1 / (b T)) with sum of k exp((loss_t - a) / k) <= k (Ahmadi-Javid 2012). */
function entropic(rows: ConicRows, losses: readonly AffineForm[], a: number, level: number): Float64Array {
  const count = losses.length;
  const k = a + 1;
  const u = a + 2;
  losses.forEach((loss, t) => {
    rows.exponential(
      { indices: [...Array.from(loss.indices), a], values: [...Array.from(loss.values, (v) => v), 1], right: 0 },
      { indices: [k], values: [-1], right: 0 },
      { indices: [u + t], values: [-1], right: 0 }
    );
  });
  rows.atMost([...range(count, u), k], [...filled(count, 1), -1], 0);
  return cost(rows.variables, [
    [a, 1],
    [k, -Math.log((1 - level) * count)]
  ]);
}

function evar(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + 2 + count);
  const losses = range(count).map((t) => ({
    indices: range(n),
    values: Array.from(market.returns.subarray(t * n, (t + 1) * n)),
    right: 0
  }));
  return { linear: entropic(rows, losses, n, 0.95), ...rows.build() };
}

/** Rows u_t >= d_t'w for returns less their mean, or minus it: downside deviations. */
function deviations(market: Market, rows: ConicRows, both: boolean): void {
  const { n, count, returns } = market;
  const mean = meanReturn(market);
  for (let t = 0; t < count; t++) {
    const values = range(n).map((j) => mean[j] - returns[t * n + j]);
    rows.atMost([...range(n), n + t], [...values, -1], 0);
    if (both) rows.atMost([...range(n), n + t], [...values.map((v) => -v), -1], 0);
    else rows.atMost([n + t], [-1], 0);
  }
}

function mad(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + count);
  deviations(market, rows, true);
  const linear = new Float64Array(n + count);
  linear.fill(1 / count, n);
  return { linear, ...rows.build() };
}

function semideviation(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + count + 1);
  deviations(market, rows, false);
  const forms = [{ indices: [n + count], values: [-1], right: 0 }];
  for (let t = 0; t < count; t++) forms.push({ indices: [n + t], values: [-1], right: 0 });
  rows.secondOrder(forms);
  return { linear: cost(n + count + 1, [[n + count, 1 / Math.sqrt(count)]]), ...rows.build() };
}

function semivariance(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + count);
  deviations(market, rows, false);
  const starts = new Int32Array(n + count + 1);
  for (let t = 0; t < count; t++) starts[n + t + 1] = t + 1;
  const indices = Int32Array.from(range(count, n));
  const values = new Float64Array(count).fill(2 / count);
  const quadratic = { rows: n + count, columns: n + count, starts, indices, values };
  return { quadratic, linear: new Float64Array(n + count), ...rows.build() };
}

/** Rows d_t >= d_(t-1) - R_t w, d_t >= 0: the drawdown of uncompounded wealth, from variable `first` on. */
function drawdowns(market: Market, rows: ConicRows, first: number): void {
  const { n, count } = market;
  for (let t = 0; t < count; t++) {
    const before = t > 0 ? [first + t - 1] : [];
    rows.atMost([...range(n), ...before, first + t], [...minusReturns(market, t), ...before.map(() => 1), -1], 0);
    rows.atMost([first + t], [-1], 0);
  }
}

function cdar(market: Market): ConicProblem {
  const { n, count } = market;
  const variables = n + 1 + 2 * count;
  const rows = weightRows(n, variables);
  drawdowns(market, rows, n + 1 + count);
  for (let t = 0; t < count; t++) {
    rows.atMost([n + 1 + count + t, n, n + 1 + t], [1, -1, -1], 0);
    rows.atMost([n + 1 + t], [-1], 0);
  }
  const linear = cost(variables, [[n, 1]]);
  linear.fill(1 / (count * 0.05), n + 1, n + 1 + count);
  return { linear, ...rows.build() };
}

function edar(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + 2 + 2 * count);
  drawdowns(market, rows, n + 2 + count);
  const losses = range(count).map((t) => ({ indices: [n + 2 + count + t], values: [-1], right: 0 }));
  return { linear: entropic(rows, losses, n, 0.95), ...rows.build() };
}

function maximumDrawdown(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + 1 + count);
  drawdowns(market, rows, n + 1);
  for (let t = 0; t < count; t++) rows.atMost([n + 1 + t, n], [1, -1], 0);
  return { linear: cost(n + 1 + count, [[n, 1]]), ...rows.build() };
}

function worst(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + 1);
  for (let t = 0; t < count; t++) rows.atMost([...range(n), n], [...minusReturns(market, t), -1], 0);
  return { linear: cost(n + 1, [[n, 1]]), ...rows.build() };
}

function covariance(market: Market): Float64Array {
  const { n, count, returns } = market;
  const mean = meanReturn(market);
  const out = new Float64Array(n * n);
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < n; i++) {
      const a = (returns[t * n + i] - mean[i]) / count;
      for (let j = 0; j < n; j++) out[i * n + j] += a * (returns[t * n + j] - mean[j]);
    }
  }
  return out;
}

/** Variance less return, with costs of |trade|^1.5 from equal weights: v >= |d|, q >= v^2, v^2 <= q u, u^2 <= v. */
function costs(market: Market): ConicProblem {
  const { n } = market;
  const rows = weightRows(n, 4 * n);
  const [v, c, u] = [n, 2 * n, 3 * n];
  for (let j = 0; j < n; j++) {
    rows.atMost([j, v + j], [1, -1], 1 / n);
    rows.atMost([j, v + j], [-1, -1], -1 / n);
    // v^2 <= c u and u^2 <= v, so c >= v^1.5
    rows.secondOrder([
      { indices: [c + j, u + j], values: [-1, -1], right: 0 },
      { indices: [c + j, u + j], values: [-1, 1], right: 0 },
      { indices: [v + j], values: [-2], right: 0 }
    ]);
    rows.secondOrder([
      { indices: [v + j], values: [-1], right: 1 },
      { indices: [v + j], values: [-1], right: -1 },
      { indices: [u + j], values: [-2], right: 0 }
    ]);
  }
  const dense = covariance(market);
  const wide = new Float64Array(16 * n * n);
  for (let i = 0; i < n; i++)
    wide.set(
      dense.subarray(i * n, (i + 1) * n).map((q) => 4 * q),
      i * 4 * n
    );
  const linear = new Float64Array(4 * n);
  meanReturn(market).forEach((value, j) => (linear[j] = -value));
  linear.fill(0.002, c, c + n);
  return { quadratic: sparseFromDense(wide, 4 * n, 4 * n), linear, ...rows.build() };
}

/** Least variance less the worst return of an ellipsoid: t >= k |S w|, S a diagonal of standard errors. */
function robust(market: Market): ConicProblem {
  const { n, count } = market;
  const rows = weightRows(n, n + 1);
  const dense = covariance(market);
  rows.secondOrder([
    { indices: [n], values: [-1], right: 0 },
    ...range(n).map((j) => ({ indices: [j], values: [-2 * Math.sqrt(dense[j * n + j] / count)], right: 0 }))
  ]);
  const wide = new Float64Array((n + 1) ** 2);
  for (let i = 0; i < n; i++)
    wide.set(
      dense.subarray(i * n, (i + 1) * n).map((q) => 4 * q),
      i * (n + 1)
    );
  const linear = new Float64Array(n + 1);
  meanReturn(market).forEach((value, j) => (linear[j] = -value));
  linear[n] = 1;
  return { quadratic: sparseFromDense(wide, n + 1, n + 1), linear, ...rows.build() };
}

/** Standard deviation as the length of all centred returns: one long second-order cone with dense rows. */
function deviation(market: Market): ConicProblem {
  const { n, count, returns } = market;
  const mean = meanReturn(market);
  const rows = weightRows(n, n + 1);
  const forms = [{ indices: [n], values: [-1], right: 0 }];
  for (let t = 0; t < count; t++) {
    forms.push({ indices: range(n), values: range(n).map((j) => mean[j] - returns[t * n + j]), right: 0 });
  }
  rows.secondOrder(forms);
  return { linear: cost(n + 1, [[n, 1 / Math.sqrt(count)]]), ...rows.build() };
}

const BUILDERS: Record<ScenarioKind, (market: Market) => ConicProblem> = {
  cvar,
  evar,
  mad,
  semideviation,
  semivariance,
  cdar,
  edar,
  'maximum-drawdown': maximumDrawdown,
  worst,
  costs,
  robust,
  deviation
};

/** The problem of a kind on a synthetic market. */
export function scenarioProblem(kind: ScenarioKind, n: number, scenarios: number, seed: number): ConicProblem {
  return BUILDERS[kind]({ n, count: scenarios, returns: scenarioReturns(n, scenarios, seed) });
}
