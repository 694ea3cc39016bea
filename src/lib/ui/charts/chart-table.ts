import { percent } from '$lib/ui/format';
import { chartTexts } from '$lib/ui/texts';

/** A chart as a table: heads, rows of text; the first column names the row. */
export interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const MOST_ROWS = 400;

/** Every n-th index so that a long series makes a readable table; the last one always. */
export function tableIndices(length: number, most = MOST_ROWS): number[] {
  const step = Math.max(1, Math.ceil(length / most));
  const indices: number[] = [];
  for (let index = (length - 1) % step; index < length; index += step) indices.push(index);
  return indices.reverse();
}

interface Named {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Table of a chart over time: a row for each time, columns for the edges of bands, the lines and the drawdowns. */
export function timeTable(chart: {
  readonly time: string;
  readonly length: number;
  readonly moment: (index: number) => string;
  readonly text: (value: number) => string;
  readonly lines: readonly Named[];
  readonly bands: readonly {
    readonly name: string;
    readonly low: ArrayLike<number>;
    readonly high: ArrayLike<number>;
  }[];
  readonly drawdowns: readonly Named[];
}): ChartTable {
  const { text, lines, drawdowns } = chart;
  const edges = chart.bands.flatMap(({ name, low, high }) => [
    { name: chartTexts.lowerEdge(name), values: low },
    { name: chartTexts.upperEdge(name), values: high }
  ]);
  const money = [...edges, ...lines];
  return {
    heads: [chart.time, ...money.map((one) => one.name), ...drawdowns.map((one) => chartTexts.drawdownOf(one.name))],
    rows: tableIndices(chart.length).map((index) => [
      chart.moment(index),
      ...money.map((one) => text(one.values[index] ?? NaN)),
      ...drawdowns.map((one) => percent(one.values[index] ?? NaN))
    ])
  };
}
