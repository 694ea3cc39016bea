import type { CorrelatedPair, CorrelationQuestion } from '$lib/services/correlate-portfolio';
import { count, MISSING, percent, ratio } from '$lib/ui/format';
import type { SumRow } from '$lib/ui/tables';
import { correlationTexts } from '$lib/ui/texts';

const texts = correlationTexts.pair;

/** A probability; one that rounds to nothing as less than what is shown. */
export function chanceText(p: number): string {
  if (Number.isNaN(p)) return MISSING;
  return p < 0.001 ? `< ${percent(0.001)}` : percent(p);
}

/** The pair by every measure. */
export function measureRows({ measures }: CorrelatedPair): SumRow[] {
  return measures.map(({ measure, value, lower, upper, pValue }) => ({
    key: measure,
    cells: [
      { text: correlationTexts.measures[measure], title: correlationTexts.measureHints[measure] },
      { text: ratio(value), strong: true },
      correlationTexts.range(ratio(lower), ratio(upper)),
      chanceText(pValue)
    ]
  }));
}

/** Calm and stressed, beyond thresholds, and in the tails: each beside what it would be without anything peculiar. */
export function tailRows(found: CorrelatedPair, frequency: CorrelationQuestion['frequency']): SumRow[] {
  const unit = correlationTexts.units[frequency];
  const rowsText = (rows: number): string => `${count(rows)} ${unit}`;
  const share = (value: number): string => percent(value, { digits: 0 });
  const rows: SumRow[] = [
    { key: 'calm', cells: [texts.calmRow(rowsText(found.calmRows)), { text: ratio(found.calm), strong: true }, ''] },
    {
      key: 'stressed',
      cells: [
        texts.stressedRow(rowsText(found.stressedRows.length)),
        { text: ratio(found.stressed), strong: true },
        texts.chance(chanceText(found.differencePValue))
      ]
    },
    ...found.exceedances.map(({ threshold, rows: within, correlation, normal }): SumRow => {
      const size = ratio(Math.abs(threshold), { digits: 1 });
      const side = threshold < 0 ? texts.below(size) : texts.above(size);
      return {
        key: `beyond ${threshold}`,
        cells: [
          texts.both(side, rowsText(within)),
          { text: ratio(correlation), strong: true },
          texts.normal(ratio(normal))
        ]
      };
    }),
    ...found.tails.flatMap((tail): SumRow[] => [
      {
        key: `worst ${tail.share}`,
        cells: [
          texts.worst(share(tail.share)),
          { text: share(tail.lower), strong: true },
          texts.unrelated(share(tail.share))
        ]
      },
      {
        key: `best ${tail.share}`,
        cells: [
          texts.best(share(tail.share)),
          { text: share(tail.upper), strong: true },
          texts.unrelated(share(tail.share))
        ]
      }
    ])
  ];
  const { copula } = found;
  if (!copula) return rows;
  const degrees = copula.normal ? texts.normalCopula : texts.degrees(ratio(copula.degreesOfFreedom, { digits: 1 }));
  return [
    ...rows,
    { key: 'copula', cells: [texts.copula, { text: share(copula.tailDependence), strong: true }, degrees] }
  ];
}
