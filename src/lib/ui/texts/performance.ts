/** Texts of the performance screen and of its tear sheet. Figures arrive formatted. */
export const performanceTexts = {
  span: 'Span',
  spans: { YTD: 'This year', '1Y': 'One year', '3Y': 'Three years', '5Y': 'Five years', All: 'Since the start' },
  against: 'Against',
  noBenchmark: 'nothing',
  convention: 'As in',
  conventions: {
    sextant: 'Sextant',
    quantstats: 'quantstats',
    empyrical: 'empyrical',
    'performance-analytics': 'PerformanceAnalytics'
  },
  riskFree: 'Risk-free a year',
  money: 'Money',
  nominal: 'as it was then',
  cashBy: 'Risk-free by',
  typedRate: 'one rate',
  series: (title: string, area: string | undefined) =>
    area === undefined || title.includes(area) ? title : `${title} (${area})`,
  basisOf: {
    real: (series: string, inflation: string, last: string) =>
      `After inflation: every level is in the money of the first day, by ${series}, which rose ${inflation} a year and is known until ${last}.`,
    leftOut: (days: string) => `${days} days that it does not reach are left out.`,
    cash: (title: string, rate: string) => `Risk-free is the mean of ${title} over these days: ${rate} a year.`,
    realCash: 'The risk-free rate is less inflation too.'
  },
  gone: 'A series that was chosen is not kept any more. Choose another.',
  unreached: 'The chosen series does not reach these days. Choose another, or another span.',
  window: 'Rolling',
  windows: { 63: '3 months', 126: '6 months', 252: '1 year', 504: '2 years' } as Record<string, string>,
  growth: 'Growth of 100',
  growthHint: 'time-weighted, drawdown below',
  chart: (you: string, benchmark: string) => `100 became ${you}${benchmark === '' ? '' : `, ${benchmark}`}.`,
  chartOther: (name: string, end: string) => `${end} in ${name}`,
  you: 'You',
  ownIndex: 'Your index',
  rolling: 'Rolling',
  rollingHint: (window: string) => `over ${window}`,
  rollingNames: {
    volatility: 'Volatility',
    sharpe: 'Sharpe ratio',
    sortino: 'Sortino ratio',
    beta: 'Beta'
  },
  rollingShort: (needed: number, there: number) => `A window needs ${needed} days; the span has ${there}.`,
  rollingLabel: (name: string, from: string, to: string) => `${name} lay between ${from} and ${to}.`,
  monthly: 'Monthly returns',
  monthlyHint: '%, first and last month in part',
  drawdowns: 'Deepest falls',
  drawdownHeads: ['Depth', 'From', 'Lowest', 'Back', 'Days'],
  noDrawdowns: 'It never fell below an earlier high.',
  underWater: 'not yet',
  years: 'Years',
  yearHeads: (benchmark: string) => ['Year', 'You', benchmark, 'Ahead'],
  worst: 'Worst days',
  best: 'Best days',
  dayHeads: ['Day', 'Return'],
  distribution: 'How returns lay',
  distributionHint: 'quartiles, and how many lie far out',
  distributionHeads: ['', 'Least', '25 %', 'Median', '75 %', 'Greatest', 'Out'],
  spanNames: { day: 'Days', week: 'Weeks', month: 'Months', quarter: 'Quarters', year: 'Years' },
  measures: 'Measures',
  groups: {
    return: 'Return',
    risk: 'Risk',
    'risk-adjusted': 'Return for risk',
    drawdown: 'Drawdown',
    benchmark: 'Against the benchmark',
    distribution: 'Gains, losses and shape'
  },
  all: (count: number) => `All ${count} measures`,
  fewer: 'The usual ones',
  notDefined: 'Not defined over this span: too few days, or nothing to divide by.',
  noBenchmarkChosen: 'Choose what to hold it against to see these.',
  explained: {
    exact: 'Unrounded',
    convention: 'Defined as in',
    of: 'Of',
    periodicity: 'Stands for',
    riskFree: 'Risk-free return',
    sign: 'Sign',
    source: 'Source',
    elsewhere: 'Elsewhere',
    same: 'The others define it alike.'
  },
  periodicities: {
    period: 'a day',
    annual: 'a year',
    whole: 'the whole span',
    month: 'months',
    quarter: 'quarters',
    year: 'calendar years'
  },
  riskFreeUses: {
    none: 'not used',
    'each-period': 'taken from every day’s return',
    annual: 'its annual rate is taken from the annual return',
    threshold: 'the least return that counts as enough'
  },
  signs: {
    'higher-better': 'higher is better',
    'lower-better': 'lower is better',
    'loss-positive': 'a loss is positive',
    'loss-negative': 'a loss is negative',
    neither: 'neither is better'
  },
  words: {
    returned: (span: string, figure: string, aYear: boolean) =>
      `${span} the portfolio returned ${figure}${aYear ? ' a year' : ''}`,
    volatility: (figure: string) => `, with a volatility of ${figure}.`,
    fall: (depth: string, day: string) => ` At worst it stood ${depth} below an earlier high, on ${day}`,
    back: (days: string) => `, and was back ${days} days later.`,
    notBack: ', and has not come back yet.',
    noFall: ' It never fell below an earlier high.',
    ahead: (name: string, figure: string, points: string, ahead: boolean) =>
      ` ${name} returned ${figure}: the portfolio was ${points} ${ahead ? 'ahead' : 'behind'}.`,
    sharpe: (own: string, other: string | undefined) =>
      ` For its swings it paid a Sharpe ratio of ${own}${other === undefined ? '' : `, against ${other}`}.`,
    spans: {
      YTD: 'This year',
      '1Y': 'Over one year',
      '3Y': 'Over three years',
      '5Y': 'Over five years',
      All: 'Since the start',
      other: 'Over the span'
    }
  },
  compared: (day: string) => `Compared from ${day}, when the benchmark’s prices begin.`,
  basis: (days: string, perYear: string, rate: string) =>
    `${days} daily returns, ${perYear} in a year, risk-free ${rate} a year. Money paid in or out does not count as a return.`,
  tooFew: 'There are too few days of prices to measure.',
  notMeasured: (days: number) =>
    `No return is defined on ${days} ${days === 1 ? 'day' : 'days'} of the span, because less than nothing was at work. Choose a span without them.`,
  empty: 'Nothing to measure yet. Import transactions first.',
  failed: 'The performance could not be measured.',
  tryAgain: 'Try again',
  saveHtml: 'Save HTML',
  savePdf: 'Save PDF',
  runTitle: (span: string, benchmark: string | undefined) =>
    `Performance, ${span.toLowerCase()}${benchmark === undefined ? '' : `, against ${benchmark}`}`,
  saved: (name: string) => `${name} saved`,
  sheet: {
    title: 'Tear sheet',
    fileName: (day: string) => `sextant-tear-sheet-${day}`,
    subtitle: (scope: string, span: string, currency: string) => `${scope}, ${span}, in ${currency}`,
    allAccounts: 'All accounts',
    accounts: (names: readonly string[]) => names.join(', '),
    against: (name: string) => `against ${name}`,
    definitions: (name: string) => `Definitions as in ${name}.`,
    foot: (day: string) => `Made by Sextant on this device, as of ${day}. Past returns do not tell of future ones.`,
    measure: 'Measure'
  },
  status: (days: string) => `${days} days measured`
} as const;
