import { transactionText, type LiveTransaction, type Transaction } from '$lib/domain/ledger';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';
import { keptId, mergedInto } from '../merged-instrument';

/** What makes two transactions look like one, whatever file or hand they came from. */
function likeness(transaction: Transaction): string {
  const { origin: _, note: __, ...rest } = transaction;
  return transactionText({ ...rest, settlementDay: transaction.tradeDay } as Transaction);
}

/** Two transactions that say the same of one day and come from two sources: one may be the double of the other. */
export const double: HealthCheck = {
  id: 'double',
  gravity: 'doubt',
  findings({ live }) {
    const groups = new Map<string, LiveTransaction[]>();
    for (const one of live) {
      const key = likeness(one.transaction);
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()].flatMap((group): Finding[] => {
      const [first, ...others] = group;
      if (!first) return [];
      const sources = new Map<string, number>();
      return [first, ...others].flatMap((one, place): Finding[] => {
        const source = one.transaction.origin?.file ?? `by hand ${one.event}`;
        const seen = sources.get(source) ?? 0;
        sources.set(source, seen + 1);
        // Rows of one file that are alike are as many as the broker says.
        const most = Math.max(0, ...[...sources].filter(([name]) => name !== source).map(([, times]) => times));
        if (place === 0 || seen + 1 > most) return [];
        return [
          {
            key: `double:${one.event}`,
            account: one.transaction.account,
            day: one.transaction.tradeDay,
            events: [first.event, one.event],
            facts: {},
            mend: { how: 'void', acts: [{ act: 'void', event: one.event }] }
          }
        ];
      });
    });
  }
};

/** The same split twice within days in one account. */
export const splitTwice: HealthCheck = {
  id: 'split-twice',
  gravity: 'doubt',
  findings({ live }) {
    const last = new Map<string, LiveTransaction>();
    return live.flatMap((one): Finding[] => {
      const { transaction } = one;
      if (transaction.verb !== 'split') return [];
      const { account, instrument, numerator, denominator, tradeDay } = transaction;
      const key = [account, instrument, numerator, denominator].join('|');
      const before = last.get(key);
      last.set(key, one);
      if (!before || tradeDay - before.transaction.tradeDay > 7) return [];
      return [
        {
          key: `split-twice:${one.event}`,
          account,
          instrument,
          day: tradeDay,
          events: [before.event, one.event],
          facts: { ratio: [numerator, denominator] },
          mend: { how: 'void', acts: [{ act: 'void', event: one.event }] }
        }
      ];
    });
  }
};

/** Two instruments of the ledger that carry one ISIN. */
export const sameIsin: HealthCheck = {
  id: 'same-isin',
  gravity: 'error',
  findings(view) {
    const first = new Map<string, string>();
    return view.instruments.flatMap((instrument): Finding[] => {
      const isin = instrument.identifiers.find(({ scheme }) => scheme === 'isin')?.value.toUpperCase();
      if (isin === undefined) return [];
      const known = first.get(isin);
      if (known === undefined) {
        first.set(isin, instrument.id);
        return [];
      }
      const events = view.live.flatMap(({ event, transaction }) =>
        JSON.stringify(transactionText(transaction)).includes(instrument.id) ? [event] : []
      );
      return [
        {
          key: `same-isin:${instrument.id}`,
          instrument: instrument.id,
          events,
          facts: { symbol: isin },
          mend: mergedInto(view, instrument, keptId(known))
        }
      ];
    });
  }
};
