import { plusDays } from '$lib/domain/calendar';
import type { LiveTransaction } from '$lib/domain/ledger';
import { money, negate } from '$lib/domain/money';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';

/** Cash of an account that is no loan below zero at the close of a day. */
export const cashBelowZero: HealthCheck = {
  id: 'cash-below-zero',
  gravity: 'doubt',
  findings: ({ cashHoles }) =>
    cashHoles.map(({ account, currency, first, lowest, events }): Finding => {
      const day = plusDays(first, -1);
      return {
        key: `cash-below-zero:${account}:${currency}`,
        account,
        day: first,
        events,
        facts: { money: money(lowest, currency) },
        mend: {
          how: 'deposit',
          acts: [
            {
              act: 'post',
              transaction: {
                verb: 'deposit',
                account,
                tradeDay: day,
                settlementDay: day,
                cash: money(negate(lowest), currency)
              }
            }
          ]
        }
      };
    })
};

const LEG_DAYS = 5;

/** A withdrawal here and a deposit of the same amount there within days: one transfer booked as two, or a leg of one. */
export const transferInTwo: HealthCheck = {
  id: 'transfer-in-two',
  gravity: 'doubt',
  findings({ live }) {
    const deposits = new Map<string, LiveTransaction[]>();
    for (const one of live)
      if (one.transaction.verb === 'deposit') {
        const key = `${one.transaction.cash.currency}|${one.transaction.cash.amount}`;
        deposits.set(key, [...(deposits.get(key) ?? []), one]);
      }
    const taken = new Set<LiveTransaction>();
    return live.flatMap((one): Finding[] => {
      const { transaction: out } = one;
      if (out.verb !== 'withdrawal') return [];
      const partner = deposits
        .get(`${out.cash.currency}|${out.cash.amount}`)
        ?.find(
          (other) =>
            !taken.has(other) &&
            other.transaction.account !== out.account &&
            Math.abs(other.transaction.tradeDay - out.tradeDay) <= LEG_DAYS
        );
      if (!partner) return [];
      taken.add(partner);
      const { cash, account, tradeDay, settlementDay, note } = out;
      const to = partner.transaction.account;
      return [
        {
          key: `transfer-in-two:${one.event}`,
          account,
          day: tradeDay,
          events: [one.event, partner.event],
          facts: { money: cash, to },
          mend: {
            how: 'join-transfer',
            acts: [
              { act: 'void', event: partner.event },
              {
                act: 'amend',
                event: one.event,
                transaction: {
                  verb: 'transfer-cash',
                  account,
                  to,
                  cash,
                  tradeDay,
                  settlementDay,
                  ...(note === undefined ? {} : { note }),
                  ...(out.origin ? { origin: out.origin } : {})
                }
              }
            ]
          }
        }
      ];
    });
  }
};

/** Securities delivered out of one account and the same units into another within days. */
export const deliveryInTwo: HealthCheck = {
  id: 'delivery-in-two',
  gravity: 'doubt',
  findings({ live }) {
    const arrivals = live.filter(({ transaction }) => transaction.verb === 'delivery-in');
    const taken = new Set<LiveTransaction>();
    return live.flatMap((one): Finding[] => {
      const { transaction: out } = one;
      if (out.verb !== 'delivery-out') return [];
      const partner = arrivals.find(
        (other) =>
          !taken.has(other) &&
          other.transaction.verb === 'delivery-in' &&
          other.transaction.instrument === out.instrument &&
          other.transaction.quantity === out.quantity &&
          other.transaction.account !== out.account &&
          Math.abs(other.transaction.tradeDay - out.tradeDay) <= LEG_DAYS
      );
      if (!partner) return [];
      taken.add(partner);
      const { verb: _, ...rest } = out;
      const to = partner.transaction.account;
      return [
        {
          key: `delivery-in-two:${one.event}`,
          account: out.account,
          instrument: out.instrument,
          day: out.tradeDay,
          events: [one.event, partner.event],
          facts: { quantity: out.quantity, to },
          mend: {
            how: 'join-transfer',
            acts: [
              { act: 'void', event: partner.event },
              { act: 'amend', event: one.event, transaction: { ...rest, verb: 'transfer-securities', to } }
            ]
          }
        }
      ];
    });
  }
};
