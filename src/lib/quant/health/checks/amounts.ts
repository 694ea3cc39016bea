import { absolute, add, money, multiply, roundedToMinorUnit, subtract, ZERO, type Decimal } from '$lib/domain/money';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';
import { asNumber, closeNear, multiplierOf } from '../health-view';

const TOLERANCE = 0.02;

/** A trade whose gross amount is not quantity times price (times the multiplier), by more than two percent. */
export const amountDiffers: HealthCheck = {
  id: 'amount-differs',
  gravity: 'error',
  findings: ({ live, instrumentOf, accountOf }) =>
    live.flatMap(({ event, transaction }): Finding[] => {
      if (!('price' in transaction) || transaction.price === ZERO) return [];
      const instrument = instrumentOf.get(transaction.instrument);
      // A price quoted in another currency than the one paid in does not multiply to the amount.
      if (instrument && instrument.currency !== transaction.gross.currency) return [];
      if (accountOf.size === 0) return [];
      const computed = multiply(multiply(transaction.quantity, transaction.price), multiplierOf(instrument));
      const gap = asNumber(absolute(subtract(computed, transaction.gross.amount)));
      if (gap <= 0.02 || gap <= TOLERANCE * asNumber(computed)) return [];
      const mended = roundedToMinorUnit(money(computed, transaction.gross.currency));
      return [
        {
          key: `amount-differs:${event}`,
          account: transaction.account,
          instrument: transaction.instrument,
          day: transaction.tradeDay,
          events: [event],
          facts: { money: transaction.gross, other: mended },
          mend: {
            how: 'computed-amount',
            acts: [{ act: 'amend', event, transaction: { ...transaction, gross: mended } }]
          }
        }
      ];
    })
};

/** Fees and taxes of more than half of what was traded. */
export const costsTooLarge: HealthCheck = {
  id: 'costs-too-large',
  gravity: 'doubt',
  findings: ({ live }) =>
    live.flatMap(({ event, transaction }): Finding[] => {
      if (!('price' in transaction)) return [];
      const costs = add(transaction.fees, transaction.taxes);
      if (costs <= 0n || asNumber(costs) < 20 || costs * 2n < transaction.gross.amount) return [];
      return [
        {
          key: `costs-too-large:${event}`,
          account: transaction.account,
          instrument: transaction.instrument,
          day: transaction.tradeDay,
          events: [event],
          facts: { money: money(costs, transaction.gross.currency), other: transaction.gross },
          mend: {
            how: 'fees-to-zero',
            acts: [{ act: 'amend', event, transaction: { ...transaction, fees: ZERO, taxes: ZERO } }]
          }
        }
      ];
    })
};

/** Securities delivered in, or held at the beginning, at no cost: their whole worth would be gain. The mend takes the close of that day as cost. */
export const deliveryWithoutCost: HealthCheck = {
  id: 'delivery-without-cost',
  gravity: 'doubt',
  findings: ({ live, seriesOf }) =>
    live.flatMap(({ event, transaction }): Finding[] => {
      if (transaction.verb !== 'delivery-in' && transaction.verb !== 'opening-position') return [];
      if (transaction.cost.amount !== 0n || transaction.quantity < 0n) return [];
      const series = seriesOf.get(transaction.instrument);
      const close = closeNear(series, transaction.tradeDay, 10);
      const worth =
        close === undefined || !series
          ? undefined
          : roundedToMinorUnit(money(multiply(transaction.quantity, fromNumber(close)), series.currency));
      return [
        {
          key: `delivery-without-cost:${event}`,
          account: transaction.account,
          instrument: transaction.instrument,
          day: transaction.tradeDay,
          events: [event],
          facts: { quantity: transaction.quantity, ...(worth ? { money: worth } : {}) },
          mend: {
            how: 'cost-at-market',
            acts: worth ? [{ act: 'amend', event, transaction: { ...transaction, cost: worth } }] : []
          }
        }
      ];
    })
};

/** An exchange of currencies at a rate that is the inverse of the market's: the two amounts are the wrong way round. */
export const exchangeTurnedRound: HealthCheck = {
  id: 'exchange-turned-round',
  gravity: 'error',
  findings: ({ live, rates }) =>
    live.flatMap(({ event, transaction }): Finding[] => {
      if (transaction.verb !== 'exchange') return [];
      const { sold, bought, tradeDay } = transaction;
      const series = rates.find(({ base, quote }) => base === sold.currency && quote === bought.currency);
      const market = closeNear(
        series && {
          ...series,
          instrument: '' as never,
          currency: series.quote,
          adjustment: 'none',
          quoteUnit: 'currency',
          revision: 1
        },
        tradeDay
      );
      if (market === undefined) return [];
      const rate = asNumber(bought.amount) / asNumber(sold.amount);
      if (Math.abs(rate * market - 1) > 0.05 || Math.abs(rate / market - 1) < 0.1) return [];
      return [
        {
          key: `exchange-turned-round:${event}`,
          account: transaction.account,
          day: tradeDay,
          events: [event],
          facts: { money: sold, other: bought, price: rate, expected: market },
          mend: {
            how: 'turn-around',
            acts: [
              {
                act: 'amend',
                event,
                transaction: {
                  ...transaction,
                  sold: money(bought.amount, sold.currency),
                  bought: money(sold.amount, bought.currency)
                }
              }
            ]
          }
        }
      ];
    })
};

function fromNumber(value: number): Decimal {
  return (BigInt(Math.round(value * 1e6)) * 10n ** 12n) as Decimal;
}
