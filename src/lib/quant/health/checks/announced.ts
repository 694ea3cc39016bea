import { dayFromNumber } from '$lib/domain/calendar';
import type { AccountId, EventId } from '$lib/domain/ledger';
import { decimalFromNumber, decimalToNumber, money, multiply, roundedToMinorUnit, ZERO } from '$lib/domain/money';
import type { InstrumentId } from '$lib/domain/instruments';
import { announcedSplits, containsSplits, hasSplitNear, heldWhenDaysBegan } from '../announced';
import type { HealthCheck } from '../check';
import type { Finding } from '../health';
import type { HealthView } from '../health-view';

/** A split that sources announce, while units held that morning saw none and the closes do not contain it. */
export const splitAnnounced: HealthCheck = {
  id: 'split-announced',
  gravity: 'doubt',
  findings(view) {
    const wanted = (view.events ?? []).flatMap(({ instrument, splits }) =>
      containsSplits(view, instrument)
        ? []
        : splits.flatMap((split) => (split.day <= view.today ? [{ instrument, day: split.day }] : []))
    );
    return heldWhenDaysBegan(view, wanted).flatMap(({ instrument, day, units }) => {
      const split = announcedSplits(view, instrument).find((one) => one.day === day);
      if (!split) return [];
      const { numerator, denominator } = split;
      return units.flatMap(({ account, quantity }): Finding[] =>
        hasSplitNear(view, instrument, day, account)
          ? []
          : [
              {
                key: `split-announced:${account}:${instrument}:${day}`,
                ...{ account, instrument, day: dayFromNumber(day), events: [] },
                facts: { ratio: [numerator, denominator], quantity },
                mend: {
                  how: 'split',
                  acts: [
                    {
                      act: 'post',
                      transaction: {
                        ...{ verb: 'split', account, instrument, numerator, denominator },
                        ...{ tradeDay: dayFromNumber(day), settlementDay: dayFromNumber(day) }
                      }
                    }
                  ]
                }
              }
            ]
      );
    });
  }
};

/** From the ex-day to a payment in the ledger: from just before it, in ledgers that book by ex-day, to long after it. */
const [EARLY_DAYS, LATE_DAYS] = [5, 75];
/** Days after the ex-day in which a dividend may well not have been paid. */
const WAIT_DAYS = 45;

/**
 * A dividend that sources announce for units held when its ex-day began, while the account has none of it. Each dividend in
 * the ledger answers one announcement, the earliest that it can.
 */
export const dividendAnnounced: HealthCheck = {
  id: 'dividend-announced',
  gravity: 'doubt',
  findings(view) {
    const events = view.events ?? [];
    const wanted = events.flatMap(({ instrument, dividends }) =>
      dividends.flatMap(({ day }) => (day <= view.today - WAIT_DAYS ? [{ instrument, day }] : []))
    );
    const taken = new Set<EventId>();
    return heldWhenDaysBegan(view, wanted).flatMap(({ instrument, day, units }) => {
      const announced = events.find((one) => one.instrument === instrument)?.dividends.find((one) => one.day === day);
      if (!announced || !(announced.amount > 0)) return [];
      const each = decimalFromNumber(announced.amount / laterUnits(view, instrument, day));
      return units.flatMap(({ account, quantity }): Finding[] => {
        const paid = payment(view, instrument, account, day, taken);
        if (paid !== undefined) {
          taken.add(paid);
          return [];
        }
        const gross = roundedToMinorUnit(money(multiply(quantity, each), announced.currency));
        if (gross.amount <= 0n) return [];
        return [
          {
            key: `dividend-announced:${account}:${instrument}:${day}`,
            ...{ account, instrument, day: dayFromNumber(day), events: [] },
            facts: { quantity, money: gross, price: decimalToNumber(each) },
            mend: {
              how: 'record-dividend',
              acts: [
                {
                  act: 'post',
                  transaction: {
                    ...{ verb: 'dividend', account, instrument, gross, fees: ZERO, taxes: ZERO },
                    ...{ tradeDay: dayFromNumber(day), settlementDay: dayFromNumber(day) }
                  }
                }
              ]
            }
          }
        ];
      });
    });
  }
};

/** Units of the ledger for one unit of the ex-day: later splits that the closes contain and the ledger does not. */
function laterUnits(view: HealthView, instrument: InstrumentId, day: number): number {
  if (!containsSplits(view, instrument)) return 1;
  return announcedSplits(view, instrument)
    .filter((split) => split.day > day && split.day <= view.today && !hasSplitNear(view, instrument, split.day))
    .reduce((product, { numerator, denominator }) => (product * numerator) / denominator, 1);
}

function payment(
  { live }: HealthView,
  instrument: InstrumentId,
  account: AccountId,
  day: number,
  taken: ReadonlySet<EventId>
): EventId | undefined {
  return live.find(
    ({ event, transaction }) =>
      (transaction.verb === 'dividend' || transaction.verb === 'return-of-capital') &&
      transaction.account === account &&
      transaction.instrument === instrument &&
      transaction.tradeDay >= day - EARLY_DAYS &&
      transaction.tradeDay <= day + LATE_DAYS &&
      !taken.has(event)
  )?.event;
}
