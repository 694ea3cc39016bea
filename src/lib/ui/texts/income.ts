/** Texts of the income screen. */
export const incomeTexts = {
  headline: 'Income of the last twelve months',
  ahead: 'To expect in the next twelve',
  came: (received: string) => `${received} came in over the last twelve months, before taxes and costs.`,
  expects: (expected: string, largest: string, share: string) =>
    ` If what is held now goes on paying as it did, ${expected} are to be expected in the next twelve${largest === '' ? '' : `; ${largest} pays ${share} of it`}. None of that is promised.`,
  expectsNothing: ' Nothing that is held now paid any in the year before, so nothing is expected.',
  nothing:
    'No dividend, interest or coupon came in over the last twelve months, and nothing that is held now paid any in the year before.',
  months: 'Month by month',
  monthsHint: 'came in, and to expect',
  month: 'Month',
  received: 'Came in',
  expected: 'To expect',
  calendar: 'To come',
  calendarHint: (count: number) => `${count} payments`,
  past: 'Came in',
  day: 'Day',
  holding: 'Holding',
  perUnit: 'A unit',
  units: 'Units',
  gross: 'Gross',
  net: 'Net',
  inBase: (currency: string) => `In ${currency}`,
  basis: 'Reckoned from',
  bases: {
    'year-before': 'The payment a year before',
    regular: 'The regular distance of its payments',
    'coupon-terms': 'The terms of the bond'
  },
  kinds: {
    dividend: 'Dividend',
    coupon: 'Coupon',
    interest: 'Interest',
    'in-kind': 'In kind',
    distribution: 'Distribution'
  },
  account: 'Account',
  byHolding: 'By holding',
  cash: 'Interest on cash',
  years: 'By year',
  year: 'Year',
  total: 'Total',
  others: (count: number) => `${count} others`,
  withoutRate: (currencies: string) =>
    `No exchange rate joins ${currencies} to the currency shown: this income is listed, but in no sum.`,
  failed: 'The income could not be worked out.',
  tryAgain: 'Try again',
  loading: 'Reading the income',
  empty: 'Dividends, interest and coupons will stand here by month, with what is to be expected.',
  emptyAction: 'Import'
} as const;
