/** Texts of what sources tell of an instrument. */
export const instrumentMarketTexts = {
  withDividends: 'With dividends',
  withDividendsNote: (count: number) =>
    `Each of ${count} announced ${count === 1 ? 'dividend' : 'dividends'} is reinvested at the close of its ex-day; the last close is as it is quoted.`,
  skipped: (count: number) =>
    `${count} more ${count === 1 ? 'is' : 'are'} not in it: before the first close, without a close near, or in other money.`,
  announced: 'Announced',
  announcedHint: (source: string) => `by ${source}, before tax`,
  heads: ['Ex-day', 'What', 'For each unit'],
  dividend: 'Dividend',
  split: 'Split',
  ratio: (numerator: number, denominator: number) => `${numerator} for ${denominator}`,
  checked: 'Health compares these with the ledger.',
  fundamentals: 'Fundamentals',
  toldBy: (source: string, day: string) => `as ${source} told on ${day}`,
  fields: {
    name: 'Name',
    sector: 'Sector',
    industry: 'Industry',
    country: 'Country',
    marketCapitalization: 'Market capitalization',
    sharesOutstanding: 'Shares outstanding',
    priceToEarnings: 'Price to earnings',
    priceToBook: 'Price to book',
    dividendYield: 'Dividend yield',
    earningsPerShare: 'Earnings per share',
    beta: 'Beta',
    nextEarnings: 'Next earnings'
  },
  fill: 'Fill the record',
  fillHint: (names: string) => `Takes over ${names}. What you typed there is replaced; Undo gives it back.`,
  fillNames: {
    sector: 'sector',
    country: 'country',
    'market-capitalization': 'market capitalization',
    'dividend-yield': 'dividend yield'
  },
  same: 'The record has all of it.',
  filled: (name: string) => `Record of ${name} filled`
} as const;
