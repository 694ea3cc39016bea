import { divide, type Decimal } from '$lib/domain/money';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';
import { asNumber, closeNear } from '../health-view';

const AFTER_SALE_DAYS = 60;

/** A dividend on an instrument of which nothing was held that day nor in the two months before. */
export const dividendBeforeOwnership: HealthCheck = {
  id: 'dividend-before-ownership',
  gravity: 'doubt',
  findings(view) {
    const lastUnits = new Map<string, number>();
    const found: Finding[] = [];
    for (const { event, transaction } of view.live) {
      if (!('instrument' in transaction) || !transaction.instrument) continue;
      const key = `${transaction.account}|${transaction.instrument}`;
      const held = view.heldBefore.get(event) ?? 0n;
      if (held !== 0n) lastUnits.set(key, transaction.tradeDay);
      if (transaction.verb !== 'dividend' || held !== 0n) continue;
      if (transaction.tradeDay - (lastUnits.get(key) ?? -Infinity) <= AFTER_SALE_DAYS) continue;
      found.push({
        key: `dividend-before-ownership:${event}`,
        account: transaction.account,
        instrument: transaction.instrument,
        day: transaction.tradeDay,
        events: [event],
        facts: { money: transaction.gross },
        mend: { how: 'void', acts: [{ act: 'void', event }] }
      });
    }
    return found;
  }
};

const LARGEST_YIELD = 0.5;

/** A dividend of more than half of what the units were worth: pence taken for pounds, or a return of capital. */
export const dividendTooLarge: HealthCheck = {
  id: 'dividend-too-large',
  gravity: 'doubt',
  findings: (view) =>
    view.live.flatMap(({ event, transaction }): Finding[] => {
      if (transaction.verb !== 'dividend' || transaction.gross.amount <= 0n) return [];
      const held = view.heldBefore.get(event) ?? 0n;
      const series = view.seriesOf.get(transaction.instrument);
      const close = closeNear(series, transaction.tradeDay);
      if (held <= 0n || close === undefined || series?.currency !== transaction.gross.currency) return [];
      const worth = asNumber(held as Decimal) * close;
      const yielded = asNumber(transaction.gross.amount) / worth;
      if (!(yielded > LARGEST_YIELD)) return [];
      const hundredth = (value: Decimal): Decimal => divide(value, (100n * 10n ** 18n) as Decimal);
      const { gross, fees, taxes } = transaction;
      return [
        {
          key: `dividend-too-large:${event}`,
          account: transaction.account,
          instrument: transaction.instrument,
          day: transaction.tradeDay,
          events: [event],
          facts: { money: gross, expected: worth },
          mend: {
            how: 'divide-by-100',
            acts: [
              {
                act: 'amend',
                event,
                transaction: {
                  ...transaction,
                  gross: { ...gross, amount: hundredth(gross.amount) },
                  fees: hundredth(fees),
                  taxes: hundredth(taxes)
                }
              }
            ]
          }
        }
      ];
    })
};
