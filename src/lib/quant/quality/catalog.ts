import type { QualityCheck } from './check';
import { barInconsistent } from './checks/bars';
import { ended, gap, holidayValue, lateListing, weekendValue } from './checks/calendar';
import { currencyChange, hundredfold, levelChange, redenomination, spike, splitShaped } from './checks/jumps';
import { duplicateDifferent, duplicateEqual, negative, notFinite, wrongOrder, zero } from './checks/rows';
import { disagreement, tradeDiffers, unitDiffers } from './checks/sources';
import { splitContained } from './checks/splits';
import { staleRun } from './checks/stale';

/** Every check of a series, in the order in which a screen lists them. A new check is its file, its code and a line here. */
export const qualityChecks = [
  notFinite,
  zero,
  negative,
  wrongOrder,
  duplicateDifferent,
  duplicateEqual,
  weekendValue,
  holidayValue,
  spike,
  hundredfold,
  splitShaped,
  currencyChange,
  redenomination,
  tradeDiffers,
  unitDiffers,
  disagreement,
  barInconsistent,
  staleRun,
  gap,
  ended,
  lateListing,
  levelChange,
  splitContained
] as const satisfies readonly QualityCheck[];
