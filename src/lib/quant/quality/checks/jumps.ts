import type { Found, QualityCheck } from '../check';
import type { LevelName } from '../level-names';
import type { SeriesView } from '../series-view';

function jumpCheck(rest: Omit<QualityCheck, 'findings'> & { readonly code: LevelName['code'] }): QualityCheck {
  return { ...rest, findings: (view) => named(view, rest.code) };
}

function* named({ jumps, days, values, frequency }: SeriesView, wanted: LevelName['code']): Generator<Found> {
  for (const { code, at, end, factor, ratio, power, pair } of jumps) {
    if (code !== wanted) continue;
    // The value beside the span: before it, or after it where the span begins the series.
    const beside = at > 0 ? values[at - 1] : values[end];
    yield {
      from: days[at] ?? 0,
      to: days[end - 1] ?? 0,
      count: end - at,
      // A month is an average or a last day of many: it may stand out and be right.
      ...(wanted === 'spike' && frequency !== 'daily' ? { gravity: 'doubt' as const } : {}),
      facts: {
        value: values[at] ?? NaN,
        ...(beside === undefined ? {} : { before: beside }),
        factor,
        ...(ratio ? { ratio } : {}),
        ...(power === undefined ? {} : { power }),
        ...(pair === undefined ? {} : { pair })
      }
    };
  }
}

/** One to three values far away from those before and after: a bad print. */
export const spike = jumpCheck({ code: 'spike', gravity: 'error', refuses: true, repair: 'take-out' });

/** Values about a hundred times, or a hundredth of, the rest: pence taken for pounds, cents for dollars. */
export const hundredfold = jumpCheck({ code: 'hundredfold', gravity: 'error', refuses: true, repair: 'by-hundred' });

/** A level that falls or rises by the ratio of a split and stays, where no split is known. */
export const splitShaped = jumpCheck({
  code: 'split-shaped',
  gravity: 'error',
  refuses: false,
  repair: 'propose-split'
});

/** A level that changes by about an exchange rate of the day and stays: quoted in another currency from there on, unless it is chance. */
export const currencyChange = jumpCheck({ code: 'currency-change', gravity: 'doubt', refuses: false, repair: 'none' });

/** A level that changes by a power of ten and stays: a currency lost its zeros. */
export const redenomination = jumpCheck({ code: 'redenomination', gravity: 'doubt', refuses: false, repair: 'none' });

/** A level that changes by more than a half, far beyond what the series does, and stays. It may have happened. */
export const levelChange = jumpCheck({ code: 'level-change', gravity: 'note', refuses: false, repair: 'none' });
