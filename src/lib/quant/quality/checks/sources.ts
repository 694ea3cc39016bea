import { selectedMedian } from '$lib/math/stats';
import { disagreements, type Disagreements } from '../disagreements';
import type { Opinion, QualityFacts } from '../finding';
import type { Found, QualityCheck } from '../check';
import type { SeriesView } from '../series-view';

/** A second source that differs by the same ratio throughout: another unit, another adjustment. */
export const unitDiffers: QualityCheck = {
  code: 'unit-differs',
  gravity: 'error',
  refuses: false,
  repair: 'none',
  findings: (view) => compared(view, true)
};

/** A second source that differs on single days. */
export const disagreement: QualityCheck = {
  code: 'disagreement',
  gravity: 'doubt',
  refuses: false,
  repair: 'none',
  findings: (view) => compared(view, false)
};

function* compared(view: SeriesView, ofUnits: boolean): Generator<Found> {
  for (const opinion of view.context.opinions ?? []) {
    const found = disagreements(view, opinion);
    if (found.days.length === 0 || (found.name !== 'values') !== ofUnits) continue;
    yield {
      from: found.days[0] ?? 0,
      to: found.days.at(-1) ?? 0,
      count: found.days.length,
      facts: factsOf(found, opinion),
      mark: opinion.source,
      ...(found.name === 'adjustment' ? { gravity: 'note' as const } : {})
    };
  }
}

function factsOf({ ratio, name, split, power, common, days, worst }: Disagreements, { source }: Opinion): QualityFacts {
  return {
    source,
    factor: name === 'values' || name === 'adjustment' ? worst : ratio,
    share: days.length / common,
    ...(name ? { difference: name } : {}),
    ...(split ? { ratio: split } : {}),
    ...(power === undefined ? {} : { power })
  };
}

const FEWEST_TRADES = 2;
const NEAR = 1.35;

/**
 * Closes that are a hundred times, or a hundredth of, what was paid and received: the series is in pence and says pounds. At
 * least two trades must say so, and all of them. Closes adjusted for splits compare with no old trade, so only raw ones are asked.
 */
export const tradeDiffers: QualityCheck = {
  code: 'trade-differs',
  gravity: 'error',
  refuses: false,
  repair: 'by-hundred',
  findings(view) {
    const { trades } = view.context;
    if (!trades || !view.series.raw) return [];
    const ratios = new Float64Array(trades.days.length);
    let common = 0;
    for (let i = 0, j = 0; i < view.days.length && j < trades.days.length;) {
      const [day, other] = [view.days[i] as number, trades.days[j] as number];
      if (day < other) i++;
      else if (other < day) j++;
      else ratios[common++] = (view.values[i++] as number) / (trades.values[j++] as number);
    }
    const all = ratios.subarray(0, common);
    const every = (wanted: number): boolean => all.every((one) => one / wanted < NEAR && wanted / one < NEAR);
    if (common < FEWEST_TRADES || !(every(100) || every(0.01))) return [];
    return [
      {
        from: view.days[0] ?? 0,
        to: view.days.at(-1) ?? 0,
        count: view.days.length,
        facts: { factor: selectedMedian(all.slice(), common), difference: 'hundredths' }
      }
    ];
  }
};
