import type { InstrumentId } from '$lib/domain/instruments';
import {
  ledgerFold,
  lotMethodsOf,
  type AccountId,
  type LiveTransaction,
  type Lot,
  type LotMethod
} from '$lib/domain/ledger';
import { decimalToNumber } from '$lib/domain/money';
import type { LotQueue, TaxLot } from '$lib/quant/optimization';
import { holdingTerm } from '$lib/quant/tax';
import { holdings, wholePeriod, type HoldingRow } from '$lib/quant/valuation';
import { valueFacts } from '../value/input';
import type { UniverseQuestion } from './universe';

/** Which lots a sale takes: by the method of each account, or those that a person picks. */
export interface LotsChoice {
  readonly order: 'account' | 'picked';
  /** Accounts that count; all where absent. */
  readonly accounts?: readonly AccountId[];
}

interface OpenLot extends TaxLot {
  readonly account: AccountId;
  /** What a unit cost, and what it gains now, in the currency it was paid in; the latter in the base without a price in it. */
  readonly unitCost: number;
  readonly unitGain: number;
  readonly opened: number;
}

/**
 * The open long lots of instruments, their values scaled to the weights held now, gains in the base currency at the rates of
 * the days of purchase. One queue for each account by its method, or one of all where lots are picked.
 */
export async function openLots(
  question: UniverseQuestion & { readonly lots: LotsChoice },
  instruments: readonly InstrumentId[],
  weights: Float64Array
): Promise<LotQueue[]> {
  const { vault, revision, end, base, lots: choice } = question;
  const facts = await valueFacts(vault, [...instruments], revision);
  const period = wholePeriod(facts.transactions, end);
  if (!period) return [];
  const filter = choice.accounts === undefined ? {} : { accounts: choice.accounts };
  const { rows } = holdings({ ...facts, base, filter, period }, end);
  const methodOf = lotMethodsOf(facts.accounts);
  const paid = paidLots(facts.transactions, methodOf, end);
  return instruments.flatMap((instrument, j): LotQueue[] => {
    const row = rows.find((one) => one.instrument === instrument);
    const own = row ? lotsOf(row, weights[j] ?? 0, paid, end) : [];
    if (choice.order === 'picked') return own.length > 0 ? [{ instrument, order: 'picked', lots: own.map(plain) }] : [];
    const accounts = [...new Set(own.map(({ account }) => account))];
    return accounts.map((account) => ({
      instrument,
      order: 'in-order',
      lots: inOrder(
        own.filter((lot) => lot.account === account),
        methodOf(account)
      ).map(plain)
    }));
  });
}

const plain = ({ id, weight, gain, term }: OpenLot): TaxLot => ({ id, weight, gain, term });
const keyOf = ({ account, id }: { readonly account: AccountId; readonly id: string }): string => `${account} ${id}`;

/** Lots as they were paid, by account and id. */
function paidLots(
  live: readonly LiveTransaction[],
  lotMethod: ReturnType<typeof lotMethodsOf>,
  end: number
): ReadonlyMap<string, Lot> {
  const fold = ledgerFold({ lotMethod });
  for (const one of live) if (one.transaction.tradeDay <= end) fold.apply(one);
  return new Map([...fold.holdings].flatMap(({ lots }) => lots.map((lot) => [keyOf(lot), lot] as const)));
}

function lotsOf(
  { lots, price }: HoldingRow,
  weight: number,
  paid: ReadonlyMap<string, Lot>,
  end: UniverseQuestion['end']
): OpenLot[] {
  const long = lots.filter(({ quantity, value }) => quantity > 0n && value > 0n);
  const total = long.reduce((sum, { value }) => sum + decimalToNumber(value), 0);
  if (!(total > 0) || !(weight > 0)) return [];
  return long.map((lot) => {
    const { account, opened, quantity, gain, value } = lot;
    const units = decimalToNumber(quantity);
    const own = paid.get(keyOf(lot));
    const unitCost = own ? decimalToNumber(own.cost) / units : decimalToNumber(lot.cost) / units;
    const comparable = own?.currency === price.currency;
    return {
      id: keyOf(lot),
      account,
      weight: (weight * decimalToNumber(value)) / total,
      gain: (weight * decimalToNumber(gain)) / total,
      term: holdingTerm(opened, end),
      unitCost,
      unitGain: comparable ? decimalToNumber(price.value) - unitCost : decimalToNumber(gain) / units,
      opened
    };
  });
}

/** Lots in the order in which an account's method sells them. */
export function inOrder<L extends Pick<OpenLot, 'opened' | 'unitCost' | 'unitGain' | 'term'>>(
  lots: readonly L[],
  method: LotMethod
): L[] {
  const byDay = [...lots].sort((a, b) => a.opened - b.opened);
  switch (method) {
    case 'fifo':
    case 'average':
      return byDay;
    case 'lifo':
      return byDay.reverse();
    case 'hifo':
      return byDay.sort((a, b) => b.unitCost - a.unitCost);
    case 'lowest-tax': {
      const rank = ({ unitGain, term }: L): number => (unitGain < 0 ? 0 : term === 'long' ? 1 : 2);
      return byDay.sort((a, b) => rank(a) - rank(b) || a.unitGain - b.unitGain);
    }
  }
}
