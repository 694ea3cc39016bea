import { healthChecks } from './catalog';
import type { Finding, Gravity, HealthInput } from './health';
import { healthView } from './health-view';

/** What one check found. */
export interface CheckReport {
  readonly check: string;
  readonly gravity: Gravity;
  readonly findings: readonly Finding[];
}

/**
 * What every check of the catalog finds in a ledger, in the catalog's order; checks that find nothing are listed with
 * nothing. @param setAside keys of findings a person has looked at and keeps as they are.
 */
export function healthReport(input: HealthInput, setAside: ReadonlySet<string> = new Set()): CheckReport[] {
  const view = healthView(input);
  return healthChecks.map(({ id, gravity, findings }) => ({
    check: id,
    gravity,
    findings: [...findings(view)].filter(({ key }) => !setAside.has(key))
  }));
}
