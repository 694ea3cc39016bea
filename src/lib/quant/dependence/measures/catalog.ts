import { exponential } from './exponential';
import { kendall } from './kendall';
import type { CorrelationMeasure } from './measure';
import { pearson } from './pearson';
import { shrunk } from './shrunk';
import { spearman } from './spearman';

const byId = { pearson, spearman, kendall, exponential, shrunk } as const;

/** Name of a measure. */
export type CorrelationMeasureId = keyof typeof byId;

/** Every measure of correlation, in the order in which they are offered. */
export const correlationMeasures: Readonly<Record<CorrelationMeasureId, CorrelationMeasure>> = byId;
