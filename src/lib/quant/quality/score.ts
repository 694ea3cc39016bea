import { laggingBy } from './checks/calendar';
import type { QualityFinding } from './finding';
import { disagreements } from './disagreements';
import type { SeriesView } from './series-view';

/** A part of a score: a fraction from 0 to 1 and what it weighs; undefined where there is nothing to judge it by. */
export interface ScorePart {
  readonly part: 'completeness' | 'freshness' | 'sanity' | 'agreement' | 'repairs';
  readonly weight: number;
  readonly value: number | undefined;
}

/** Words for a score. */
export type QualityGrade = 'sound' | 'good' | 'fair' | 'doubtful' | 'poor';

/** How good a series is. */
export interface QualityScore {
  /** 0 to 100; 0 for a series without values. */
  readonly score: number;
  readonly grade: QualityGrade;
  readonly parts: readonly ScorePart[];
}

const LATE_DAYS = 20;
const LATE_PERIODS = 4;

/**
 * A quality score from 0 to 100: the mean of its parts by weight, of those that can be judged. Completeness (25): values there
 * are, divided by those and the missing ones. Freshness (15): 1 up to one trading day (or period) late, falling evenly to 0 at
 * 21 days (5 periods). Sanity (35): 0.8 for every error and 0.95 for every doubt found in the values, multiplied; gaps, the end of the
 * series and disagreements are not counted twice. Agreement (15): share of days shared with second sources that agree within half a
 * percent. Repairs (10): 1 less twenty times the share of values that were mended, at least 0. Weights are a convention, not an estimate.
 */
export function qualityScore(view: SeriesView, findings: readonly QualityFinding[]): QualityScore {
  const count = view.days.length;
  const parts: ScorePart[] = [
    { part: 'completeness', weight: 25, value: count / Math.max(1, count + view.fit.missing) },
    { part: 'freshness', weight: 15, value: count > 0 ? freshness(view) : 0 },
    { part: 'sanity', weight: 35, value: count > 0 ? sanity(findings) : 0 },
    { part: 'agreement', weight: 15, value: agreement(view) },
    { part: 'repairs', weight: 10, value: Math.max(0, 1 - (20 * (view.context.repaired ?? 0)) / Math.max(1, count)) }
  ];
  const judged = parts.filter((one) => one.value !== undefined);
  const weight = judged.reduce((sum, one) => sum + one.weight, 0);
  const score = count === 0 ? 0 : (100 * judged.reduce((sum, one) => sum + one.weight * (one.value ?? 0), 0)) / weight;
  return { score, grade: gradeOf(score), parts };
}

/** Word for a score: 95 sound, 85 good, 70 fair, 50 doubtful, below that poor. */
function gradeOf(score: number): QualityGrade {
  return score >= 95 ? 'sound' : score >= 85 ? 'good' : score >= 70 ? 'fair' : score >= 50 ? 'doubtful' : 'poor';
}

function freshness(view: SeriesView): number {
  const late = laggingBy(view, view.context.today) - 1;
  return Math.min(1, Math.max(0, 1 - late / (view.frequency === 'daily' ? LATE_DAYS : LATE_PERIODS)));
}

const elsewhere: ReadonlySet<string> = new Set(['gap', 'ended', 'late-listing', 'disagreement']);

function sanity(findings: readonly QualityFinding[]): number {
  let value = 1;
  for (const { code, gravity } of findings)
    if (!elsewhere.has(code)) value *= gravity === 'error' ? 0.8 : gravity === 'doubt' ? 0.95 : 1;
  return value;
}

function agreement(view: SeriesView): number | undefined {
  let common = 0;
  let apart = 0;
  for (const opinion of view.context.opinions ?? []) {
    const found = disagreements(view, opinion);
    common += found.common;
    apart += found.days.length;
  }
  return common > 0 ? 1 - apart / common : undefined;
}
