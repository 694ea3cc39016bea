import { dayFromCivil, civilFromDay, daysInMonth, plusMonths, type Day, type Period } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import type { LiveTransaction } from '$lib/domain/ledger';
import { ledgerFold } from '$lib/domain/ledger';
import {
  add,
  decimal,
  divide,
  money,
  multiply,
  roundedToMinorUnit,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import { receivedIncome, type ReceivedIncome } from './received';

/** How an expected income was reckoned. */
export type ForecastBasis = 'year-before' | 'regular' | 'coupon-terms';

/** An income that is to be expected; no promise. */
export interface ExpectedIncome {
  readonly day: Day;
  readonly instrument: InstrumentId;
  readonly units: Decimal;
  readonly perUnit: Decimal;
  readonly gross: Money;
  readonly basis: ForecastBasis;
}

export interface Payment {
  readonly day: Day;
  readonly perUnit: Decimal;
  readonly currency: CurrencyCode;
}

const YEAR = 365;
const SILENT_DAYS = 400;

/**
 * Income to expect from what is held today, gross, over the twelve months after it. An instrument that paid for a year or
 * longer repeats each payment of the last twelve months a year later; one that paid at least three times at a regular
 * distance and began less than a year ago goes on at that distance with its last payment; bonds pay their coupon by their
 * terms. Amounts per unit stay as they were. Instruments that paid nothing for thirteen months are expected to pay nothing.
 * @param live in ledger order.
 */
export function expectedIncome(
  live: readonly LiveTransaction[],
  instruments: readonly Instrument[],
  today: Day
): ExpectedIncome[] {
  const units = unitsHeld(live, today);
  const past = receivedIncome(live, { start: (today - 2 * YEAR) as Day, end: today });
  const expected = instruments.flatMap((instrument): ExpectedIncome[] => {
    const held = units.get(instrument.id) ?? ZERO;
    if (held <= 0n) return [];
    const coupons = couponDays(instrument, today);
    if (coupons)
      return coupons.map(({ day, perUnit }) =>
        expectation(instrument, instrument.currency, held, day, perUnit, 'coupon-terms')
      );
    const payments = paymentsOf(past, instrument.id);
    return continued(payments, today).map(({ day, perUnit, currency, basis }) =>
      expectation(instrument, currency, held, day, perUnit, basis)
    );
  });
  return expected.sort((a, b) => a.day - b.day);
}

function expectation(
  instrument: Instrument,
  currency: CurrencyCode,
  units: Decimal,
  day: Day,
  perUnit: Decimal,
  basis: ForecastBasis
): ExpectedIncome {
  const gross = roundedToMinorUnit(money(multiply(units, perUnit), currency));
  return { day, instrument: instrument.id, units, perUnit, gross, basis };
}

function unitsHeld(live: readonly LiveTransaction[], today: Day): Map<InstrumentId, Decimal> {
  const fold = ledgerFold();
  for (const one of live) if (one.transaction.tradeDay <= today) fold.apply(one);
  const units = new Map<InstrumentId, Decimal>();
  for (const { instrument, quantity } of fold.holdings)
    units.set(instrument, add(units.get(instrument) ?? ZERO, quantity));
  return units;
}

/** Payments per unit by day; accounts that were paid on one day count once. */
export function paymentsOf(past: readonly ReceivedIncome[], instrument: InstrumentId): Payment[] {
  const byDay = new Map<Day, Payment>();
  for (const { instrument: of, kind, day, perUnit, gross } of past)
    if (of === instrument && kind !== 'distribution' && perUnit !== undefined && perUnit > 0n && !byDay.has(day))
      byDay.set(day, { day, perUnit, currency: gross.currency });
  return [...byDay.values()].sort((a, b) => a.day - b.day);
}

function continued(payments: readonly Payment[], today: Day): (Payment & { readonly basis: ForecastBasis })[] {
  const first = payments[0];
  const last = payments.at(-1);
  if (!first || !last || today - last.day > SILENT_DAYS) return [];
  const lastYear = payments.filter(({ day }) => day > today - YEAR);
  const distance = regularDistance(payments);
  if (distance !== undefined && first.day > today - YEAR + distance) {
    const months = Math.max(1, Math.round(distance / (YEAR / 12)));
    const days = Array.from({ length: Math.ceil(12 / months) }, (_, at) => plusMonths(last.day, months * (at + 1)));
    return days
      .filter((day) => day > today && day <= today + YEAR)
      .map((day) => ({ ...last, day, basis: 'regular' as const }));
  }
  return lastYear
    .map((payment) => ({ ...payment, day: plusMonths(payment.day, 12), basis: 'year-before' as const }))
    .filter(({ day }) => day > today);
}

/** Days between payments when all distances are within a quarter of their median. */
function regularDistance(payments: readonly Payment[]): number | undefined {
  if (payments.length < 3) return undefined;
  const distances = payments.slice(1).map(({ day }, at) => day - (payments[at]?.day ?? day));
  const median = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  return distances.every((one) => Math.abs(one - median) <= median / 4) ? median : undefined;
}

/** Coupons of the next twelve months, counted back from the maturity; per unit of par. */
function couponDays({ bond }: Instrument, today: Day): { readonly day: Day; readonly perUnit: Decimal }[] | undefined {
  if (bond?.coupon === undefined || bond.maturity === undefined) return undefined;
  const each = bond.couponsPerYear ?? 1;
  const perUnit = divide(decimal(bond.coupon), decimal(String(each)));
  const days: Day[] = [];
  for (let back = 0; ; back++) {
    const day = plusMonths(bond.maturity, (-12 / each) * back);
    if (day <= today) break;
    if (day <= today + YEAR) days.unshift(day);
  }
  return days.map((day) => ({ day, perUnit }));
}

/** Months from one day to another, each as the period of its days. */
export function monthsBetween(start: Day, end: Day): Period[] {
  const months: Period[] = [];
  let { year, month } = civilFromDay(start);
  const last = civilFromDay(end);
  while (year < last.year || (year === last.year && month <= last.month)) {
    months.push({
      start: dayFromCivil(year, month, 1),
      end: dayFromCivil(year, month, daysInMonth(year, month))
    });
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}
