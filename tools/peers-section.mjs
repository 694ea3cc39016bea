const LIBRARIES = ['PyPortfolioOpt', 'skfolio', 'Riskfolio-Lib'];
/** Relative distance of objectives that counts as the same answer, and the breach of a rule that is let pass. */
const SAME = 1e-5;
const BREACH = 1e-6;

/** What is asked for in each case. */
const cases = {
  'minimum-variance': 'Minimum variance, long only',
  'maximum-sharpe': 'Maximum Sharpe ratio, long only',
  'turnover-limit': 'Minimum variance, capped, with a limit on turnover',
  'trade-limit': 'Minimum variance, capped, with a limit on each trade',
  frontier: 'Frontier of 100 points (objective: the mean volatility)',
  shortfall: 'Minimum CVaR, 95 %, 2,000 scenarios',
  robust: 'Most utility at the worst of an ellipsoid of expected returns',
  'risk-parity': 'Risk parity (objective: the greatest relative distance of a share of risk from 1/n)',
  hierarchical: 'Hierarchical risk parity from returns (no objective: the greatest difference of weights)',
  cardinality: 'Minimum variance with at most 10 instruments'
};

/** What the engine does where it may fall short. */
const reasons = {
  'maximum-sharpe':
    'dense optima hold nearly every instrument: a factor of their covariance is most of the time, on one thread',
  'turnover-limit': 'an active set whose states are the kinks of the trades, as many steps as trades that change',
  frontier: 'the path visits every turning point, as many as instruments held, and each answer is exact',
  shortfall: 'a simplex method of our own over the scenarios and instruments that count, its basis inverse dense',
  robust: 'some eight quadratic programs, one after the other in the length of the ellipsoid',
  hierarchical: 'most of the time is the covariance of the returns, on one thread without vector instructions',
  cardinality: 'a search by branch and bound until the gap is closed'
};

const time = (milliseconds) => milliseconds.toFixed(milliseconds < 10 ? 2 : 0);
const times = (factor) => (factor < 10 ? factor.toFixed(1) : factor.toFixed(0));

function cell(ours, other) {
  if (!other) return '';
  if (other.milliseconds === undefined) return other.note;
  return ours.milliseconds === undefined
    ? time(other.milliseconds)
    : `${time(other.milliseconds)} (${times(other.milliseconds / ours.milliseconds)})`;
}

/** How the answers differ: theirs less ours relative to ours, so that above zero ours is better. */
function agreement(name, ours, other) {
  if (other.milliseconds === undefined || ours.milliseconds === undefined) return [];
  if (name === 'hierarchical') return [`${other.who} ${other.apart.toExponential(0)}`];
  const missing = other.unsolved > 0 ? `, ${other.unsolved} points not solved` : '';
  const breach =
    other.violation > BREACH ? `, breaks a rule by ${other.violation.toExponential(0)}${missing}` : missing;
  if (name === 'risk-parity') return [`${other.who} ${other.objective.toExponential(0)}${breach}`];
  const off = (other.objective - other.reference) / Math.abs(other.reference);
  if (Math.abs(off) <= SAME && !breach) return [];
  return [`${other.who} ${off > 0 ? '+' : ''}${off.toExponential(0)}${breach}`];
}

function tableOf(name, rows) {
  const solvers = [...new Set(rows.flatMap(({ others }) => others.filter((one) => one.native).map((one) => one.who)))];
  const all = [...LIBRARIES, ...solvers];
  const lines = rows.map(({ problem, ours, others }) => {
    const cells = all.map((who) =>
      cell(
        ours,
        others.find((one) => one.who === who)
      )
    );
    const compared = others.some((one) => one.milliseconds !== undefined && ours.milliseconds !== undefined);
    const differences = others.flatMap((one) => agreement(name, ours, one)).join('; ');
    const own = ours.milliseconds === undefined ? ours.note : time(ours.milliseconds);
    return `| ${[problem, own, ...cells, differences || (compared ? 'same' : '')].join(' | ')} |`;
  });
  const heads = ['data', 'this engine', ...all, 'answers'];
  return [`### ${cases[name]}`, '', `| ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length)}`, ...lines, ''];
}

const quickest = (others, native) =>
  Math.min(
    Infinity,
    ...others.filter((one) => one.native === native && one.milliseconds > 0).map((one) => one.milliseconds)
  );

/** Where the goal is not reached: 10 times the quickest library, once the quickest native solver. */
function shortOf(name, rows) {
  const found = (native, goal) =>
    rows.flatMap(({ problem, ours, others }) => {
      if (ours.milliseconds === undefined) return native ? [] : [`${problem} (no answer)`];
      const factor = quickest(others, native) / ours.milliseconds;
      return factor < goal ? [`${problem} (${times(factor)})`] : [];
    });
  const libraries = found(false, 10);
  const solvers = found(true, 1);
  const parts = [
    ...(libraries.length > 0 ? [`under 10 times the quickest library on ${libraries.join(', ')}`] : []),
    ...(solvers.length > 0 ? [`slower than the quickest solver on ${solvers.join(', ')}`] : [])
  ];
  const why = reasons[name] ? ` What the engine does: ${reasons[name]}.` : '';
  return parts.length > 0 ? [`- ${cases[name].split(' (')[0]}: ${parts.join('; ')}.${why}`] : [];
}

/** Answers of ours that are worse than another's that keeps the rules. */
function worse(name, rows) {
  if (name === 'hierarchical' || name === 'risk-parity') return [];
  return rows.flatMap(({ problem, others }) =>
    others
      .filter((one) => one.violation <= BREACH && one.objective < one.reference - SAME * Math.abs(one.reference))
      .map((one) => `${problem}, ${name}: ${one.who}`)
  );
}

/** The section of the results, from rows of one case and problem each. */
export function peersSection({ rows, machine, python, versions, command, limit }) {
  const names = Object.keys(cases).filter((name) => rows.some((row) => row.case === name));
  const of = (name) => rows.filter((row) => row.case === name);
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const behind = names.flatMap((name) => worse(name, of(name)));
  return [
    '## Beside the libraries of Python and their solvers',
    '',
    `Written by \`${command}\`. Machine: ${machine}, Python ${python}; ${packages.join(', ')}.`,
    '',
    'Milliseconds a call, medians of up to 15 calls within 2 s (one where a call takes longer), each side after calls on a small',
    'problem; in brackets how many times longer than this engine, below 1 where the other is quicker. All sides read the same',
    'bytes, one after the other on the same machine. sparse: 15 factors (4 at 20 instruments), betas apart, few instruments',
    'held; dense: equal betas, nearly all held; sp500: 20 stocks, the last 2,000 days of skfolio_sp500_dataset. Libraries run',
    'with their own defaults, solvers to 1e-8 (OSQP 1e-8, on the frontier 1e-6; cardinality by SCIP). Answers: objective of the',
    `others less ours, relative, where more than ${SAME} apart: above zero ours is better. Given up after ${limit} s.`,
    'skfolio puts the points of its frontier at other returns, and orders the leaves of its tree otherwise.',
    'Cardinality is called as a program of `math/optimize`. Turnover is limited here; its cost in the objective is not compared.',
    '',
    ...names.flatMap((name) => tableOf(name, of(name))),
    '### Short of the goal',
    '',
    'Goal: 10 times as fast as the quickest library, and at least as fast as the quickest solver.',
    '',
    ...names.flatMap((name) => shortOf(name, of(name))),
    '',
    behind.length > 0 ? `Worse answers of the engine: ${behind.join('; ')}.` : 'No answer of the engine is worse.',
    ''
  ].join('\n');
}
