import type { PastJob } from './past-inputs';

/** Relative distance that counts as the same figure, for rounding gathered over thousands of days. */
const SAME = 1e-8;

const shown = (value: number): string => (value === 0 ? '0' : value.toExponential(0));

/** Greatest distance of two lists; relative to the first where `relative`. Both missing is no distance, one missing infinite. */
function apart(ours: Float64Array, theirs: Float64Array, relative = false): number {
  return ours.reduce((worst, one, at) => {
    const other = theirs[at] ?? NaN;
    if (Number.isNaN(one) && Number.isNaN(other)) return worst;
    const gap = Math.abs(one - other) / (relative ? Math.abs(one) : 1);
    return Number.isNaN(gap) ? Infinity : Math.max(worst, gap);
  }, 0);
}

function sweepText(ours: Float64Array, theirs: Float64Array): string {
  const size = ours.length / 4;
  const part = (at: number) => [ours, theirs].map((all) => all.subarray(at * size, (at + 1) * size));
  const gap = (at: number): number => {
    const [a, b] = part(at);
    return a && b ? apart(a, b) : NaN;
  };
  return `total return ${shown(gap(0))}, drawdown ${shown(gap(1))}, trades ${gap(2)}, Sharpe ${shown(gap(3))}`;
}

function walkText({ columns, days, window = 0 }: PastJob, ours: Float64Array, theirs: Float64Array): string {
  const weights = Math.floor((days - window) / 21) * columns;
  const [w, r] = [
    apart(ours.subarray(0, weights), theirs.subarray(0, weights)),
    apart(ours.subarray(weights), theirs.subarray(weights))
  ];
  return `weights ${shown(w)}, returns ${shown(r)}`;
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** Two samples of one law: distance of their means in standard errors, and of their deviations in percent. */
function pathsText(ours: Float64Array, theirs: Float64Array): string {
  const [a, b] = [moments(ours), moments(theirs)];
  const error = Math.hypot(a.deviation, b.deviation) / Math.sqrt(ours.length);
  const errors = Math.abs(a.mean - b.mean) / error;
  const percent = 100 * Math.abs(a.deviation / b.deviation - 1);
  return `means ${errors.toFixed(1)} standard errors apart, deviations ${percent.toFixed(2)} %`;
}

function sheetText(names: readonly string[], ours: Float64Array, theirs: Float64Array): string {
  const known = names.flatMap((name, at) => {
    const [a, b] = [ours[at] ?? NaN, theirs[at] ?? NaN];
    if (Number.isNaN(b)) return [];
    // Losses are positive here and negative there.
    const gap = Math.abs(Math.abs(a) - Math.abs(b)) / Math.max(Math.abs(b), 1e-12);
    return [{ name, gap: Number.isNaN(gap) ? Infinity : gap }];
  });
  const off = known.filter(({ gap }) => !(gap <= SAME));
  const same = `${known.length - off.length} of ${known.length} figures the same`;
  return [same, ...off.map(({ name, gap }) => `${name} ${shown(gap)}`)].join(', ');
}

/** How far another's answer lies from ours, in words. `names`: of the figures of a tear sheet. */
export function differences(job: PastJob, names: readonly string[], ours: Float64Array, theirs: Float64Array): string {
  if (ours.length !== theirs.length) return `${theirs.length} figures, ours ${ours.length}`;
  if (job.kind === 'sweep') return sweepText(ours, theirs);
  if (job.kind === 'rebalancing') return `values ${shown(apart(ours, theirs, true))}`;
  if (job.kind === 'walk-forward') return walkText(job, ours, theirs);
  if (job.kind === 'paths') return pathsText(ours, theirs);
  return sheetText(names, ours, theirs);
}
