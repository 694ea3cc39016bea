import type { LotMethod } from '../../dated';
import { averageCost, firstIn, lastIn } from './by-day';
import { dearest, leastTaxed } from './by-gain';
import type { LotRule, LotTaxTerms } from './lot-rule';

/** Every lot method with its rule. */
const catalog: { readonly [M in LotMethod]: (terms: LotTaxTerms) => LotRule } = {
  fifo: () => firstIn,
  lifo: () => lastIn,
  hifo: () => dearest,
  'lowest-tax': leastTaxed,
  average: () => averageCost
};

/** Rule of a lot method. @throws RangeError when it is unknown. */
export function lotRuleOf(method: LotMethod, terms: LotTaxTerms = {}): LotRule {
  if (!Object.hasOwn(catalog, method)) throw new RangeError(`unknown lot method: ${method}`);
  return catalog[method](terms);
}
