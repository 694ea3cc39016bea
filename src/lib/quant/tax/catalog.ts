import { lotMethodsOf, type LotMethod } from '$lib/domain/ledger';
import { currencyCode } from '$lib/domain/money';
import type { GainRule } from './gain-rule';
import { lotGains } from './lots/lot-gains';
import { washSaleGains } from './lots/wash-sales';
import { acbGains } from './pools/acb-canada';
import { sectionGains } from './pools/section-104';
import { taxEvents } from './record/tax-events';
import { APRIL_YEAR, CALENDAR_YEAR } from './record/tax-year';

const lots = (lotMethod: LotMethod): GainRule => ({
  byTerm: true,
  taxYear: CALENDAR_YEAR,
  gains: ({ live, setting }) => lotGains(live, { ...setting, lotMethod })
});

/** Every rule. A new one is its file, a line here and a golden table. */
const catalog = {
  /** Each account by its own lot method. */
  account: {
    byTerm: true,
    taxYear: CALENDAR_YEAR,
    gains: ({ live, accounts, setting }) => lotGains(live, { ...setting, lotMethod: lotMethodsOf(accounts) })
  },
  fifo: lots('fifo'),
  lifo: lots('lifo'),
  hifo: lots('hifo'),
  'lowest-tax': lots('lowest-tax'),
  average: lots('average'),
  'us-wash-sales': {
    byTerm: true,
    taxYear: CALENDAR_YEAR,
    currency: currencyCode('USD'),
    gains: ({ live, accounts, setting }) => washSaleGains(live, { ...setting, lotMethod: lotMethodsOf(accounts) })
  },
  'section-104': {
    byTerm: false,
    taxYear: APRIL_YEAR,
    currency: currencyCode('GBP'),
    gains: ({ live, setting }) => sectionGains(taxEvents(live), setting)
  },
  'acb-canada': {
    byTerm: false,
    taxYear: CALENDAR_YEAR,
    currency: currencyCode('CAD'),
    gains: ({ live, setting }) => acbGains(taxEvents(live), setting)
  }
} as const satisfies Record<string, GainRule>;

/** Name of a rule. */
export type GainRuleId = keyof typeof catalog;

/** Every rule, in the order in which a screen lists them. */
export const gainRules = Object.keys(catalog) as readonly GainRuleId[];

/** A rule by its name. @throws RangeError when it is unknown. */
export function gainRule(id: GainRuleId): GainRule {
  if (!Object.hasOwn(catalog, id)) throw new RangeError(`unknown rule: ${id}`);
  return catalog[id];
}
