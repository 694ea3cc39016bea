import type { InstrumentId } from '$lib/domain/instruments';
import { add, decimalFromNumber, multiply, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { AccountId } from '$lib/domain/ledger';
import { rateBetween } from '$lib/quant/currencies';
import { tradeList, type TradeList, type TradeListRequest } from '$lib/quant/rebalancing';
import { holdings, worthOfQuote, type HoldingRow } from '$lib/quant/valuation';
import { valuationInput, valueFacts, type ValueQuestion } from './input';
import { tradeImpact, type TradeImpact } from './trade-impact';

/** Weights to reach and what trading costs. Positions outside `targets` are left alone. */
export interface TradeQuestion extends ValueQuestion {
  readonly revision: number;
  readonly targets: TradeListRequest['targets'];
  readonly commission: TradeListRequest['commission'];
  readonly spread: Decimal;
  readonly exchangeCost: Decimal;
  readonly minimumTrade: Decimal;
  readonly minimumCash: Decimal;
}

const CRYPTO_DIGITS = 8;

/** The trades with what they do beside moving weights. */
export interface TradesAnswer extends TradeList {
  readonly impact: TradeImpact;
}

/** The trades that bring the accounts of the question to the weights; undefined when nothing happened up to the day. */
export async function trades(question: TradeQuestion): Promise<TradesAnswer | undefined> {
  const wanted = new Set(question.targets.map((target) => target.instrument));
  const facts = await valueFacts(question.vault, [...wanted], question.revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return undefined;
  const held = holdings(input, question.asOf);
  const rows = held.rows.filter((row) => wanted.has(row.instrument));
  const kinds = new Map(facts.instruments.map((one) => [one.id, one.kind]));
  const quotes = question.targets.flatMap(({ instrument }) => {
    const row = rows.find((one) => one.instrument === instrument);
    const quote = row ? { currency: row.price.currency, price: row.price.value } : lastClose(instrument);
    const digits = kinds.get(instrument) === 'crypto' ? { quantityDigits: CRYPTO_DIGITS } : {};
    return quote ? [{ instrument, ...quote, ...digits }] : [];
  });

  function lastClose(instrument: InstrumentId): { currency: CurrencyCode; price: Decimal } | undefined {
    const series = facts.prices.find((one) => one.instrument === instrument);
    const at = series ? series.days.findLastIndex((day) => day <= question.asOf) : -1;
    const value = series?.values[at];
    if (series === undefined || value === undefined) return undefined;
    const factor = worthOfQuote(
      series,
      facts.instruments.find((one) => one.id === instrument)
    );
    return { currency: series.currency, price: multiply(decimalFromNumber(value), factor) };
  }

  const currencies = new Set([...quotes.map((one) => one.currency), ...held.cash.map((one) => one.currency)]);
  const rates = [...currencies].flatMap((currency) => {
    const rate = rateBetween(currency, question.base, facts.rates)?.(question.asOf) ?? NaN;
    return Number.isFinite(rate) ? [{ currency, rate: decimalFromNumber(rate) }] : [];
  });
  const { targets, commission, spread, exchangeCost, minimumTrade, minimumCash, base } = question;
  const list = tradeList({
    baseCurrency: base,
    targets,
    positions: rows.flatMap(positionsByAccount),
    cash: held.cash.map(({ account, currency, amount }) => ({ account, currency, amount })),
    quotes,
    rates,
    commission,
    spread,
    exchangeCost,
    minimumTrade,
    minimumCash
  });
  const accounts = question.accounts && new Set(question.accounts);
  const impact = tradeImpact(list, {
    live: facts.transactions.filter(
      ({ transaction }) =>
        !accounts || accounts.has(transaction.account) || ('to' in transaction && accounts.has(transaction.to))
    ),
    accounts: facts.accounts,
    instruments: facts.instruments,
    targets: [...wanted],
    asOf: question.asOf,
    rate: (currency) => rateBetween(currency, base, facts.rates)?.(question.asOf) ?? NaN
  });
  return { ...list, impact };
}

function positionsByAccount(row: HoldingRow): { account: AccountId; instrument: InstrumentId; quantity: Decimal }[] {
  const quantities = new Map<AccountId, Decimal>();
  for (const lot of row.lots) quantities.set(lot.account, add(quantities.get(lot.account) ?? ZERO, lot.quantity));
  return [...quantities].map(([account, quantity]) => ({ account, instrument: row.instrument, quantity }));
}
