import type { SeriesId, SeriesReport } from '$lib/services/check-market-data';
import type { QualitySums } from '$lib/ui/texts';
import { count, ratio } from '$lib/ui/format';
import { qualityTexts as texts } from '$lib/ui/texts';

/** Which series are listed. */
export type Shown = 'all' | 'found' | SeriesId['kind'];

/** A series as one text, for the address. */
export const idText = ({ kind, key }: SeriesId): string => `${kind}:${key}`;

/** The series that an address names. */
export function idFromText(text: string | undefined): SeriesId | undefined {
  const [, kind, key] = /^(prices|rates|macro):(.+)$/.exec(text ?? '') ?? [];
  return kind && key ? { kind: kind as SeriesId['kind'], key } : undefined;
}

/** Findings of a gravity. */
export const ofGravity = ({ findings }: SeriesReport, gravity: string): number =>
  findings.reduce((sum, one) => (one.gravity === gravity ? sum + 1 : sum), 0);

/** Value of a part of the score, undefined where it could not be judged. */
export const partOf = ({ parts }: SeriesReport, wanted: string): number | undefined =>
  parts.find(({ part }) => part === wanted)?.value;

/** Series that fit the choice and the words typed. */
export function listed(series: readonly SeriesReport[], shown: Shown, typed: string): SeriesReport[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return series.filter((one) => {
    if (shown === 'found' ? one.findings.length === 0 : shown !== 'all' && one.id.kind !== shown) return false;
    const text = `${one.title} ${one.name} ${one.id.key} ${one.source}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What all series come to. */
export interface QualityTotals extends QualitySums {
  /** Values there are, of those due. */
  readonly coverage: number;
  readonly gaps: number;
  readonly repaired: number;
  readonly compared: number;
  readonly disagreements: number;
}

const SOUND = 95;

/** Sums over all series. A series is late from its second missing day on. */
export function totalsOf(series: readonly SeriesReport[]): QualityTotals {
  const sum = (of: (one: SeriesReport) => number): number => series.reduce((total, one) => total + of(one), 0);
  const values = sum((one) => one.count);
  const missing = sum((one) => one.missing);
  const worst = series.toSorted((a, b) => a.score - b.score)[0];
  return {
    series: series.length,
    values: count(values),
    errors: sum((one) => ofGravity(one, 'error')),
    doubts: sum((one) => ofGravity(one, 'doubt')),
    late: series.filter(({ late }) => late > 1).length,
    missing,
    coverage: values + missing > 0 ? values / (values + missing) : NaN,
    gaps: sum((one) => one.gaps),
    repaired: sum((one) => one.repaired),
    compared: series.filter(({ sources }) => sources.length > 0).length,
    disagreements: sum(
      (one) => one.findings.filter(({ code }) => code === 'disagreement' || code === 'unit-differs').length
    ),
    ...(worst && worst.score < SOUND
      ? {
          worst: {
            title: worst.title,
            score: ratio(worst.score, { digits: 0 }),
            grade: texts.grades[worst.grade] ?? ''
          }
        }
      : {})
  };
}
