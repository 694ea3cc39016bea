/** Amounts to come close to in whole units of each, and by how much they may exceed the targets together. */
export interface UnitProblem {
  /** Worth of one unit, > 0; 0 for what can be had in any amount. */
  readonly units: Float64Array;
  /** Amounts wanted, >= 0. */
  readonly targets: Float64Array;
  /** What amounts may add up to beyond the sum of the targets; below zero where they must stay under it. */
  readonly room: number;
}

/** Numbers of units, their deviation and a bound that no others are below. */
export interface WholeUnits {
  readonly counts: Float64Array;
  readonly deviation: number;
  readonly bound: number;
}

/** Pairs that the local search looks at, at most. */
const PAIRS = 2e7;
/** Targets of which every way to round is tried. */
const FEW = 12;

/**
 * Deviation of amounts from their targets, what is left of the whole among them: sum |e| + |sum e| with e = amount - target,
 * which is twice the greater of what is too much and what is too little.
 */
export function unitDeviation({ targets }: Pick<UnitProblem, 'targets'>, amounts: Float64Array): number {
  let [over, short] = [0, 0];
  targets.forEach((target, i) => {
    const apart = amounts[i] - target;
    if (apart > 0) over += apart;
    else short -= apart;
  });
  return 2 * Math.max(over, short);
}

/**
 * A bound that no numbers of units are below, within the room: the Lagrangian dual of the integer program, exactly. With a
 * price v in [0, 1] on what is too much and 1 - v on what is too little each amount is best at one of the two whole
 * numbers around its target, (1 - v) f or v (u - f) with f what the lower one lacks; that sum, and v times the room where it
 * is negative, is concave in v with kinks at f / u, and the bound is twice its greatest value.
 */
export function unitBound(problem: UnitProblem): number {
  const parts = fractions(problem);
  const under = Math.max(0, -problem.room);
  const at = (price: number): number =>
    parts.reduce((sum, { lacks, adds }) => sum + Math.min((1 - price) * lacks, price * adds), price * under);
  const kinks = parts.map(({ lacks, adds }) => lacks / (lacks + adds));
  return 2 * Math.max(...[0, 1, ...new Set(kinks)].map(at));
}

/** What the whole number below each target lacks and what the one above has too much; targets that can be met left out. */
function fractions({ units, targets }: UnitProblem): { lacks: number; adds: number; at: number }[] {
  return Array.from(units.keys()).flatMap((at) => {
    const unit = units[at];
    if (!(unit > 0)) return [];
    const lacks = targets[at] - unit * Math.floor(targets[at] / unit);
    return lacks > 0 && lacks < unit ? [{ lacks, adds: unit - lacks, at }] : [];
  });
}

/**
 * Whole numbers of units close to targets in the sum of deviations, what is left over among them: the integer program by
 * rounding at the best price of its dual, then single steps and exchanges of a step up for a step down while they help. The
 * bound says how far from the best that can be. Throws RangeError when shapes disagree or a unit or target is below zero.
 */
export function wholeUnits(problem: UnitProblem): WholeUnits {
  const { units, targets, room } = problem;
  if (units.length !== targets.length) throw new RangeError(`${units.length} units for ${targets.length} targets`);
  if (!units.every((one) => one >= 0) || !targets.every((one) => one >= 0) || Number.isNaN(room)) {
    throw new RangeError('a unit or a target is below zero');
  }
  const starts = roundings(problem).map((counts) => improved(problem, counts));
  const best = starts.reduce((least, one) => (one.deviation < least.deviation ? one : least));
  return { ...best, bound: Math.min(best.deviation, unitBound(problem)) };
}

/**
 * Roundings to begin from: all down, below targets that are cut so far that the room is kept; and those up whose fraction is
 * greatest, of the targets and of the cut ones, until the room or the balance of too much and too little is used up.
 */
function roundings(problem: UnitProblem): Float64Array[] {
  const { units, targets, room } = problem;
  const whole = targets.reduce((sum, target, i) => sum + (units[i] > 0 ? target : 0), 0);
  const cut = whole > 0 ? Math.max(0, 1 + Math.min(0, room) / whole) : 1;
  const cutDown = units.map((unit, i) => (unit > 0 ? Math.floor((cut * targets[i]) / unit) : 0));
  const cutTargets = targets.map((target) => cut * target);
  const starts = [cutDown, roundedUp({ units, targets: cutTargets, room: Math.max(0, room) })];
  if (cut < 1) starts.push(roundedUp(problem));
  return fractions(problem).length <= FEW ? [...starts, ...everyRounding(problem)] : starts;
}

/** The best of all ways to round up or down, of few targets. */
function everyRounding(problem: UnitProblem): Float64Array[] {
  const { units, targets, room } = problem;
  const parts = fractions(problem);
  const lacking = parts.reduce((sum, { lacks }) => sum + lacks, 0);
  let best = { choice: -1, size: Infinity };
  for (let choice = 0; choice < 1 << parts.length; choice++) {
    let [over, short] = [0, lacking];
    parts.forEach(({ lacks, adds }, k) => {
      if (((choice >> k) & 1) === 0) return;
      over += adds;
      short -= lacks;
    });
    const size = Math.max(over, short);
    if (over - short <= room && size < best.size) best = { choice, size };
  }
  if (best.choice < 0) return [];
  const counts = units.map((unit, i) => (unit > 0 ? Math.floor(targets[i] / unit) : 0));
  parts.forEach(({ at }, k) => (counts[at] += (best.choice >> k) & 1));
  return [counts];
}

function roundedUp(problem: UnitProblem): Float64Array {
  const { units, targets, room } = problem;
  const counts = units.map((unit, i) => (unit > 0 ? Math.floor(targets[i] / unit) : 0));
  const order = fractions(problem).sort((a, b) => b.lacks / (b.lacks + b.adds) - a.lacks / (a.lacks + a.adds));
  let short = order.reduce((sum, { lacks }) => sum + lacks, 0);
  let over = 0;
  for (const { lacks, adds, at } of order) {
    if (over + adds - (short - lacks) > room || over + adds > short) continue;
    counts[at]++;
    over += adds;
    short -= lacks;
  }
  return counts;
}

function improved({ units, targets, room }: UnitProblem, counts: Float64Array): Omit<WholeUnits, 'bound'> {
  const apart = units.map((unit, i) => (unit > 0 ? unit * counts[i] - targets[i] : 0));
  let over = apart.reduce((sum, value) => sum + Math.max(0, value), 0);
  let short = apart.reduce((sum, value) => sum + Math.max(0, -value), 0);
  const places = Array.from(units.keys()).filter((i) => units[i] > 0);
  const effect = (i: number, step: number): readonly [number, number] => {
    const next = apart[i] + step * units[i];
    return [Math.max(0, next) - Math.max(0, apart[i]), Math.max(0, -next) - Math.max(0, -apart[i])];
  };
  // Getting back into the room comes before all else.
  const cost = (more: number, less: number): number => {
    const beyond = Math.max(0, more - less - room);
    return 2 * Math.max(more, less) + 1e-3 * Math.min(more, less) + 1e6 * beyond;
  };
  const passes = 10 + Math.min(6 * places.length, PAIRS / Math.max(1, places.length ** 2));
  for (let pass = 0; pass < passes; pass++) {
    let best = { cost: cost(over, short) - 1e-12 * (over + short), steps: [] as (readonly [number, number])[] };
    const steps = places.flatMap((i) =>
      [1, -1].flatMap((step) => (counts[i] + step >= 0 ? [{ i, step, by: effect(i, step) }] : []))
    );
    for (const one of steps) {
      const alone = cost(over + one.by[0], short + one.by[1]);
      if (alone < best.cost) best = { cost: alone, steps: [[one.i, one.step]] };
      if (one.step < 0) continue;
      for (const other of steps) {
        if (other.step > 0 || other.i === one.i) continue;
        const both = cost(over + one.by[0] + other.by[0], short + one.by[1] + other.by[1]);
        if (both < best.cost)
          best = {
            cost: both,
            steps: [
              [one.i, 1],
              [other.i, -1]
            ]
          };
      }
    }
    if (best.steps.length === 0) break;
    for (const [i, step] of best.steps) {
      const by = effect(i, step);
      over += by[0];
      short += by[1];
      counts[i] += step;
      apart[i] += step * units[i];
    }
  }
  const deviation = over - short > room + 1e-9 * (over + short) ? Infinity : 2 * Math.max(over, short);
  return { counts, deviation };
}
