import type { Sheet } from '../../sheet/reader';
import { planActions } from './flex-actions';
import { planCash, planTaxes } from './flex-cash';
import { assertCash, assertPositions } from './flex-holdings';
import { FlexReport, type FlexSections } from './flex-report';
import { planTrades } from './flex-trades';
import { planTransfers } from './flex-transfers';

/** Books a report in the order of its days, and states what it says is left. */
export function bookReport(sections: FlexSections, sheet: Sheet): void {
  const report = new FlexReport(sections, sheet);
  for (const row of [...sections.accounts, ...sections.securities]) sheet.passOver(row.line);
  planTrades(report);
  planActions(report);
  planTransfers(report);
  planCash(report);
  planTaxes(report);
  report.bookPlans();
  assertPositions(report);
  assertCash(report);
}
