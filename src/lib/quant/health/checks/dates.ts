import { dayFromText, plusDays, weekday } from '$lib/domain/calendar';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';

/** A settlement before its trade. */
export const settledBeforeTrade: HealthCheck = {
  id: 'settled-before-trade',
  gravity: 'error',
  findings: ({ live }) =>
    live.flatMap(({ event, transaction }): Finding[] =>
      transaction.settlementDay >= transaction.tradeDay
        ? []
        : [
            {
              key: `settled-before-trade:${event}`,
              account: transaction.account,
              day: transaction.tradeDay,
              events: [event],
              facts: { until: transaction.settlementDay },
              mend: {
                how: 'settle-on-trade-day',
                acts: [{ act: 'amend', event, transaction: { ...transaction, settlementDay: transaction.tradeDay } }]
              }
            }
          ]
    )
};

/** A transaction dated after today. */
export const inTheFuture: HealthCheck = {
  id: 'in-the-future',
  gravity: 'doubt',
  findings: ({ live, today }) =>
    live.flatMap(({ event, transaction }): Finding[] =>
      transaction.tradeDay <= today
        ? []
        : [
            {
              key: `in-the-future:${event}`,
              account: transaction.account,
              day: transaction.tradeDay,
              events: [event],
              facts: {},
              mend: {
                how: 'trade-day-today',
                acts: [{ act: 'amend', event, transaction: { ...transaction, tradeDay: today, settlementDay: today } }]
              }
            }
          ]
    )
};

const EARLIEST = dayFromText('1970-01-01');

/** A transaction dated before 1970: a two-figure year or an empty cell read as a date. */
export const longAgo: HealthCheck = {
  id: 'long-ago',
  gravity: 'doubt',
  findings: ({ live }) =>
    live.flatMap(({ event, transaction }): Finding[] =>
      transaction.tradeDay >= EARLIEST
        ? []
        : [
            {
              key: `long-ago:${event}`,
              account: transaction.account,
              day: transaction.tradeDay,
              events: [event],
              facts: {},
              mend: { how: 'void', acts: [{ act: 'void', event }] }
            }
          ]
    )
};

const SATURDAY = 6;

/** A trade of a share, fund, bond or option on a Saturday or Sunday. */
export const weekendTrade: HealthCheck = {
  id: 'weekend-trade',
  gravity: 'doubt',
  findings: ({ live, instrumentOf }) =>
    live.flatMap(({ event, transaction }): Finding[] => {
      if (!('price' in transaction)) return [];
      const kind = instrumentOf.get(transaction.instrument)?.kind;
      if (kind !== 'equity' && kind !== 'fund' && kind !== 'bond' && kind !== 'option') return [];
      const day = weekday(transaction.tradeDay);
      if (day < SATURDAY) return [];
      const friday = plusDays(transaction.tradeDay, day === SATURDAY ? -1 : -2);
      return [
        {
          key: `weekend-trade:${event}`,
          account: transaction.account,
          instrument: transaction.instrument,
          day: transaction.tradeDay,
          events: [event],
          facts: {},
          mend: {
            how: 'friday-before',
            acts: [{ act: 'amend', event, transaction: { ...transaction, tradeDay: friday } }]
          }
        }
      ];
    })
};
