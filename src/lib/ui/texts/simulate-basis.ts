/** Texts of what a simulation rests on. Figures arrive formatted. */
export const simulateBasisTexts = {
  title: 'What this rests on',
  window: (from: string, to: string, rows: string) => `${rows} daily returns, ${from} to ${to}`,
  blocks: (rows: string, unit: string) => `Runs of ${rows} ${unit} on average, all holdings together.`,
  days: 'days',
  months: 'months',
  degrees: (degrees: string) => `Tails as of a t law with ${degrees} degrees of freedom.`,
  states: (count: number) => `${count} market states; paths begin in the one that the last days point to.`,
  rawMark: 'Unshrunk past returns',
  rawPast: 'The mean return is that of these very years, not shrunk: if they were good, every path is too good.',
  movedPast:
    'Past days keep their shape, but are moved to means shrunk towards that of the least risky portfolio (Bayes-Stein).',
  rawMeans: 'Raw past means, not shrunk: they overstate what is sure.',
  shrunkMeans: 'Means are shrunk towards the least risky portfolio (Bayes-Stein), correlations by Ledoit-Wolf.',
  repaired: 'The correlations did not fit together; the nearest that do are used.',
  rebalanced: {
    step: 'Weights are restored every day.',
    monthly: 'Weights are restored every month, free of charge.',
    yearly: 'Weights are restored at the end of each year, free of charge.',
    bands: 'Weights are restored in months in which one has strayed, free of charge.',
    none: 'Weights are never restored.'
  },
  glide: (share: string) => `Weights move evenly until ${share} of them is left at the end; the rest becomes cash.`,
  taxes: 'Gains are taxed when sold, at average cost; losses are carried forward.',
  cash: (weight: string, rate: string) => `${weight} is cash and earns ${rate} a year.`,
  costLine: (rate: string) => `${rate} a year is taken off, for costs or out of caution.`,
  meanLine: (rate: string) => `On average the portfolio grows ${rate} a year here, before inflation.`,
  prices: {
    fixed: (rate: string) => `Prices rise ${rate} every year.`,
    sampled: (rate: string, index: string) =>
      `Prices rise as ${index} did on the days that are drawn, ${rate} a year on average.`,
    autoregressive: (rate: string) => `Prices rise ${rate} a year on average, by chance more or less.`
  },
  drawn: {
    independent: 'Each path is drawn alone.',
    antithetic: 'Paths are drawn in pairs of opposite normals.',
    sobol: 'The 64 weightiest draws are Sobol points, shifted 16 times; the error is told from those 16.'
  },
  currencyLine: (base: string) => `All prices in ${base}.`,
  dropped: (name: string, reason: string) => `${name} left out: ${reason}`,
  droppedWeight: (weight: string) => `${weight} of the weight could not be simulated; it is spread over the rest.`,
  dropReasons: {
    'no-prices': 'no prices in the window',
    'too-short': 'too few days in the window',
    ended: 'its prices end before the window does',
    'no-rate': 'no exchange rate'
  }
} as const;
