/** What each kind of job is, and the goals: how many times a peer is to be beaten. */
const kinds = {
  sweep: { title: 'Crosses of two moving averages', goals: { vectorbt: 5 } },
  rebalancing: { title: 'Monthly rebalancing with costs', goals: { numpy: 2, 'numpy, whole answer': 2, bt: 50 } },
  'walk-forward': { title: 'Walk-forward minimum variance', goals: { skfolio: 20 } },
  paths: { title: 'Correlated paths', goals: { numpy: 2 } },
  'tear-sheet': { title: 'Tear sheet', goals: { quantstats: 20 } }
};

/** Name of the time that two workers take. */
export const TWO_WORKERS = 'two workers';

/** Least that two workers should be quicker than one. */
const SCALING = 1.8;

/** What the engine does where it may fall short. */
const reasons = {
  sweep: 'each pair is one pass over the days, without vector instructions',
  rebalancing:
    'all columns of the log, costs by kind, exposure and measures are made each time, without vector instructions',
  'walk-forward': 'a covariance is moved along and a program solved anew for each window, on one thread',
  paths: 'normals and exponentials of our own, the same on every machine, and the account of the plan each step',
  'tear-sheet': 'all measures of the catalog but the fits are worked out, also those that the library has not'
};

const time = (milliseconds) => milliseconds.toFixed(milliseconds < 10 ? 2 : 0);
const times = (factor) => (factor < 0.1 ? factor.toPrecision(1) : factor.toFixed(factor < 10 ? 1 : 0));

function sizeOf({ kind, columns, days, pairs, window, paths }) {
  if (kind === 'sweep') return `${pairs.length} pairs, ${columns} series, ${days} days`;
  if (kind === 'rebalancing') return `${columns} instruments, ${days} days`;
  if (kind === 'walk-forward')
    return `${columns} instruments, ${Math.floor((days - window) / 21)} months after ${window} days`;
  if (kind === 'paths') return `${paths} paths, 252 days, ${columns} instruments`;
  return `${days} days and a benchmark`;
}

function lineOf({ job, ours }, other) {
  const known = other.milliseconds !== undefined && ours.milliseconds !== undefined;
  const own = ours.milliseconds === undefined ? ours.note : time(ours.milliseconds);
  const all = [own, ...(ours.also ?? []).map(({ name, milliseconds }) => `${name} ${time(milliseconds)}`)].join(', ');
  const theirs = other.milliseconds === undefined ? other.note : time(other.milliseconds);
  const factor = known ? times(other.milliseconds / ours.milliseconds) : '';
  return `| ${[kinds[job.kind].title, sizeOf(job), all, other.who, theirs, factor, other.apart ?? ''].join(' | ')} |`;
}

/** Where a goal is not reached. */
function shortOf({ job, ours, others }) {
  const { title, goals } = kinds[job.kind];
  const size = `${title}, ${sizeOf(job)}`;
  if (ours.milliseconds === undefined) return [`- ${size}: no answer (${ours.note}).`];
  const missed = others.flatMap(({ who, milliseconds }) => {
    const factor = milliseconds / ours.milliseconds;
    return goals[who] > factor ? [`${times(factor)} times ${who}, goal ${goals[who]}`] : [];
  });
  const two = ours.also?.find(({ name }) => name === TWO_WORKERS);
  const scaling = two ? ours.milliseconds / two.milliseconds : Infinity;
  if (scaling < SCALING) missed.push(`two workers are ${times(scaling)} times one, goal ${SCALING}`);
  return missed.length > 0 ? [`- ${size}: ${missed.join('; ')}. What the engine does: ${reasons[job.kind]}.`] : [];
}

/** The section of the results, from jobs with their answers. */
export function pastSection({ rows, machine, python, versions, command }) {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const short = rows.flatMap(shortOf);
  return [
    '## The past and the future beside the libraries of Python',
    '',
    `Written by \`${command}\`. Machine: ${machine}, Python ${python}; ${packages.join(', ')}.`,
    '',
    'Milliseconds a call, medians of up to 15 calls within 2 s (one where a call takes longer), each side after calls on a small',
    'job, so that nothing is compiled or loaded while the time runs. All sides read the same bytes, one after the other on the',
    'same machine. numba: a loop of our own, compiled; numpy: the same by arrays; vectorbt one series after another; skfolio in',
    'one process; quantstats: the full table of metrics with a benchmark, without plots. This engine: one thread; monthly',
    'rebalancing as a strategy of the catalog on the path that applies; the tear sheet with the measures of series and',
    'benchmark by the conventions of quantstats, its tables, the fits that no library here has apart, and the report of the app',
    'with four conventions, rolling figures and distributions; the paths in one worker and in two. times: how many times',
    'longer than the first time of this engine; below 1 where the other is quicker. numpy and numba answer values, four figures',
    'of each trade, and weights; numpy’s whole answer has the columns of the log, costs by kind, cash, exposure and measures',
    'too, as this engine’s has. answers: greatest distance from ours. vectorbt counts the first day in its Sharpe',
    'ratio; bt pays the cost of a trade out of the part of its instrument; skfolio stops at the tolerance of its solver; paths',
    'are samples of one law; the figures of a tear sheet are those of the library’s convention.',
    '',
    '| work | size | this engine | other | other, ms | times | answers |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.flatMap((row) => row.others.map((other) => lineOf(row, other))),
    '',
    short.length > 0 ? '### Goals that were not reached' : 'All goals were reached.',
    ...(short.length > 0 ? ['', ...short] : []),
    ''
  ].join('\n');
}
