import { log } from '$lib/math/elementary';
import type { SplitRatio } from '$lib/domain/market';
import type { Found, QualityCheck } from '../check';
import type { SeriesView } from '../series-view';

/** Days around a split within which its jump is looked for. */
const NEAR = 5;

/** Scales of the series that half of a split must exceed, so that its jump can be told from a move of the day. */
const TELLABLE = 4;

/**
 * Splits that are known and whose jump is absent from closes that are said to be as traded: the closes contain them already,
 * and applying them once more would bend the series. A split is contained when, within five days of it, no step between
 * closes comes nearer to the logarithm of its ratio than half-way from zero. Ratios too small to be told from a move of the
 * day are passed over. `share` is the share of the tellable splits within the series that are contained: 1 when all are.
 */
export const splitContained: QualityCheck = {
  code: 'split-contained',
  gravity: 'note',
  refuses: false,
  repair: 'none',
  findings(view) {
    const splits = tellable(view);
    const contained = splits.filter((split) => isContained(view, split));
    return contained.map(({ day, numerator, denominator }): Found => ({
      ...{ from: day, to: day, count: 1 },
      facts: { ratio: [numerator, denominator], share: contained.length / splits.length }
    }));
  }
};

/** Known splits within a raw series, each once: ledger and market may tell it on days that lie a few apart. */
function tellable({ series, context, days, scale }: SeriesView): SplitRatio[] {
  if (!series.raw) return [];
  const found: SplitRatio[] = [];
  for (const split of [...(context.splits ?? [])].sort((a, b) => a.day - b.day)) {
    const isWithin = split.day > (days[0] ?? Infinity) && split.day <= (days.at(-1) ?? -Infinity);
    const isKnown = found.some((one) => split.day - one.day <= NEAR && stepOf(one) === stepOf(split));
    if (isWithin && !isKnown && Math.abs(stepOf(split)) > 2 * TELLABLE * scale) found.push(split);
  }
  return found;
}

const stepOf = ({ numerator, denominator }: SplitRatio): number => log(denominator / numerator);

function isContained({ days, steps, jumps }: SeriesView, split: SplitRatio): boolean {
  const wanted = stepOf(split);
  // The jump stands on another day: it is the day of the split that is wrong.
  if (jumps.some(({ ratio }) => ratio && log(ratio[1] / ratio[0]) === wanted)) return false;
  let nearby = 0;
  for (let at = 1; at < days.length; at++) {
    const away = (days[at] as number) - split.day;
    // A gap over the split has its jump at the end of the gap.
    const spans = away >= 0 && (days[at - 1] as number) < split.day;
    if (away < -NEAR) continue;
    if (away > NEAR && !spans) break;
    nearby++;
    if (Math.abs((steps[at] as number) - wanted) < Math.abs(wanted) / 2) return false;
  }
  return nearby > 0;
}

/** Of the known splits those whose jump a series does not contain: they are visible in it, or too small to be told. */
export function visibleSplits(view: SeriesView): SplitRatio[] {
  if (!view.series.raw) return [];
  const { days, context } = view;
  const within = ({ day }: SplitRatio): boolean => day > (days[0] ?? Infinity) && day <= (days.at(-1) ?? -Infinity);
  const distinct = new Map(
    (context.splits ?? []).map((one) => [`${one.day} ${one.numerator}:${one.denominator}`, one])
  );
  const contained = tellable(view).filter((one) => isContained(view, one));
  const isLeft = (one: SplitRatio): boolean =>
    !contained.some((other) => stepOf(other) === stepOf(one) && Math.abs(other.day - one.day) <= NEAR);
  return [...distinct.values()].filter((one) => within(one) && isLeft(one)).sort((a, b) => a.day - b.day);
}
