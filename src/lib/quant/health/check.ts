import type { Finding, Gravity } from './health';
import type { HealthView } from './health-view';

/** A check of the ledger: what it looks for, and how sure it is of what it finds. */
export interface HealthCheck {
  readonly id: string;
  readonly gravity: Gravity;
  readonly findings: (view: HealthView) => Iterable<Finding>;
}
