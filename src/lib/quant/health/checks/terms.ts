import { plusDays } from '$lib/domain/calendar';
import { absolute, money, multiply, ZERO } from '$lib/domain/money';
import { multiplierOf } from '../health-view';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';

/** Options past their expiry that are still in the books. */
export const optionPastExpiry: HealthCheck = {
  id: 'option-past-expiry',
  gravity: 'error',
  findings: (view) =>
    view.fold.holdings.flatMap(({ account, instrument, quantity }): Finding[] => {
      const expiry = view.instrumentOf.get(instrument)?.option?.expiry;
      if (expiry === undefined || quantity === 0n || expiry >= view.today) return [];
      const last = view.live.reduce(
        (day, { transaction }) =>
          'instrument' in transaction && transaction.instrument === instrument && transaction.tradeDay > day
            ? transaction.tradeDay
            : day,
        expiry
      );
      return [
        {
          key: `option-past-expiry:${account}:${instrument}`,
          account,
          instrument,
          day: expiry,
          events: [],
          facts: { quantity },
          mend: {
            how: 'expire',
            acts: [
              {
                act: 'post',
                transaction: {
                  verb: 'expiry',
                  account,
                  instrument,
                  tradeDay: last,
                  settlementDay: last,
                  quantity: absolute(quantity)
                }
              }
            ]
          }
        }
      ];
    })
};

/** Bonds past their maturity that are still in the books; the mend redeems them at par. */
export const bondPastMaturity: HealthCheck = {
  id: 'bond-past-maturity',
  gravity: 'error',
  findings: (view) =>
    view.fold.holdings.flatMap(({ account, instrument: id, quantity }): Finding[] => {
      const instrument = view.instrumentOf.get(id);
      const maturity = instrument?.bond?.maturity;
      if (!instrument || maturity === undefined || quantity <= 0n || maturity >= view.today) return [];
      const price = (instrument.multiplier === undefined ? 1n : 100n) * 10n ** 18n;
      const par = price as typeof quantity;
      return [
        {
          key: `bond-past-maturity:${account}:${id}`,
          account,
          instrument: id,
          day: maturity,
          events: [],
          facts: { quantity },
          mend: {
            how: 'redeem',
            acts: [
              {
                act: 'post',
                transaction: {
                  verb: 'sell',
                  account,
                  instrument: id,
                  tradeDay: maturity,
                  settlementDay: plusDays(maturity, 0),
                  quantity,
                  price: par,
                  gross: money(multiply(multiply(quantity, par), multiplierOf(instrument)), instrument.currency),
                  fees: ZERO,
                  taxes: ZERO
                }
              }
            ]
          }
        }
      ];
    })
};

/** An option without a multiplier whose trades are a hundred times quantity and price: a contract is of 100 shares. */
export const multiplierMissing: HealthCheck = {
  id: 'multiplier-missing',
  gravity: 'error',
  findings: ({ instruments, live }) =>
    instruments.flatMap((instrument): Finding[] => {
      if (instrument.multiplier !== undefined || (instrument.kind !== 'option' && instrument.kind !== 'bond'))
        return [];
      const factor = instrument.kind === 'option' ? 100 : 0.01;
      const events = live.flatMap(({ event, transaction }) => {
        if (!('price' in transaction) || transaction.instrument !== instrument.id || transaction.price === ZERO)
          return [];
        const ratio = Number(transaction.gross.amount) / Number(multiply(transaction.quantity, transaction.price));
        return Math.abs(ratio / factor - 1) < 0.05 ? [event] : [];
      });
      if (events.length === 0) return [];
      return [
        {
          key: `multiplier-missing:${instrument.id}`,
          instrument: instrument.id,
          events,
          facts: { expected: factor },
          mend: { how: 'add-multiplier', instruments: [{ ...instrument, multiplier: String(factor) }] }
        }
      ];
    })
};
