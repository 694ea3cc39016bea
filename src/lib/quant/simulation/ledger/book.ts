/** Holdings of all accounts on all paths of a block. */
export interface Book {
  /**
   * Grows over a period: growth factors instrument by instrument, the weights in force, growth of cash, what is left after
   * costs. Leaves the growth of each path's whole portfolio in `whole`.
   */
  readonly grow: (
    growth: Float64Array,
    weights: Float64Array,
    cash: number,
    afterCost: number,
    whole: Float64Array
  ) => void;
  readonly value: (account: number, path: number) => number;
  /** Money that selling everything would bring, after tax. */
  readonly net: (account: number, path: number) => number;
  readonly put: (account: number, path: number, amount: number, weights: Float64Array) => void;
  /** Sells until an amount is there after tax, or nothing is left; returns what is there. */
  readonly take: (account: number, path: number, amount: number) => number;
  /** Restores weights where the rule says so: a year ends, or never, or a weight has strayed. */
  readonly rebalance: (weights: Float64Array, yearEnds: boolean) => void;
  /** Taxes paid so far by each path. */
  readonly taxes: Float64Array;
}

/** Value of a path over all accounts. */
export function pathValue(book: Book, accounts: number, path: number): number {
  let total = 0;
  for (let account = 0; account < accounts; account++) total += book.value(account, path);
  return total;
}

/** Takes an amount from the accounts in their order; returns what they had. */
export function takeInOrder(book: Book, accounts: number, path: number, amount: number): number {
  let taken = 0;
  for (let account = 0; account < accounts && taken < amount; account++)
    taken += book.take(account, path, amount - taken);
  return taken;
}
