const many = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** What the paragraph of the screen counts. */
export interface QualitySums {
  readonly series: number;
  readonly values: string;
  readonly errors: number;
  readonly doubts: number;
  readonly late: number;
  readonly missing: number;
  readonly worst?: { readonly title: string; readonly score: string; readonly grade: string };
}

/** Words of grades by their name. */
const grades: Readonly<Record<string, string>> = {
  sound: 'sound',
  good: 'good',
  fair: 'fair',
  doubtful: 'doubtful',
  poor: 'poor'
};

/** Texts of the quality screen. */
export const qualityTexts = {
  words({ series, values, errors, doubts, late, missing, worst }: QualitySums): string {
    const one = series === 1;
    const checked = `${one ? 'One' : series.toLocaleString('en')} series with ${values} values ${one ? 'was' : 'were'} checked.`;
    const wrong = errors === 0 ? 'Nothing is plainly wrong' : `${many(errors, 'thing is', 'things are')} wrong`;
    const doubt = doubts === 0 ? 'nothing is in doubt' : `${many(doubts, 'is', 'are')} in doubt`;
    const found =
      errors + doubts === 0 ? `Nothing in ${one ? 'it' : 'them'} is wrong or in doubt.` : `${wrong} and ${doubt}.`;
    const fresh = one ? 'It is up to date' : 'All of them are up to date';
    const times = late === 0 ? fresh : one ? 'It is late' : `${many(late, 'series is', 'series are')} late`;
    const gaps =
      missing === 0
        ? one
          ? 'it lacks no day.'
          : 'none lacks a day.'
        : `${many(missing, 'value is', 'values are')} missing.`;
    const weakest = worst
      ? ` ${one ? 'It' : `The weakest is ${worst.title}: it`} scores ${worst.score} of 100, ${worst.grade}.`
      : '';
    return `${checked} ${found} ${times}, and ${gaps}${weakest}`;
  },
  facts: {
    coverage: 'Coverage',
    late: 'Late series',
    gaps: 'Gaps',
    repairs: 'Mended values',
    disagreements: 'Disagreements',
    noSecond: 'no second source'
  },
  series: 'Series',
  heads: {
    name: 'Series',
    source: 'Source',
    first: 'From',
    last: 'To',
    coverage: 'Coverage',
    late: 'Late',
    score: 'Score',
    grade: 'Grade',
    findings: 'Findings'
  },
  lateBy: (late: number, daily: boolean) =>
    late === 0 ? '' : daily ? many(late, 'day', 'days') : many(late, 'period', 'periods'),
  findings: (errors: number, doubts: number, notes: number) =>
    [
      errors > 0 ? `${errors} wrong` : '',
      doubts > 0 ? `${doubts} in doubt` : '',
      notes > 0 ? many(notes, 'note', 'notes') : ''
    ]
      .filter(Boolean)
      .join(', '),
  shown: 'Which series',
  which: { all: 'All', found: 'Findings', prices: 'Prices', rates: 'Rates', macro: 'Economy' },
  filter: 'Filter series',
  noneShown: 'No series fits.',
  grades,
  parts: {
    completeness: 'Completeness',
    freshness: 'Freshness',
    sanity: 'Sanity',
    agreement: 'Agreement',
    repairs: 'Few repairs'
  },
  partHeads: ['Part', 'Good to', 'Weight', 'Points'],
  scoreTitle: 'Score',
  total: 'Score',
  notJudged: 'no second source',
  scoreHint:
    'Completeness: values there are, of those that are due. Freshness: 1 up to a day late, 0 at 21. Sanity: 0.8 for each error and 0.95 for each doubt, multiplied. Agreement: days on which a second source agrees within half a percent. Few repairs: 1 less twenty times the share that was mended. The weights are a convention.',
  chart: (title: string) => `${title}, findings shaded`,
  shaded: 'findings',
  found: 'Findings',
  nothing: 'Nothing stands out in this series.',
  values: (count: number) => many(count, 'value', 'values'),
  judgedBy: {
    'every-day': 'Judged by every day of the week.',
    weekdays: 'Judged by Monday to Friday: its holidays are not known.'
  },
  judgedByExchange: (title: string) => `Judged by the days of ${title}.`,
  known: (splits: readonly string[]) => `Known: ${splits.join(', ')}.`,
  split: (ratio: string, day: string) => `${ratio} split on ${day}`,
  gravity: { error: 'Wrong', doubt: 'In doubt', note: 'Worth knowing' },
  accept: 'Accept as right',
  accepted: 'Accepted as right. The checks pass over it from now on.',
  setValue: 'Set a value',
  value: (day: string) => `Value on ${day}`,
  keep: 'Keep',
  takeOut: (count: number) => (count === 1 ? 'Take out' : `Take out ${count}`),
  byHundred: (up: boolean) => (up ? 'Multiply by 100' : 'Divide by 100'),
  containsSplits: 'These closes contain their splits',
  saidToContain: (title: string) => `Said that closes of ${title} contain their splits`,
  compare: 'Compare with another source',
  comparing: 'Asking other sources',
  compared: (name: string, values: number) =>
    `${name} told ${many(values, 'value', 'values')}, kept beside this series.`,
  notCompared: (name: string, why: string) => `${name} told nothing. ${why}`,
  recordSplit: (ratio: string) => `Record the ${ratio} split`,
  openActions: 'Record it among corporate actions',
  splitRecorded: (ratio: string, title: string) => `Split ${ratio} of ${title} recorded as announced`,
  byFetch: 'Figures of the economy come from their source as they are; they can be accepted, not altered here.',
  wasMended: (title: string) => `Mended ${title}`,
  wasSet: (title: string, day: string) => `Set ${title} on ${day}`,
  wasTakenOut: (count: number, title: string) => `Took ${many(count, 'value', 'values')} of ${title} out`,
  gone: 'This was mended meanwhile.',
  acceptedSum: (count: number) => `${many(count, 'finding', 'findings')} accepted as right`,
  lookAgain: 'Look at everything again',
  seriesGone: 'This series is no longer there.',
  more: (count: number) => `${count} more`,
  failed: 'The series could not be checked.',
  tryAgain: 'Try again',
  loading: 'Checking series',
  empty: 'Once there are prices, exchange rates or figures of the economy, every value is checked here.',
  emptyAction: 'Import'
} as const;
