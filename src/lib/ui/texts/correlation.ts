/** Texts of the correlation screen. Figures arrive formatted. */
export const correlationTexts = {
  measure: 'Measure',
  measures: {
    pearson: 'plain (Pearson)',
    spearman: 'by ranks (Spearman)',
    kendall: 'by ranks (Kendall)',
    exponential: 'latest count most',
    shrunk: 'steadied (shrunk)'
  },
  measureHints: {
    pearson: 'How straight a line the returns of two holdings make',
    spearman: 'Pearson’s measure of the ranks of returns: a few wild days cannot move it far',
    kendall: 'How much more often two move the same way than the opposite one; smaller than the others by nature',
    exponential: 'Pearson’s measure with weights that halve every 60 returns',
    shrunk: 'Pearson’s measure pulled towards the common mean as far as its own error asks (Ledoit and Wolf)'
  },
  years: 'Years',
  spans: { 1: '1', 3: '3', 5: '5', 10: '10', all: 'all' } as Record<string, string>,
  returns: 'Returns',
  frequencies: { daily: 'daily', weekly: 'weekly', monthly: 'monthly' },
  late: 'Short histories',
  lates: { 'left-out': 'left out', 'common-days': 'common days only', filled: 'filled by regression' },
  order: 'Order',
  orders: { alike: 'alike together', name: 'by name', kind: 'by kind' },
  stress: 'Stressed means',
  stresses: { volatility: 'a restless market', tail: 'a falling market' },
  window: 'Moving window',
  windows: (rows: number, unit: string) => `${rows} ${unit}`,
  units: { daily: 'days', weekly: 'weeks', monthly: 'months' },
  matrix: 'Correlation of holdings',
  matrixHint: (rows: string, unit: string) => `${rows} ${unit}; choose a cell to see the pair`,
  shrunkHint: (share: string) => `pulled ${share} of the way to the common mean`,
  largestOf: (shown: string, all: string) =>
    `The ${shown} largest of ${all} holdings are shown; the figures beside count all.`,
  phoneMatrix:
    'This window is too narrow for the table of all pairs. The most and the least alike stand below; choose one to see it.',
  cell: (one: string, other: string, value: string, low: string, high: string) =>
    `${one} and ${other}: ${value}, 95 % range ${low} to ${high}`,
  words: {
    average: 'On average two of your holdings have a correlation of ',
    high: ': they mostly rise and fall together.',
    middle: ': they share part of their ups and downs.',
    low: ': they have little to do with each other.',
    alike: (one: string, other: string, value: string) => ` Most alike are ${one} and ${other} (${value}), `,
    apart: (one: string, other: string, value: string) => `least alike ${one} and ${other} (${value}).`,
    stressed: (calm: string, stressed: string) =>
      ` In stressed times the average is ${stressed}, in calm ones ${calm}: `,
    lost: 'spreading your money helped least when it was needed most.',
    kept: 'spreading your money held when it was needed.',
    bets: (bets: string) => ` Your weights amount to about ${bets} bets that have nothing to do with each other.`
  },
  facts: 'At a glance',
  average: 'Average',
  averageTitle: 'Mean of the correlations of all pairs',
  bets: 'Independent bets',
  betsTitle: 'Effective number of bets: how evenly risk is spread over the principal portfolios (Meucci 2009)',
  rank: 'Independent movers',
  rankTitle: 'Effective rank of the correlation matrix: as many unrelated things seem to move the holdings',
  absorption: 'Moves as one',
  absorptionTitle:
    'Absorption ratio: share of all variance that the first fifth of the principal components takes (Kritzman and others 2011)',
  states: 'Calm and stressed',
  stateHeads: ['', 'Average', 'Count'],
  calm: 'Calm',
  stressed: 'Stressed',
  stateLine: {
    volatility: (name: string, threshold: string, window: string) =>
      `Stressed: ${name} moved by more than ${threshold} a year over the ${window} before.`,
    tail: (name: string, threshold: string) => `Stressed: ${name} returned ${threshold} or less.`
  },
  stateCaution:
    'Choosing wild times raises correlations by itself, so read the difference with care; the pair view sets it beside what a normal law would show.',
  tooFewState: 'Too few returns of one kind to tell.',
  portfolioItself: 'your portfolio',
  alike: 'Most alike',
  apart: 'Least alike',
  pairHeads: ['Pair', 'Correlation', '95 % range'],
  pairOf: (one: string, other: string) => `${one} · ${other}`,
  range: (low: string, high: string) => `${low} – ${high}`,
  moving: 'Average correlation over time',
  movingHint: (window: string) => `over the last ${window} at each point`,
  movingLabel: (first: string, last: string) =>
    `The average correlation was ${first} at first and is ${last} at the end.`,
  movingName: 'Average',
  pair: {
    title: (one: string, other: string) => `${one} and ${other}`,
    scatter: 'Returns of both',
    scatterLabel: (one: string, other: string, value: string) =>
      `Each dot is one return of ${one} across and of ${other} up; their correlation is ${value}.`,
    stressedDots: 'stressed',
    over: 'Over time',
    overLabel: (one: string, other: string, last: string) =>
      `The correlation of ${one} and ${other} stands at ${last}.`,
    moving: 'Moving',
    weighted: 'Weighted',
    measures: 'By every measure',
    measureHeads: ['', 'Value', '95 % range', 'By chance'],
    states: 'Calm, stressed, extreme',
    stateHeads: ['', 'Value', 'For comparison'],
    calmRow: (count: string) => `Calm, ${count}`,
    stressedRow: (count: string) => `Stressed, ${count}`,
    chance: (p: string) => `differs by chance: ${p}`,
    both: (deviations: string, count: string) => `Both ${deviations}, ${count}`,
    below: (size: string) => `below −${size} σ`,
    above: (size: string) => `above +${size} σ`,
    normal: (value: string) => `normal law: ${value}`,
    worst: (share: string) => `One in its worst ${share}: the other too`,
    best: (share: string) => `One in its best ${share}: the other too`,
    unrelated: (share: string) => `unrelated: ${share}`,
    copula: 'In the far tail, Student copula',
    degrees: (degrees: string) => `${degrees} degrees of freedom`,
    normalCopula: 'no fatter than a normal law',
    gone: 'One of the two has no returns in this window.',
    failed: 'The pair could not be measured.'
  },
  basis: 'What this rests on',
  basisLine: (from: string, to: string, count: string, unit: string) => `${from} to ${to}, ${count} returns (${unit}).`,
  weightsLine: 'Weights as they are now, cash left aside.',
  currencyLine: (currency: string) => `Returns in ${currency}: a move of its rates is part of them.`,
  dailyCaution: 'Markets that close at different hours look less alike by days than by weeks.',
  droppedWeight: (share: string) => `${share} of your money is in holdings that could not be looked at.`,
  dropped: (name: string, reason: string) => `${name} is left out: ${reason}.`,
  filled: (name: string) => `${name} came late: its missing returns are continued by regression.`,
  dropReasons: {
    'no-prices': 'no prices in this window',
    'no-rate': 'no exchange rate',
    'too-short': 'its history is too short',
    ended: 'its prices stop before the end'
  },
  status: (rows: string, unit: string) => `${rows} ${unit}`,
  runTitle: (measure: string, years: string) =>
    `Correlation, ${measure}, ${years === '1' ? '1 year' : `${years} years`}`,
  save: 'Save run',
  saved: 'Run saved',
  running: 'Measuring',
  failed: 'The correlations could not be measured.',
  tryAgain: 'Try again',
  empty: 'Nothing to compare: at least two holdings with prices are needed. Import transactions and prices first.',
  tooFew:
    'Too little in common: at least two holdings with 20 shared returns are needed. Choose more years, daily returns, or leave short histories out.'
} as const;
