import type { InstrumentId } from '$lib/domain/instruments';
import type { AccountId } from '$lib/domain/ledger';
import { add, decimalToNumber, ZERO, type Decimal } from '$lib/domain/money';
import { holdings } from '$lib/quant/valuation';
import { convertedIncome } from './income';
import { valuationInput, valueFacts, type ValueQuestion } from './input';

/** What is asked of accounts: what of some instruments, and cash, lies in each. */
export interface AccountSharesQuestion extends ValueQuestion {
  readonly revision: number;
  readonly instruments: readonly InstrumentId[];
}

/** An account with what it is worth in the instruments asked about and in cash, in the base currency. */
export interface AccountShare {
  readonly account: AccountId;
  readonly value: number;
  readonly held: readonly { readonly instrument: InstrumentId; readonly value: number }[];
}

/** Accounts of the question, and what their instruments are expected to pay out in a year, as a fraction of their value. */
export interface AccountShares {
  readonly accounts: readonly AccountShare[];
  readonly yields: readonly { readonly instrument: InstrumentId; readonly value: number }[];
}

/** What each account holds of the instruments; accounts at or below zero are left out. Short positions count as nothing. */
export async function accountShares(question: AccountSharesQuestion): Promise<AccountShares> {
  const { vault, revision, instruments, asOf } = question;
  const facts = await valueFacts(vault, instruments, revision);
  const input = valuationInput(facts, question);
  if (input === undefined) return { accounts: [], yields: [] };
  const wanted = new Set(instruments);
  const view = holdings(input, asOf);
  const rows = view.rows.filter((row) => wanted.has(row.instrument) && row.value > 0n);
  const { expected } = convertedIncome(facts, question);
  const values = new Map<AccountId, Map<InstrumentId, Decimal>>();
  const cash = new Map<AccountId, Decimal>();
  for (const row of rows)
    for (const lot of row.lots) {
      const own = values.get(lot.account) ?? new Map<InstrumentId, Decimal>();
      own.set(row.instrument, add(own.get(row.instrument) ?? ZERO, lot.value));
      values.set(lot.account, own);
    }
  for (const one of view.cash) cash.set(one.account, add(cash.get(one.account) ?? ZERO, one.value));
  return {
    accounts: facts.accounts.flatMap(({ id }): AccountShare[] => {
      const held = [...(values.get(id) ?? [])].map(([instrument, value]) => ({
        instrument,
        value: decimalToNumber(value)
      }));
      const value = held.reduce((sum, one) => sum + one.value, decimalToNumber(cash.get(id) ?? ZERO));
      return value > 0 ? [{ account: id, value, held }] : [];
    }),
    yields: rows.map((row) => {
      const paid = expected.reduce(
        (sum, one) => (one.instrument === row.instrument ? add(sum, one.inBase ?? ZERO) : sum),
        ZERO
      );
      return { instrument: row.instrument, value: decimalToNumber(paid) / decimalToNumber(row.value) };
    })
  };
}
