import { plusDays, type Day, type Period } from '$lib/domain/calendar';
import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId, LiveTransaction } from '$lib/domain/ledger';
import { add, decimalFromNumber, multiply, ZERO, type CurrencyCode, type Decimal, type Money } from '$lib/domain/money';
import { rateBetween } from '$lib/quant/currencies';
import {
  expectedIncome,
  monthsBetween,
  receivedIncome,
  type ExpectedIncome,
  type ReceivedIncome
} from '$lib/quant/income';
import type { VaultName } from '$lib/storage/dexie';
import { valueFacts, type ValueFacts } from './input';

/** Whose income, seen from which day and in which currency. */
export interface IncomeQuestion {
  readonly vault: VaultName;
  readonly accounts?: readonly AccountId[];
  readonly asOf: Day;
  readonly base: CurrencyCode;
  readonly revision: number;
}

/** An income with its gross amount in the currency asked for; undefined when no rate joins the two. */
export type InBase<T> = T & { readonly inBase?: Decimal };

/** A month with what came and what is to be expected. */
export interface IncomeMonth extends Period {
  readonly received: Decimal;
  readonly expected: Decimal;
}

/** The income of a year back and a year ahead. */
export interface IncomeView {
  readonly asOf: Day;
  readonly received: readonly InBase<ReceivedIncome>[];
  readonly expected: readonly InBase<ExpectedIncome>[];
  readonly months: readonly IncomeMonth[];
  readonly years: readonly { readonly year: number; readonly received: Decimal }[];
  readonly receivedSum: Decimal;
  readonly expectedSum: Decimal;
  readonly byInstrument: readonly {
    readonly instrument?: InstrumentId;
    readonly received: Decimal;
    readonly expected: Decimal;
  }[];
  /** Currencies without a rate: their income is in no sum. */
  readonly withoutRate: readonly CurrencyCode[];
}

const YEAR = 365;

/** Every income as it was received and is expected, in the currency asked for. */
export function convertedIncome(
  facts: ValueFacts,
  { accounts, asOf, base }: Omit<IncomeQuestion, 'vault' | 'revision'>
) {
  const live = ofAccounts(facts.transactions, accounts);
  const convert = converter(base, facts.rates, asOf);
  const all = receivedIncome(live, { start: -1e9 as Day, end: asOf }).map((one) => convert(one, one.day));
  const received = all.filter(({ day }) => day > asOf - YEAR);
  const expected = expectedIncome(live, facts.instruments, asOf).map((one) => convert(one, asOf));
  return { all, received, expected };
}

/** Income of the twelve months up to a day, and to expect in the twelve after it. */
export async function income({ vault, revision, ...question }: IncomeQuestion): Promise<IncomeView> {
  const { asOf } = question;
  const { all, received, expected } = convertedIncome(await valueFacts(vault, [], revision), question);
  const months = monthsBetween(plusDays(asOf, 1 - YEAR), plusDays(asOf, YEAR)).map((month): IncomeMonth => {
    const within = ({ day }: { readonly day: Day }): boolean => day >= month.start && day <= month.end;
    return { ...month, received: sumOf(received.filter(within)), expected: sumOf(expected.filter(within)) };
  });
  return {
    asOf,
    received,
    expected,
    months,
    years: years(all),
    receivedSum: sumOf(received),
    expectedSum: sumOf(expected),
    byInstrument: byInstrument(received, expected),
    withoutRate: [
      ...new Set(
        [...received, ...expected].flatMap(({ inBase, gross }) => (inBase === undefined ? [gross.currency] : []))
      )
    ]
  };
}

function ofAccounts(
  live: readonly LiveTransaction[],
  accounts: readonly AccountId[] | undefined
): readonly LiveTransaction[] {
  if (accounts === undefined) return live;
  const wanted = new Set(accounts);
  return live.filter(
    ({ transaction }) => wanted.has(transaction.account) || ('to' in transaction && wanted.has(transaction.to))
  );
}

type Convert = <T extends { readonly gross: Money }>(one: T, day: Day) => InBase<T>;

function converter(base: CurrencyCode, rates: ValueFacts['rates'], last: Day): Convert {
  const known = new Map<CurrencyCode, ReturnType<typeof rateBetween>>();
  return (one, day) => {
    const { amount, currency } = one.gross;
    if (!known.has(currency)) known.set(currency, rateBetween(currency, base, rates));
    const rate = known.get(currency)?.(Math.min(day, last));
    if (rate === undefined || !Number.isFinite(rate)) return one;
    return { ...one, inBase: rate === 1 ? amount : multiply(amount, decimalFromNumber(rate)) };
  };
}

function sumOf(list: readonly { readonly inBase?: Decimal }[]): Decimal {
  return list.reduce((sum, { inBase = ZERO }) => add(sum, inBase), ZERO);
}

function years(all: readonly InBase<ReceivedIncome>[]): IncomeView['years'] {
  const byYear = new Map<number, Decimal>();
  for (const { day, inBase = ZERO } of all) {
    const year = new Date(day * 86_400_000).getUTCFullYear();
    byYear.set(year, add(byYear.get(year) ?? ZERO, inBase));
  }
  return [...byYear].map(([year, received]) => ({ year, received }));
}

function byInstrument(
  received: readonly InBase<ReceivedIncome>[],
  expected: readonly InBase<ExpectedIncome>[]
): IncomeView['byInstrument'] {
  const rows = new Map<InstrumentId | undefined, { received: Decimal; expected: Decimal }>();
  const row = (instrument: InstrumentId | undefined) => {
    const known = rows.get(instrument) ?? { received: ZERO, expected: ZERO };
    rows.set(instrument, known);
    return known;
  };
  for (const one of received) {
    const own = row(one.instrument);
    own.received = add(own.received, one.inBase ?? ZERO);
  }
  for (const one of expected) {
    const own = row(one.instrument);
    own.expected = add(own.expected, one.inBase ?? ZERO);
  }
  return [...rows]
    .map(([instrument, sums]) => ({ ...(instrument === undefined ? {} : { instrument }), ...sums }))
    .sort((a, b) => (b.received + b.expected > a.received + a.expected ? 1 : -1));
}
