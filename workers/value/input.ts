import type { Day, Period, PeriodName } from '$lib/domain/calendar';
import { dayFromNumber, namedPeriod, plusDays } from '$lib/domain/calendar';
import type { Instrument, InstrumentId } from '$lib/domain/instruments';
import { instrumentsOf, type Account, type AccountId, type LiveTransaction } from '$lib/domain/ledger';
import type { PriceSeries, RateSeries } from '$lib/domain/market';
import type { CurrencyCode } from '$lib/domain/money';
import { wholePeriod, type ValuationInput } from '$lib/quant/valuation';
import { loadPrices, loadRates, type VaultName } from '$lib/storage/dexie';
import { keptLedger } from '../kept-ledger';
import { openedVault } from '../open-vault';

/** What a valuation is asked about. */
export interface ValueQuestion {
  readonly vault: VaultName;
  readonly accounts?: readonly AccountId[];
  readonly asOf: Day;
  readonly base: CurrencyCode;
  readonly period: PeriodName;
  readonly benchmark?: InstrumentId;
}

/** A vault's facts as the valuation takes them. */
export interface ValueFacts {
  readonly accounts: readonly Account[];
  readonly instruments: readonly Instrument[];
  readonly transactions: readonly LiveTransaction[];
  readonly prices: readonly PriceSeries[];
  readonly rates: readonly RateSeries[];
  readonly head: string;
}

const YEAR_BEFORE = 370;
const FAR = dayFromNumber(2 ** 31 - 1);

let kept: { readonly key: string; readonly also: ReadonlySet<InstrumentId>; readonly facts: ValueFacts } | undefined;

/**
 * The ledger and the prices of what it holds, with those of `also`. Kept while neither the journal nor the prices
 * move, so that another period or currency is answered at once, and a figure of what was shown.
 */
export async function valueFacts(
  name: VaultName,
  also: readonly InstrumentId[],
  revision: number
): Promise<ValueFacts> {
  const key = `${name} ${revision}`;
  const known = kept;
  if (known?.key === key && also.every((one) => known.also.has(one))) return known.facts;
  const vault = await openedVault(name);
  const ledger = await keptLedger(name);
  const { transactions } = ledger;
  const held = new Set(also);
  for (const { transaction } of transactions) {
    for (const instrument of instrumentsOf(transaction)) held.add(instrument);
  }
  const first = transactions[0]?.transaction.tradeDay;
  const span = first === undefined ? undefined : { start: plusDays(first, -YEAR_BEFORE), end: FAR };
  const [prices, rates] = await Promise.all([loadPrices(vault, [...held], span), loadRates(vault)]);
  const facts: ValueFacts = {
    accounts: ledger.accounts,
    instruments: ledger.instruments,
    transactions,
    prices: prices.series,
    rates: rates.series,
    head: ledger.head
  };
  kept = { key, also: new Set(also), facts };
  return facts;
}

/** The input of a valuation for a question; undefined when nothing happened up to its day. */
export function valuationInput(facts: ValueFacts, question: ValueQuestion): ValuationInput | undefined {
  const whole = wholePeriod(facts.transactions, question.asOf);
  if (whole === undefined) return undefined;
  const period: Period = namedPeriod(question.period, question.asOf, whole.start);
  const { accounts, transactions, instruments, prices, rates } = facts;
  const filter = question.accounts === undefined ? {} : { accounts: question.accounts };
  return { accounts, transactions, instruments, prices, rates, base: question.base, filter, period };
}
