import { ledgerFold, type Holding, type LedgerFold } from '$lib/domain/ledger';
import {
  add,
  columnOfZeros,
  decimalColumnFromNumbers,
  decimalFromUnits,
  decimalText,
  productSum,
  setDecimal,
  ZERO,
  type Decimal,
  type DecimalColumn,
  type ProductSum
} from '$lib/domain/money';
import type { Outcome } from './outcome';
import { accounts, currencyOf, euro, instruments, type Workload } from './workload';

/** Exact columns over what a fold holds, with the prices to value it by; only what changed is written again. */
class Columns {
  readonly #fold: LedgerFold;
  readonly #closes: DecimalColumn;
  readonly #width: number;
  readonly #units: DecimalColumn;
  readonly #unitRevisions: number[] = [];
  readonly #instruments: number[] = [];
  readonly #cash = columnOfZeros(accounts.length * 2);
  readonly #cashRevisions: number[] = [];
  readonly #one = decimalColumnFromNumbers([1]);

  constructor(fold: LedgerFold, closes: DecimalColumn, width: number) {
    this.#fold = fold;
    this.#width = width;
    this.#units = columnOfZeros(accounts.length * width);
    this.#closes = closes;
  }

  addTo(dollars: ProductSum, euros: ProductSum, day: number): void {
    const { holdings, balances } = this.#fold;
    for (let slot = 0; slot < holdings.length; slot++) {
      const { revision } = holdings[slot];
      if (this.#unitRevisions[slot] !== revision) this.#refreshUnits(slot, holdings[slot]);
      const instrument = this.#instruments[slot];
      const sum = currencyOf(instrument) === euro ? euros : dollars;
      sum.add(this.#units, slot, this.#closes, day * this.#width + instrument);
    }
    for (let slot = 0; slot < balances.length; slot++) {
      const { revision, amount, currency } = balances[slot];
      if (this.#cashRevisions[slot] !== revision) setDecimal(this.#cash, slot, amount);
      this.#cashRevisions[slot] = revision;
      const sum = currency === euro ? euros : dollars;
      sum.add(this.#cash, slot, this.#one, 0);
    }
  }

  #refreshUnits(slot: number, { instrument, quantity, revision }: Holding): void {
    if (slot === this.#instruments.length) this.#instruments.push(instruments.indexOf(instrument));
    this.#unitRevisions[slot] = revision;
    setDecimal(this.#units, slot, quantity);
  }
}

/** Replay and daily valuation with what the app values by: the fold of the ledger, and exact sums over columns. */
export function replayed({ live, first, days, closes, rates, size }: Workload): Outcome {
  const fold = ledgerFold();
  const exchange = decimalColumnFromNumbers(rates);
  const columns = new Columns(fold, decimalColumnFromNumbers(closes), size.instruments);
  const dollars = productSum();
  const euros = productSum();
  let valueSum = 0n;
  let lastValue = ZERO;
  let applied = 0;
  for (let day = 0; day < days; day++) {
    while (applied < live.length && live[applied].transaction.tradeDay === first + day) fold.apply(live[applied++]);
    columns.addTo(dollars, euros, day);
    euros.scaleBy(exchange, day);
    lastValue = add(dollars.total(), euros.total());
    valueSum += lastValue;
  }
  return outcomeOf(fold, lastValue, valueSum);
}

function outcomeOf(fold: LedgerFold, lastValue: Decimal, valueSum: bigint): Outcome {
  const gains = fold.realised.reduce((total, { gain }) => add(total, gain ?? ZERO), ZERO);
  const positions = fold.positions();
  return {
    lastValue: decimalText(lastValue),
    valueSum: decimalText(decimalFromUnits(valueSum)),
    gains: decimalText(gains),
    openCost: decimalText(positions.reduce((total, { cost }) => add(total, cost), ZERO)),
    lots: positions.reduce((total, { lots }) => total + lots.length, 0)
  };
}
