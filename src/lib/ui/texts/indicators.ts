/** Texts of indicators on a chart. */
export const indicatorTexts = {
  title: 'Indicators',
  add: 'Add an indicator',
  remove: (name: string) => `Remove ${name}`,
  hint: 'From closes alone, and only from those up to the day.',
  notOffered: (count: number) =>
    `Only closes are known of this series: ${count} indicators that need the day’s high, low or volume are not offered.`,
  hintBars: 'From the prices and volumes of the days as far as they are known, and only from those up to the day.',
  notKept: (fields: readonly string[], count: number) =>
    `Of this series the day’s ${fields.join(' and ')} is not known: ${count} ${count === 1 ? 'indicator that needs it is' : 'indicators that need it are'} not offered.`,
  volume: 'Volume, in units',
  volumeOf: (name: string) => `Volume of ${name}`,
  range: 'Range of the day',
  hintIndex:
    'From the portfolio’s own index, 100 on the first day shown, over all its days, and only from those up to the day.',
  hintSpan:
    'From the portfolio’s own index on the days shown, and only from those up to the day: before them, a return is not defined on every day.',
  notOfIndex: (count: number) =>
    `An index has one value a day: ${count} indicators that need the day’s high, low or volume are not offered.`,
  groups: {
    average: 'Averages',
    band: 'Bands',
    trend: 'Trend',
    momentum: 'Momentum',
    volatility: 'Volatility',
    volume: 'Volume'
  },
  parameters: {
    length: 'Days',
    width: 'Width',
    range: 'Days of the range',
    fast: 'Fast',
    slow: 'Slow',
    signal: 'Signal',
    smoothing: 'Smoothing',
    window: 'Window',
    long: 'Long',
    medium: 'Medium',
    short: 'Short',
    step: 'Step',
    most: 'Most',
    conversion: 'Conversion',
    base: 'Base',
    span: 'Span',
    ahead: 'Ahead',
    periodsPerYear: 'Days a year'
  },
  refused: 'These do not go together.',
  tooShort: (first: number) => `The first value needs ${first} closes.`,
  about: (source: string, convention: string) => (convention === '' ? `${source}.` : `${source}; ${convention}.`)
} as const;
