/** Texts of the factors screen. Figures arrive formatted. */
export const factorsTexts = {
  from: 'Factors',
  sources: { own: 'Your own', files: 'From a file', statistical: 'Statistical' },
  years: 'Years',
  spans: { 1: '1', 3: '3', 5: '5', 10: '10', 20: '20', all: 'all' } as Record<string, string>,
  returns: 'Returns',
  frequencies: { daily: 'daily', weekly: 'weekly', monthly: 'monthly' },
  units: { daily: 'days', weekly: 'weeks', monthly: 'months' },
  errors: 'Errors',
  errorKinds: {
    hac: 'allow for wild and linked times (Newey-West)',
    white: 'allow for wild times (White)',
    classical: 'classical'
  },
  errorShort: { hac: 'Newey-West', white: 'White', classical: 'classical' },
  window: 'Moving window',
  windows: (rows: number, unit: string) => `${rows} ${unit}`,
  late: 'Short histories',
  lates: { 'left-out': 'left out', 'common-days': 'common days only', filled: 'filled by regression' },
  own: {
    hint: 'A factor is the return of anything with prices, or by how much one thing beats another.',
    long: 'Return of',
    short: 'less return of',
    nothing: 'nothing',
    add: 'Add factor',
    remove: (name: string) => `Take ${name} out`,
    difference: (long: string, short: string) => `${long} − ${short}`,
    none: 'Pick something with prices to explain your returns by.'
  },
  statistical: {
    hint: 'Principal components of your own holdings: what moves most of them at once, without a name.',
    count: 'How many',
    scale: 'Holdings count',
    scales: { correlation: 'alike', covariance: 'by their volatility' },
    share: (name: string, share: string) => `${name} takes ${share} of all variance`,
    name: (number: number) => `Component ${number}`
  },
  files: {
    hint: 'Drop in a file of Kenneth French’s data library as it is downloaded (daily or monthly, CSV or zip), or any CSV with a date first and a factor in each other column. It is read on this device and kept with your data.',
    load: 'Load a factor file',
    line: (rows: string, unit: string, from: string, to: string) => `${rows} ${unit}, ${from} to ${to}`,
    asUnit: { percent: 'read as percent', fraction: 'read as fractions' },
    missing: (count: string) => `${count} missing`,
    cash: (name: string) => `${name} is taken as the return of cash`,
    forget: (name: string) => `Forget ${name}`,
    use: (factor: string, file: string) => `${factor}, of ${file}`,
    loaded: (name: string) => `${name} loaded`,
    forgotten: (name: string) => `${name} forgotten`,
    notLoaded: (name: string) => `${name} was not loaded`,
    nothingKept: 'Nothing of it was kept. What is wrong, and what to do:',
    readAs: 'Numbers are',
    units: { auto: 'told by the file', percent: 'percent', fraction: 'fractions' },
    pick: 'Tick at least one factor of a file.',
    first: 'Load a file to see what explains your returns. Your own factors and statistical ones need none.'
  },
  problems: {
    where: (line: string | undefined, field: string | undefined) =>
      [line === undefined ? '' : `Line ${line}`, field === undefined ? '' : `column ${field}`]
        .filter(Boolean)
        .join(', '),
    unreadable: 'The file is empty or no table. Choose a CSV file, or the zip as downloaded.',
    'no-rows': 'No line begins with a date. Put the date first in each row, as 2024-01-31, 20240131 or 202401.',
    'no-header': 'The line before the first row has no names of factors. Put a header there, as Date,Mkt-RF,SMB,HML.',
    'unnamed-column': (text: string) => `Column ${text} has no name. Name it in the header, or take it out.`,
    'repeated-name': 'This name stands twice in the header. Give each factor a name of its own.',
    'bad-date': (text: string) => `“${text}” is no date. Write it as 2024-01-31, or 202401 for a month.`,
    'date-order': (text: string) => `“${text}” could be two days. Write dates as 2024-01-31.`,
    'repeated-day': (text: string) => `${text} stands twice. Keep one row for each date.`,
    'column-count': (text: string) => {
      const [has, needs] = text.split('/');
      return `The row has ${has} cells, the header ${needs}. Add what is missing, or take out what is too much.`;
    },
    'bad-number': (text: string) =>
      `“${text}” is no number. Write it as 0.0123 or 1.23%, or leave it empty when it is missing.`,
    'empty-column': 'No row has a return here. Take the column out.',
    frequency: 'Rows lie neither days, weeks nor months apart. Bring daily, weekly or monthly returns.',
    'too-few-rows': (text: string) => `There are ${text} rows; at least 12 are needed.`
  },
  subject: 'Explain',
  portfolio: 'Whole portfolio',
  exposures: 'Exposures',
  exposuresHint: (rows: string, unit: string, errors: string) => `95 % ranges, ${rows} ${unit}, ${errors} errors`,
  exposureHeads: ['Factor', 'Exposure', '95 % range', 't', 'By chance'],
  phoneHeads: ['Factor', 'Exposure', 't'],
  range: (low: string, high: string) => `${low} to ${high}`,
  facts: {
    alpha: 'Alpha a year',
    alphaTitle: (low: string, high: string, t: string) =>
      `What no factor explains, with its 95 % range ${low} to ${high} (t ${t})`,
    rSquared: 'R²',
    rSquaredTitle: 'Share of the ups and downs that the factors explain',
    residual: 'Own volatility',
    residualTitle: 'Volatility a year of what the factors leave',
    condition: 'Condition',
    conditionTitle: 'Condition number of the factors: above 30 their exposures can hardly be told apart',
    watson: 'Durbin-Watson',
    watsonTitle: 'About 2 when what is left does not follow from what was left before'
  },
  condition: (value: string) =>
    `The factors say nearly the same (condition number ${value}): their exposures can hardly be told apart. Take one out.`,
  words: {
    explain: (factors: string) => `${factors} together explain `,
    explainOne: (factor: string) => `${factor} alone explains `,
    of: (name: string) => ` of the ups and downs of ${name}.`,
    sure: (list: string) => ` It clearly responds to ${list}.`,
    unsure: ' It clearly responds to none of them: each exposure could as well be nothing.',
    move: (factor: string, beta: string) => `${factor} (${beta})`,
    alphaUnsure: (alpha: string, low: string, high: string) =>
      ` Beyond that it made ${alpha} a year, but that may be chance: the range is ${low} to ${high}.`,
    alphaSure: (alpha: string, low: string, high: string) => ` Beyond that it made ${alpha} a year (${low} to ${high}).`
  },
  wholeName: 'your portfolio',
  rolling: 'Exposures over time',
  rollingHint: (window: string) => `whole portfolio, over the last ${window} at each point`,
  rollingLabel: (list: string) => `Exposures of the last window: ${list}.`,
  rollingShown: (shown: number, all: number) => `The first ${shown} of ${all} factors are drawn.`,
  risk: 'Where the risk comes from',
  riskHint: (volatility: string) => `volatility ${volatility} a year`,
  riskHeads: ['', 'Exposure', 'Share of risk'],
  specific: 'Own, no factor’s',
  whole: 'All',
  negative: 'A share below zero takes risk away.',
  attribution: 'Where the return came from',
  attributionHint: (from: string, to: string) => `${from} to ${to}`,
  attributionHeads: ['', 'Factor a year', 'Brought you'],
  cash: 'Cash',
  alpha: 'Alpha',
  residual: 'Left over',
  attributionTotal: 'Whole return',
  lostAll: 'The series lost everything on the way: its return cannot be shared out.',
  positions: 'Risk by holding',
  positionsHint: 'shares of the portfolio’s variance',
  positionHeads: ['', 'Weight', 'By factors', 'Own', 'All'],
  others: (count: string) => `${count} others`,
  holdings: 'Holdings on the same factors',
  holdingsHint: 'exposures; bold where sure at 95 %',
  rows: { alpha: 'Alpha a year', rSquared: 'R²' },
  excess: 'Returns are in excess of cash, as the file tells it.',
  notExcess: 'Returns are not in excess of cash: no file tells what cash earned.',
  atWeights: 'The portfolio is today’s weights, held the same all the time: what you own now, not what you earned.',
  dollar: (base: string) =>
    `Factors of Kenneth French’s library are in dollars; your returns are in ${base}. A move of the rate looks like something of your own.`,
  indexed: (name: string) => `${name} is an index: where its closes hold no dividends, what it paid looks like alpha.`,
  coarser: (frequency: string) => `The file has ${frequency} returns: they are compared with ${frequency} returns.`,
  status: (rows: string, unit: string) => `${rows} ${unit}`,
  running: 'Explaining',
  failed: 'The returns could not be explained.',
  tryAgain: 'Try again',
  empty: 'Nothing to explain: at least one holding with prices is needed. Import transactions and prices first.',
  tooFew: (rows: string, needed: string) =>
    `Only ${rows} returns are common to holdings and factors; ${needed} are needed. Choose more years, other returns, or a file that covers them.`,
  dependent: (factor: string) => `${factor} is made of the other factors: its exposure cannot be told. Take it out.`
} as const;
