import type { AssertionOutcome, Transaction } from '$lib/domain/ledger';
import { money, negate, ZERO } from '$lib/domain/money';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';

function dated({ account, day }: AssertionOutcome) {
  return { account, tradeDay: day, settlementDay: day };
}

/** Cash that is not what a statement of the broker says it was: it drifts from that day on or before. */
export const cashDrifts: HealthCheck = {
  id: 'cash-drifts',
  gravity: 'error',
  findings: ({ fold }) =>
    fold.assertions.flatMap((outcome): Finding[] => {
      const { event, account, day, what, stated, found, difference } = outcome;
      if (what.kind !== 'currency' || difference === 0n) return [];
      const transaction: Transaction =
        difference > 0n
          ? { verb: 'deposit', ...dated(outcome), cash: money(difference, what.code) }
          : { verb: 'withdrawal', ...dated(outcome), cash: money(negate(difference), what.code) };
      return [
        {
          key: `cash-drifts:${event}`,
          account,
          day,
          events: [event],
          facts: { money: money(stated, what.code), other: money(found, what.code) },
          mend: { how: 'adjust-cash', acts: [{ act: 'post', transaction }] }
        }
      ];
    })
};

/** Units held that are not what a statement says. */
export const positionDrifts: HealthCheck = {
  id: 'position-drifts',
  gravity: 'error',
  findings: ({ fold, instrumentOf, accountOf }) =>
    fold.assertions.flatMap((outcome): Finding[] => {
      const { event, account, day, what, stated, found, difference } = outcome;
      if (what.kind !== 'instrument' || difference === 0n) return [];
      const instrument = what.id;
      const currency = instrumentOf.get(instrument)?.currency ?? accountOf.get(account)?.currency;
      const missing = (): Transaction[] =>
        currency === undefined
          ? []
          : [{ verb: 'delivery-in', ...dated(outcome), instrument, quantity: difference, cost: money(ZERO, currency) }];
      const surplus = (): Transaction[] => [
        { verb: 'delivery-out', ...dated(outcome), instrument, quantity: negate(difference) }
      ];
      return [
        {
          key: `position-drifts:${event}`,
          account,
          instrument,
          day,
          events: [event],
          facts: { quantity: stated, held: found },
          mend: {
            how: 'adjust-position',
            acts: (difference > 0n ? missing() : surplus()).map((transaction) => ({ act: 'post', transaction }))
          }
        }
      ];
    })
};
