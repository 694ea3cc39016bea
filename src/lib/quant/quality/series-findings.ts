import { qualityChecks } from './catalog';
import type { QualityCheck } from './check';
import type { CheckedSeries, QualityContext, QualityFinding } from './finding';
import { seriesView, type SeriesView } from './series-view';

/** Everything that the checks find in one series, with the view they looked at. */
export interface SeriesFindings {
  readonly view: SeriesView;
  readonly findings: readonly QualityFinding[];
}

/**
 * What every check of the catalog finds in a series, in the catalog's order, within a check by day.
 * @param setAside keys of findings that a person has looked at and keeps as they are
 * @throws RangeError when there are not as many values as days
 */
export function seriesFindings(
  series: CheckedSeries,
  context: QualityContext,
  setAside: ReadonlySet<string> = new Set()
): SeriesFindings {
  const view = seriesView(series, context);
  const findings: QualityFinding[] = [];
  for (const check of qualityChecks as readonly QualityCheck[])
    for (const { mark, facts = {}, gravity = check.gravity, ...found } of check.findings(view)) {
      const key = `${check.code}:${found.from}${mark === undefined ? '' : `:${mark}`}`;
      if (!setAside.has(key)) findings.push({ code: check.code, gravity, key, ...found, facts });
    }
  return { view, findings };
}

/** The check behind a code. */
export function checkOf(code: QualityFinding['code']): QualityCheck {
  const check = (qualityChecks as readonly QualityCheck[]).find((one) => one.code === code);
  if (!check) throw new RangeError(`no such check: ${code}`);
  return check;
}
