import type { Bars, IndicatorUnit } from '$lib/quant/indicators';
import type { TimeLine } from '$lib/ui/charts';
import type { UnitTexts } from './indicator-units';
import { firstDay, keyOf, lineNameOf, linesOf, type ShownIndicator } from './indicators';

/** A chart below that of the series: an indicator on a scale of its own. */
export interface IndicatorPanel extends UnitTexts {
  readonly key: string;
  readonly one: ShownIndicator;
  readonly lines: readonly TimeLine[];
  /** Values that the series lacks for the first of the indicator; absent where it has enough. */
  readonly needs?: number;
}

/** What a chart of a series and the charts below it draw of its indicators. */
export interface IndicatorDrawing {
  readonly overlays: readonly TimeLine[];
  readonly panels: readonly IndicatorPanel[];
}

/**
 * The lines of choices over a series: those in its own unit over it, the others below. `written` says how a unit is
 * written, `placed` takes values on the days of the series to those of the chart, where they are not the same.
 */
export function drawnIndicators(
  shown: readonly ShownIndicator[],
  bars: Bars,
  written: (unit: IndicatorUnit) => UnitTexts,
  placed = (values: Float64Array): Float64Array => values
): IndicatorDrawing {
  const overlays: TimeLine[] = [];
  const panels: IndicatorPanel[] = [];
  shown.forEach((one, order) => {
    const lines = linesOf(one, bars);
    for (const line of lines) {
      if (line.place === 'over-price')
        overlays.push({ name: lineNameOf(one, line), values: placed(line.values), tone: { category: order } });
    }
    const below = lines.filter(({ place }) => place === 'below');
    const [first] = below;
    if (!first) return;
    const needed = firstDay(one) + 1;
    panels.push({
      ...{ key: keyOf(one), one, ...written(first.unit) },
      lines: below.map((line, at) => ({
        name: line.name,
        values: placed(line.values),
        tone: at === 0 ? 'you' : line.form ? 'benchmark' : { category: at - 1 },
        ...(line.form && { form: line.form })
      })),
      ...(needed > bars.close.length ? { needs: needed } : {})
    });
  });
  return { overlays, panels };
}
