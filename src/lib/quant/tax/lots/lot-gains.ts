import type { LiveTransaction } from '$lib/domain/ledger';
import type { TaxGain } from '../gain';
import { tellProgress } from '../pools/pool-setting';
import { taxGainOfLot, transactionsByEvent } from './lot-gain';
import { LotWalk, type LotSetting } from './lot-walk';

/**
 * Gains lot by lot, as the ledger closes them: lots picked on the sale first, then by the lot method; cost at the rate
 * of the day of purchase, proceeds at that of the sale.
 */
export function lotGains(live: readonly LiveTransaction[], setting: LotSetting): TaxGain[] {
  const walk = new LotWalk(setting);
  const transactionOf = transactionsByEvent(live);
  const gains: TaxGain[] = [];
  live.forEach((one, at) => {
    tellProgress(setting, at, live.length);
    for (const gain of walk.apply(one))
      gains.push(taxGainOfLot(gain, `${one.event} ${gains.length}`, setting, transactionOf));
  });
  return gains;
}
