/** Figures of a finding as they are shown. */
export interface QualityFigures {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly countText: string;
  readonly value: string;
  readonly before: string;
  readonly after: string;
  readonly times: string;
  readonly ratio: string;
  readonly power: string;
  readonly pair: string;
  readonly source: string;
  readonly share: string;
  readonly worst: string;
  readonly difference: string;
}

/** Title of a check and the sentence for one thing it found. */
export interface QualityWords {
  readonly title: string;
  readonly says: (f: QualityFigures) => string;
}

const when = ({ from, to }: QualityFigures): string => (from === to ? `On ${from}` : `From ${from} to ${to}`);
const values = ({ count, countText }: QualityFigures): string => (count === 1 ? 'a value' : `${countText} values`);

const differences: Readonly<Record<string, (f: QualityFigures) => string>> = {
  hundredths: () => 'One of the two counts in hundredths.',
  split: (f) => `The ratio is that of a ${f.ratio} split, which only one of the two makes.`,
  'power-of-ten': (f) => `They differ by a factor of ten to the power of ${f.power}.`,
  scale: (f) => `They differ by the same factor throughout: ${f.times}.`,
  adjustment: () =>
    'They agree at the end and part on few days before: only one of the two is adjusted for dividends or splits.'
};

/** Words of every check by its code. */
export const qualityWords: Readonly<Record<string, QualityWords>> = {
  'not-finite': {
    title: 'Not a number',
    says: (f) => `${when(f)} there ${f.count === 1 ? 'is' : 'are'} ${values(f)} that can be read as no number.`
  },
  zero: {
    title: 'Zero for missing',
    says: (f) =>
      `${when(f)} ${f.count === 1 ? 'a zero stands' : `${f.countText} zeros stand`} where a value is missing.`
  },
  negative: {
    title: 'Below zero',
    says: (f) => `${when(f)} there ${f.count === 1 ? 'is' : 'are'} ${values(f)} below zero, ${f.value} first.`
  },
  'wrong-order': {
    title: 'Out of order',
    says: (f) => `${when(f)} there ${f.count === 1 ? 'is' : 'are'} ${values(f)} in rows that stand after a later day.`
  },
  'duplicate-equal': { title: 'A day twice', says: (f) => `${when(f)} the same value comes again.` },
  'duplicate-different': {
    title: 'A day with two values',
    says: (f) => `${when(f)} another value comes for the same day: ${f.value}.`
  },
  weekend: {
    title: 'On a weekend',
    says: (f) => `${when(f)} there is a value, though nothing is traded on a weekend.`
  },
  holiday: { title: 'On a holiday', says: (f) => `${when(f)} there is a value, though the exchange was closed.` },
  gap: {
    title: 'Gap',
    says: (f) => `${when(f)} ${f.count === 1 ? 'a value is' : `${f.countText} values are`} missing.`
  },
  'late-listing': { title: 'Begins late', says: (f) => `Begins on ${f.from}, long after the others.` },
  ended: { title: 'Ended', says: (f) => `Ends on ${f.from} with ${f.value}; ${f.countText} values are due since.` },
  'stale-run': {
    title: 'Stands still',
    says: (f) => `${when(f)} the value stays at ${f.value}, longer than chance explains.`
  },
  'split-contained': {
    title: 'Split already in the closes',
    says: (f) =>
      `A ${f.ratio} split is known on ${f.from}, and the closes, said to be as traded, show no jump of that ratio: they contain it already, and it must not be applied once more.`
  },
  spike: {
    title: 'Bad print',
    says: (f) => `${when(f)} the value leaps from ${f.before} to ${f.value} and comes back.`
  },
  hundredfold: {
    title: 'A hundred times',
    says: (f) =>
      `${when(f)} ${values(f)} ${f.count === 1 ? 'is' : 'are'} about ${f.times} the rest, ${f.value} beside ${f.before}: pence for pounds.`
  },
  'split-shaped': {
    title: 'Looks like a split',
    says: (f) =>
      `On ${f.from} the level changes from ${f.before} to ${f.value} and stays, as a ${f.ratio} split does. None is recorded.`
  },
  'currency-change': {
    title: 'Perhaps another currency',
    says: (f) =>
      `On ${f.from} the level changes from ${f.before} to ${f.value} and stays: about the rate ${f.pair} of that day. Accept it where the price moved so by itself.`
  },
  redenomination: {
    title: 'Lost zeros',
    says: (f) =>
      `On ${f.from} the level changes by ten to the power of ${f.power} and stays: a currency was redenominated.`
  },
  'level-change': {
    title: 'Another level',
    says: (f) =>
      `On ${f.from} the value goes from ${f.before} to ${f.value} and stays${f.ratio === '' ? '' : `, as a ${f.ratio} split would`}. It may have happened.`
  },
  'bar-inconsistent': {
    title: 'High below low',
    says: (f) =>
      `On ${f.from} the close is ${f.value}, the low ${f.before}, the high ${f.after}, and they contradict one another or the open.`
  },
  disagreement: {
    title: 'Two sources differ',
    says: (f) =>
      `${f.source} differs on ${f.count === 1 ? 'a day' : `${f.countText} days`}, ${f.share} of those that both have, by up to ${f.worst}.`
  },
  'unit-differs': {
    title: 'Two sources in other units',
    says: (f) => `${f.source} tells it otherwise on ${f.share} of the days. ${differences[f.difference]?.(f) ?? ''}`
  },
  'trade-differs': {
    title: 'Trades at another unit',
    says: (f) => `The closes are about ${f.times} what was paid and received in all trades: pence for pounds.`
  }
};
