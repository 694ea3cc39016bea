import { optimizeExposureTexts } from './optimize-exposures';
import { optimizeInputTexts } from './optimize-inputs';
import { optimizeMeasureTexts } from './optimize-measures';
import { rulesFileTexts } from './rules-file';

/** Texts of the optimizer. Figures arrive formatted. */
export const optimizeTexts = {
  ...optimizeInputTexts,
  ...optimizeMeasureTexts,
  ...optimizeExposureTexts,
  rulesFile: rulesFileTexts,
  riskAndReturn: 'Risk and return',
  chart: (risk: string, expected: string) =>
    `Efficient frontier. Suggested: ${risk}, expected return ${expected} a year.`,
  now: 'Now',
  suggested: 'Suggested',
  best: 'Best ratio',
  withRules: 'With your rules',
  withoutRules: 'Without your rules',
  summary: {
    moves: (turnover: string) => ['Move ', turnover, ' of the value'] as const,
    from: (names: string) => `, most of it from ${names}`,
    into: (names: string) => ` into ${names}`,
    expected: (now: string, then: string) => ['Expected return goes from ', now, ' to ', then, ' a year'] as const,
    risk: (name: string, now: string, then: string, span: string) =>
      [`, ${name} from `, now, ' to ', then, span === '' ? '' : ` ${span}`] as const,
    and: 'and'
  },
  youGet: 'What you get',
  verdict: {
    fresh: (expected: string, volatility: string) =>
      `Held in these weights, money would be expected to return ${expected} a year at a volatility of ${volatility}.`,
    estimate: ' These are estimates from the window, not promises.',
    same: 'The weights you hold are already the best that your rules allow.',
    sameByMethod: 'The weights you hold are already those of this method.',
    gain: (low: string, high: string) =>
      ` Redrawn histories put the difference between ${low} and ${high} a year, nine times in ten.`
  },
  measures: {
    expected: 'Expected return',
    volatility: 'Volatility',
    sharpe: 'Return per risk',
    cash: 'Cash'
  },
  estimates: 'Estimates from the window, not promises.',
  byMethod: 'Money by method',
  ruleCosts: 'What each rule costs you',
  ruleCostsHint: 'a year',
  free: 'free',
  atLeastCost: (amount: string) => `at least ${amount}`,
  costUnknown: 'not found in the time given',
  search: {
    proven: (time: string) => `No other choice of positions is better: proven after ${time}.`,
    within: (gap: string, time: string) =>
      `This choice of positions is within ${gap} of the best possible, after ${time}.`,
    short: (points: string, time: string) =>
      `This choice of positions is at most ${points} a year short of the best possible, after ${time}.`,
    unknown: (time: string) => `How far this choice of positions is from the best possible is not known after ${time}.`,
    seconds: (count: string) => `${count} s`
  },
  frontierLeftOut: (names: string) => `The lines are without: ${names}. No portfolio under these rules is beyond them.`,
  weights: 'Weights',
  weightsHint: (trades: number, turnover: string) => `${trades} differ, ${turnover} turnover`,
  holding: 'Holding',
  range: 'Range',
  rangeTitle: (low: string, high: string) => `Nine of ten redrawn histories suggest ${low} to ${high}`,
  points: 'Pts',
  value: 'Value',
  why: 'Why',
  sum: 'Sum',
  redrawing: 'Redrawing history for the ranges',
  ranges: (draws: number, seed: number) => `Ranges: 5 to 95 % of ${draws} redrawn histories, seed ${seed}`,
  solvedOver: (count: number) => `Solved over ${count} instruments`,
  reason: {
    'at-cap': (cap: string) => `Stopped by ${cap}: it would pay to hold more`,
    'group-full': (group: string) => `Held, but ${group} is full`,
    'group-needed': (group: string) => `Held because ${group} must be filled`,
    'out-return': () => 'Its expected return is below what its risk asks',
    'out-risk': (companion: string) =>
      companion ? `Adds more risk than it spreads; moves with ${companion}` : 'Adds more risk than it spreads',
    'out-group': (group: string) => `${group} is full, and others there do more`,
    hedge: (companion: string) =>
      companion ? `Moves little with the rest, least with ${companion}` : 'Moves little with the rest',
    pays: () => 'More risk than average, and its return pays for it',
    spreads: () => 'Risk and return in line with the whole',
    'at-floor': (rule: string) => `Held because you ask for it: ${rule}`,
    limited: (rule: string) => `Decided by a rule: ${rule}`,
    'left-out': (rule: string) => `Would be held but for a rule: ${rule}`,
    'sold-short': () => 'Sold short: it offsets more than it costs'
  },
  reasonShare: (share: string) => `Carries ${share} of the risk`,
  reasonNone: 'Takes no part',
  shareTitle: (name: string) => `What ${name} adds to the risk`,
  shareFormula: 'share of risk = weight × covariance with the whole ÷ variance of the whole',
  shareOf: { weight: 'weight', alone: 'volatility by itself', share: 'share of the risk' },
  terms: {
    risk: 'risk it adds',
    'own-risk': 'risk of its own',
    'co-movement': 'risk it shares with the rest',
    return: 'return it brings',
    view: 'what your views say',
    cost: 'costs of trading',
    budget: 'what money costs here',
    group: 'sector limits',
    exposure: 'limits on exposures',
    trading: 'limits on trading',
    'risk-limit': 'limits on risk',
    borrowing: 'borrowing and margin',
    tax: 'tax and gains realised',
    cap: 'its own limit',
    floor: 'nothing below zero'
  },
  pushes: {
    up: (term: string) => `${term}: pushes it up`,
    down: (term: string) => `${term}: pushes it down`
  },
  termsTitle: (name: string) => `Why ${name} has this weight`,
  termsFormula:
    'risk + return + views + costs + money + limits = 0, each divided by the variance of the suggested portfolio',
  termsNote: 'At the best weights these parts cancel for every holding; otherwise moving money would help.',
  capRule: (upper: string) => `your ${upper} limit`,
  within: (name: string, lower: string, upper: string) => `${name} between ${lower} and ${upper}`,
  andOthers: (names: string, more: number) => `${names} and ${more} others`,
  infeasible: 'These rules cannot hold together',
  conflict: (names: string) => `In conflict: ${names}.`,
  remedyHead: 'Any one of these is enough:',
  dropRemedy: (name: string) => `${name}: leave it out`,
  remedy: (name: string, from: string, to: string) => `${name}: ${to} instead of ${from}`,
  nearest: 'Or change these together',
  nearestAlone: 'Change these together',
  nearestHint: (changes: string) => `the least in all that works: ${changes}`,
  attainable: {
    between: (name: string, low: string, high: string, required: string) =>
      `${name}: the others leave ${low} to ${high}, ${required} is asked`,
    least: (name: string, low: string, required: string) =>
      `${name}: the others need at least ${low}, ${required} is asked`,
    most: (name: string, high: string, required: string) =>
      `${name}: the others leave at most ${high}, ${required} is asked`,
    held: (name: string, low: string) => `${name}: the others need ${low} in one of them`,
    traded: (name: string, low: string) => `${name}: the others need a trade of ${low} in one of them`
  },
  own: {
    budget: 'All money placed',
    'long-only': 'No short sales',
    'target-return': 'Return a year',
    'target-volatility': 'Volatility',
    'compared-with': 'The benchmark itself is not held'
  } as Record<string, string>,
  noExcess: (greatest: string) =>
    `Nothing here is expected to earn more than the risk-free rate; the most is ${greatest}. Choose least risk, or lower the rate.`,
  tooFew: 'There are too few common days of prices to estimate from.',
  tooFewHint: 'Choose a shorter window or other instruments, or import their prices.',
  nothing: 'Nothing to optimize: no holding has closes. Import prices first.',
  windowLine: (from: string, to: string, rows: string) => `${rows} daily returns, ${from} to ${to}`,
  dropped: (name: string, reason: string) => `${name}: ${reason}`,
  droppedHead: (count: number) => (count === 1 ? '1 left out of the estimate' : `${count} left out of the estimate`),
  dropReasons: {
    'no-prices': 'no prices in the window',
    'too-short': 'too few days in the window',
    ended: 'its prices end before the window does',
    'no-rate': 'no exchange rate'
  },
  droppedDays: (count: number) => `${count} days without a price for all were skipped`,
  aside: (names: string) => `Held but not part of this: ${names}. Left as they are.`,
  makeTrades: 'Make trade list',
  hideTrades: 'Hide trade list',
  place: {
    title: 'Across accounts',
    open: 'Place across accounts',
    close: 'Hide accounts',
    choice: 'Weights',
    choices: { suggested: 'As suggested', together: 'Chosen with the accounts' },
    incomeTax: 'Tax on dividends and interest',
    gainTax: 'Tax on gains',
    menu: (account: string) => `${account}: only what it holds now`,
    saves: (money: string, tax: string, alike: string) =>
      ['Held this way, tax is expected to take ', money, ` less a year: ${tax} instead of ${alike}.`] as const,
    alike: 'if every account held the same',
    nothing: (tax: string) => `Tax is expected to take ${tax} a year; no placing of these weights takes less.`,
    after: (rate: string) => `Expected return after the tax of the year: ${rate}.`,
    assumed:
      'Gains count as if taxed in the year they are made. Tax on selling what is held now, and on what is taken out later, is not counted.',
    withoutYield: (names: string) => `No payments are known of ${names}: all of their return counts as gain.`,
    allTaxable: 'Every account is taxed every year. Change that on the Accounts screen, in an account.',
    noRoom: 'What the accounts may hold leaves no room for these weights.',
    fewAccounts: 'There is only one account to hold anything in.'
  },
  weigh: {
    title: 'Weighed against each other',
    open: 'Weigh measures',
    close: 'Hide measures',
    measures: {
      volatility: 'Volatility',
      return: 'Expected return',
      shortfall: 'Worst days, mean loss',
      yield: 'Yield',
      cost: 'Cost of trading there',
      distance: 'Distance from now'
    },
    choose: 'Choose two or three',
    hint: 'Each point is a portfolio that your rules allow and that no other beats in all of these. Pick one to see its weights.',
    at: 'This point',
    none: 'No portfolio could be found.'
  },
  plan: {
    title: 'Plan over months',
    open: 'Plan months',
    close: 'Hide plan',
    months: 'Months',
    halfLife: 'Forecasts fade by half in, months',
    month: (month: number) => `Month ${month}`,
    first: (turnover: string, cost: string) =>
      ['Only the first month is to be traded: ', turnover, ` turnover, for ${cost}.`] as const,
    rest: (turnover: string) => `The months after it turn over ${turnover} more, if nothing else becomes known.`,
    hint: 'Return less risk and costs is made most over all months at once. Forecasts fade to the returns at which what you hold now would be best. Your rules hold in each month; the aim above is not used.',
    none: 'No plan could be found.'
  },
  trades: 'Trades',
  tradesHint: (count: number, turnover: string) => `${count} in whole shares, ${turnover} of the value turned over`,
  day: 'Account',
  what: 'What',
  quantity: 'Quantity',
  price: 'Price',
  amount: 'Cash',
  cost: 'Cost',
  after: 'Cash after',
  buy: 'Buy',
  sell: 'Sell',
  exchangeOf: (from: string, to: string) => `Exchange ${from} to ${to}`,
  offTarget: (points: string) => `Largest distance from the suggested weight after rounding: ${points}`,
  tracking: (deviation: string, bound: string) =>
    `Whole shares leave ${deviation} of the value away from its target, cash included; no list could leave less than ${bound}`,
  trackingBest: (deviation: string) =>
    `Whole shares leave ${deviation} of the value away from its target, cash included; no list could leave less`,
  download: 'Save as CSV',
  notes: {
    'below-minimum': (name: string) => `${name}: too small to trade`,
    'no-price': (name: string) => `${name}: no price`,
    'no-rate': (name: string) => `${name}: no exchange rate`,
    'not-enough-cash': (name: string) => `${name}: not enough cash for all of it`,
    'negative-cash': (name: string) => `${name}: the account is overdrawn`
  },
  noTrades: 'No trade is worth making: every weight is within a share of the suggestion.',
  changeRules: 'Change rules',
  compareRuns: 'Compare runs',
  exportHint: 'Problem and answer as a file that other programs can read:',
  exportJson: 'Save as JSON',
  notExported: (why: string) => `The file could not be made: ${why}`,
  runs: 'Saved runs',
  save: 'Save run',
  saved: 'Run saved',
  tryOut: 'Try these weights out:',
  backtest: 'Backtest',
  simulate: 'Simulate',
  failed: 'The calculation failed.'
} as const;
