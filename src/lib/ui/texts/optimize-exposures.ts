/** Names of what rules on exposures are about; a sentence begins with them. */
const exposureNames = {
  yield: 'Yield',
  beta: (to: string | undefined) => (to === undefined ? 'Beta' : `Beta to ${to}`),
  net: (lookedThrough: boolean) => (lookedThrough ? 'Net exposure, looked through' : 'Net exposure'),
  lookedThrough: (of: string) => `${of}, looked through`,
  figures: {
    'esg-score': 'ESG score',
    'expense-ratio': 'Expense ratio',
    'dividend-yield': 'Average dividend yield',
    leverage: 'Average leverage'
  }
};

/** Texts of rules on exposures, borrowing and margin. */
export const optimizeExposureTexts = {
  exposureNames,
  exposureSentences: {
    average: (figure: string) => `Average ${figure}`,
    borrowing: 'Borrowing',
    borrowingAt: (cost: string) => `Borrowing at ${cost}`,
    at: 'at',
    tier: (spread: string, upTo: string) => `${spread} up to ${upTo}`,
    beyond: (spread: string) => `${spread} beyond`,
    margin: 'Margin',
    realisedGains: 'Realised gains',
    of: 'of',
    afterFall: (fall: string) => `after a fall of ${fall}`,
    noFigure: (name: string) =>
      `No instrument has this figure: ${name}. Type it into the record on an instrument's page.`,
    noMarket: 'Beta needs something to compare with: choose a benchmark in Settings, or say Beta to and a symbol.',
    noSeries: (name: string) => `Nothing here is called ${name}: import its prices first.`
  },
  borrowing: 'Borrowing',
  marginOf: (rate: string) => `Margin of ${rate}`,
  marginAfter: (rate: string, fall: string) => `Margin of ${rate} after a fall of ${fall}`,
  withoutYield: (rule: string, names: string) =>
    `${rule}: no payment is recorded in the last 12 months for ${names}. They count as zero; a yield typed into their record counts instead.`,
  unmeasured: (rule: string) =>
    `${rule} is left out: there are no prices of what it compares with in this window. Import them, or choose another.`,
  borrowsInTrades: 'These weights need borrowed money, and a trade list pays from your cash alone: none is made.',
  countedReturn: 'Return after costs',
  realised: {
    title: 'Gains this realises',
    gain: 'Realised gains',
    tax: 'Tax on them',
    short: 'of these short-term',
    lots: 'Lots sold, in whole or part',
    proven: 'Every lot is counted exactly.',
    rough: 'Counted exactly for this sale. Your lots go in an order, or some lose: another sale could do still better.',
    noLots: 'No lots are open here: nothing is realised.',
    notInTrades: 'The trade list chooses accounts by size: pick these lots yourself where it matters.'
  },
  count: {
    costs: 'Count spread and exchange in the aim',
    costsHint: 'A commission is the same for any size and is not counted.',
    taxes: 'Count tax on gains in the aim',
    years: 'Years a holding is kept',
    impact: 'Price impact of trading 10%',
    growth: 'It grows',
    growths: { root: 'With the root of the size', size: 'With the size' },
    short: 'Tax on short-term gains',
    long: 'Tax on long-term gains',
    lots: 'Lots sold',
    orders: { account: 'By each account', picked: 'Picked for the least' }
  }
} as const;
