import type { Day } from '$lib/domain/calendar';
import type { AccountId, Commodity, LiveTransaction } from '$lib/domain/ledger';
import { ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import {
  commodityKey,
  reconciliation,
  totalDifference,
  type BalanceDifference,
  type StatedBalance,
  type TotalDifference
} from '$lib/quant/reconciliation';
import { holdings } from '$lib/quant/valuation';
import type { VaultName } from '$lib/storage/dexie';
import { valuationInput, valueFacts, type ValueFacts } from './input';

/** Which account, on which day; amounts in the account's own currency. */
export interface BalanceQuestion {
  readonly vault: VaultName;
  readonly account: AccountId;
  readonly day: Day;
  readonly base: CurrencyCode;
  readonly revision: number;
}

/** What the ledger has of something on a day. */
export interface LedgerBalance {
  readonly what: Commodity;
  readonly found: Decimal;
  /** In the account's currency. */
  readonly worth: Decimal;
  readonly priceDay?: Day;
  /** What a statement of that day says already. */
  readonly stated?: Decimal;
}

/** Everything an account holds on a day, cash first. */
export interface AccountBalances {
  readonly balances: readonly LedgerBalance[];
  readonly total: Decimal;
  /** Statements of this account on other days. */
  readonly statements: number;
}

/** What the ledger has in an account at the close of a day. */
export async function balances(question: BalanceQuestion): Promise<AccountBalances> {
  const facts = await valueFacts(question.vault, [], question.revision);
  return balancesOf(facts, question);
}

function balancesOf(facts: ValueFacts, { vault, account, day, base }: BalanceQuestion): AccountBalances {
  const stated = statementsOf(facts, account);
  const ofDay = new Map(
    stated.flatMap((one) => (one.day === day ? [[commodityKey(account, one.what), one.stated] as const] : []))
  );
  const input = valuationInput(facts, { vault, asOf: day, base, period: '1Y', accounts: [account] });
  const held = input && holdings(input, day);
  const known = (what: Commodity) => {
    const said = ofDay.get(commodityKey(account, what));
    return said === undefined ? {} : { stated: said };
  };
  const cash = (held?.cash ?? []).map(({ currency, amount, value }): LedgerBalance => {
    const what = { kind: 'currency', code: currency } as const;
    return { what, found: amount, worth: value, ...known(what) };
  });
  const units = (held?.rows ?? []).map(({ instrument, quantity, value, price }): LedgerBalance => {
    const what = { kind: 'instrument', id: instrument } as const;
    return { what, found: quantity, worth: value, ...('day' in price ? { priceDay: price.day } : {}), ...known(what) };
  });
  return { balances: [...cash, ...units], total: held?.total ?? ZERO, statements: stated.length - ofDay.size };
}

function statementsOf({ transactions }: ValueFacts, account: AccountId): StatedBalance[] {
  return transactions.flatMap(({ transaction: t }): StatedBalance[] => {
    if (t.account !== account) return [];
    if (t.verb === 'assert-cash')
      return [{ account, day: t.tradeDay, what: { kind: 'currency', code: t.cash.currency }, stated: t.cash.amount }];
    if (t.verb === 'assert-position')
      return [{ account, day: t.tradeDay, what: { kind: 'instrument', id: t.instrument }, stated: t.quantity }];
    return [];
  });
}

/** A broker's figures held against the ledger. */
export interface Reconciled {
  readonly agreeing: number;
  readonly differences: readonly BalanceDifference[];
  readonly total?: TotalDifference<Commodity>;
  /** The transactions under suspicion. */
  readonly suspects: readonly LiveTransaction[];
}

/**
 * Holds what a broker says against the ledger: balances one by one, and a total. Earlier statements of the account narrow
 * the time in which a difference came about.
 */
export async function reconcile(
  question: BalanceQuestion & {
    readonly stated: readonly { readonly what: Commodity; readonly stated: Decimal }[];
    readonly total?: Decimal;
  }
): Promise<Reconciled> {
  const facts = await valueFacts(question.vault, [], question.revision);
  const { account, day, stated, total } = question;
  const keys = new Set(stated.map(({ what }) => commodityKey(account, what)));
  const before = statementsOf(facts, account).filter(
    (one) => one.day < day && keys.has(commodityKey(account, one.what))
  );
  const compared = reconciliation(facts.transactions, [...before, ...stated.map((one) => ({ ...one, account, day }))]);
  const named = new Set(compared.differences.flatMap(({ suspects }) => suspects.map(({ event }) => event)));
  const result = { ...compared, suspects: facts.transactions.filter(({ event }) => named.has(event)) };
  if (total === undefined) return result;
  const { balances: parts } = balancesOf(facts, question);
  return {
    ...result,
    total: totalDifference(
      total,
      day,
      parts.map(({ what, worth, priceDay }) => ({ of: what, worth, ...(priceDay === undefined ? {} : { priceDay }) }))
    )
  };
}
