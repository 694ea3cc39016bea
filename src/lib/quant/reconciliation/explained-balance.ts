import type { Day } from '$lib/domain/calendar';
import { postingsOf, type AccountId, type Commodity, type EventId, type LiveTransaction } from '$lib/domain/ledger';
import { add, minorUnits, rounded, subtract, sum, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { sumOfAmounts, type FigureExplanation, type FigureInput } from '$lib/quant/explanation';
import { commodityKey, movementsOf, type Movement } from './movements';

/** Cash or units of an account at the close of a day, and what a statement says of them; the lowest is of cash over all days. */
export interface BalanceFigure {
  readonly of: 'balance';
  readonly figure: 'found' | 'difference' | 'lowest';
  readonly account: AccountId;
  readonly what: Commodity;
  readonly day: Day;
  /** For a difference. */
  readonly stated?: Decimal;
}

/**
 * How a balance of the ledger comes about: every movement up to the close of the day, or up to the day on which it was
 * lowest; and how it differs from what a statement says.
 * @param live in ledger order.
 */
export function explainedBalance(live: readonly LiveTransaction[], question: BalanceFigure): FigureExplanation {
  const { figure, account, what, day, stated = ZERO } = question;
  const key = commodityKey(account, what);
  const all = movementsOf(live, day, new Set([key])).get(key) ?? [];
  const own = figure === 'lowest' ? untilLowest(all) : all;
  const found = sum(own.map(({ change }) => change));
  if (figure === 'difference') return explainedDifference(question, stated, found, own);
  const amounts = own.map(({ event, day: on, change }) => ({
    label: 'movement' as const,
    exact: change,
    day: on,
    event
  }));
  const events = own.map(({ event }) => event);
  const formula = figure === 'lowest' ? 'lowest-balance' : 'sum-of-movements';
  if (what.kind === 'currency')
    return sumOfAmounts(formula, amounts, what.code, rounded(found, minorUnits(what.code)), events);
  const inputs = amounts.map(({ exact, ...rest }): FigureInput => ({ ...rest, kind: 'units', value: exact }));
  return { formula, makes: 'sum', result: found, kind: 'units', inputs, events };
}

function explainedDifference(
  { account, what, day }: BalanceFigure,
  stated: Decimal,
  found: Decimal,
  own: readonly Movement[]
): FigureExplanation {
  const kind = what.kind === 'currency' ? ('amount' as const) : ('units' as const);
  const unit = what.kind === 'currency' ? { currency: what.code } : {};
  return {
    formula: 'stated-less-ledger',
    makes: 'sum',
    result: subtract(stated, found),
    kind,
    ...unit,
    inputs: [
      { label: 'stated', kind, ...unit, value: stated, account, day },
      { label: 'ledger', kind, ...unit, value: found, inverse: true, account, day }
    ],
    events: own.map(({ event }) => event)
  };
}

/** Movements up to the close of the day on which the balance was lowest. */
function untilLowest(movements: readonly Movement[]): readonly Movement[] {
  let lowest = -1;
  movements.forEach(({ day, after }, at) => {
    if (movements[at + 1]?.day === day) return;
    if (lowest < 0 || after < (movements[lowest]?.after ?? after)) lowest = at;
  });
  return movements.slice(0, lowest + 1);
}

/** Cash that transactions moved: what came, what went, or both. */
export interface CashFigure {
  readonly figure: 'inflow' | 'outflow' | 'net';
  readonly currency: CurrencyCode;
  /** Cash of these accounts alone; of all when absent. */
  readonly accounts?: readonly AccountId[];
}

/** How a sum of the cash that transactions moved comes about. @param live the transactions that are summed. */
export function explainedCash(
  live: readonly LiveTransaction[],
  { figure, currency, accounts }: CashFigure
): FigureExplanation {
  const wanted = accounts && new Set(accounts);
  const movements = live.flatMap(({ event, transaction }) => {
    const moved: { label: 'movement'; exact: Decimal; day: Day; account: AccountId; event: EventId }[] = [];
    for (const { side, account, commodity, quantity } of postingsOf(event, transaction)) {
      if (side !== 'cash' || commodity.kind !== 'currency' || commodity.code !== currency) continue;
      if (wanted && !wanted.has(account)) continue;
      if (quantity === 0n || (figure === 'inflow' && quantity < 0n) || (figure === 'outflow' && quantity > 0n))
        continue;
      moved.push({ label: 'movement', exact: quantity, day: transaction.tradeDay, account, event });
    }
    return moved;
  });
  const total = movements.reduce((all, { exact }) => add(all, exact), ZERO);
  return sumOfAmounts('sum-of-movements', movements, currency, rounded(total, minorUnits(currency)));
}
