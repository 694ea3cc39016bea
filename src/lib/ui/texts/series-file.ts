/** Texts of bringing a file of series. */
export const seriesFileTexts = {
  title: 'Bring a file',
  hint: 'prices, currencies, yields, inflation, factors',
  words:
    'A table with a date in each row: CSV, a workbook, an archive, or pasted text. What is amiss with it is listed before anything is kept.',
  choose: 'Choose a file',
  paste: 'Or paste a table',
  read: 'Read it',
  reading: 'Reading',
  kind: 'It holds',
  kinds: { prices: 'Prices', rates: 'Currencies', macro: 'The economy', factors: 'Factors' },
  found: (columns: number, rows: number, span: string, frequency: string): string =>
    `${columns} series, ${rows} ${rows === 1 ? 'row' : 'rows'}, ${span}, ${frequency}.`,
  frequencies: {
    daily: 'by day',
    weekly: 'by week',
    monthly: 'by month',
    quarterly: 'by quarter',
    yearly: 'by year'
  } as Readonly<Record<string, string>>,
  part: 'Table',
  base: 'Units of each for one',
  baseUnknown: 'Type the currency that the table is quoted against, as EUR.',
  flaws: 'What is amiss with it',
  noFlaws: 'Nothing is amiss with it.',
  flawHeads: { what: 'What', where: 'Where', count: 'Values' },
  sound: 'mended or told, nothing silently dropped',
  line: (line: number): string => `line ${line}`,
  since: (day: string): string => `from ${day}`,
  flaw: {
    'byte-order-mark': () => 'Begins with a byte-order mark, which was taken off',
    'month-first': (text: string) => `Dates have the month first, as ${text}`,
    'order-guessed': (text: string) =>
      `Dates such as ${text} allow two readings: the one in which the rows are evenly spaced was taken`,
    'newest-first': () => 'The newest row came first: turned round',
    'not-in-order': () => 'Rows were not in order: sorted by day',
    'repeated-day': () => 'Days that come more than once: the last row of each counts',
    'trailing-column': () => 'Each line ends with a separator: the empty last column was left out',
    'empty-column': () => 'A column without values was left out',
    'missing-text': (text: string) => `"${text}" stands for a missing value`,
    'missing-cells': () => 'Empty cells: no value on those days',
    'zero-for-missing': () => 'Zeros that stand for missing values: taken as missing',
    'repeated-column': (text: string) => `Repeats ${text}: left out`,
    'bad-number': (text: string) => `"${text}" is no number: left out. Mend it in the file if it should count`,
    'bad-date': (text: string) => `"${text}" is no date: the row was left out. Mend it in the file if it should count`,
    'cell-count': (text: string) => `Has ${text.replace('/', ' cells, the header ')}`,
    'late-start': () => 'Begins later than the table does: listed later, or introduced later',
    ended: () => 'Ends before the table does: delisted or discontinued',
    'spacing-changes': () => 'Days become closer or wider from here on',
    redenomination: (text: string) => `Jumps by ${text}: a currency that dropped zeros, or another unit`,
    'split-shaped': (text: string) => `Jumps as a split of ${text} does: check whether it was one`,
    hundredfold: () => 'About a hundred times the rest: pence among pounds'
  } as Readonly<Record<string, (text: string) => string>>,
  bad: {
    refused: 'This file cannot be read as a table.',
    'no-table': 'There is no table in this file.',
    empty: 'The file is empty.',
    'no-dates': 'No column of this table is a date. A series needs a day, month, quarter or year in each row.',
    'date-order': 'The dates allow two readings and the rows do not tell which. Write them as 2024-03-04.',
    'no-values': 'Beside the dates there is no column of numbers.',
    'many-a-day':
      'Many rows have the same day: this is a list of events or records, not a series. Transactions are read on Import.'
  } as Readonly<Record<string, string>>,
  keep: 'Keep',
  values: (count: string): string => `${count} values, into your own data`,
  toImport: 'Go on in Import',
  toImportWhy: 'Prices belong to instruments: Import says which column is which, and can be undone.',
  pastedName: 'pasted factors.csv',
  factorsKept: (names: number): string =>
    `Returns of ${names} ${names === 1 ? 'factor' : 'factors'} kept: they are on the Factors screen`,
  factorsBad: (line: number | undefined, text: string | undefined): string =>
    `This is no table of factor returns${line === undefined ? '' : `: see line ${line}`}${text === undefined ? '' : ` ("${text}")`}. The Factors screen says more.`,
  toFactorsWhy: 'Returns of factors are kept with the factor files.',
  kept: (series: number, values: number): string => `${series} series kept, ${values} values new`,
  leftOut: (names: string): string => `Left out, not currencies that the program knows: ${names}.`,
  act: (name: string): string => `Exchange rates from ${name}`,
  failed: 'The file could not be read.'
};
