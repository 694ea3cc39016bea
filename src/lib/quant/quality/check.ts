import type { QualityCode, QualityFacts, QualityGravity } from './finding';
import type { SeriesView } from './series-view';

/**
 * What a repair does with the values of a finding. 'take-out': they become missing. 'once': one value of the day stays.
 * 'sort': rows are put in order. 'by-hundred': values are divided or multiplied by 100. 'propose-split': nothing is
 * altered, the split is proposed as an event. 'none': only a person can tell.
 */
export type RepairRule = 'take-out' | 'once' | 'sort' | 'by-hundred' | 'propose-split' | 'none';

/** A finding as a check yields it. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly facts?: QualityFacts;
  /** What tells it from another finding of the same check on the same day. */
  readonly mark?: string;
  /** Where it differs from that of the check. */
  readonly gravity?: QualityGravity;
}

/** A check of one series: what it is called, how sure it is, whether a strict reading refuses the values, and how they are mended. */
export interface QualityCheck {
  readonly code: QualityCode;
  readonly gravity: QualityGravity;
  readonly refuses: boolean;
  readonly repair: RepairRule;
  readonly findings: (view: SeriesView) => Iterable<Found>;
}
