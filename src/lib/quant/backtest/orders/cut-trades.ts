/** Trades by quantity that money and holdings must allow. */
export interface CutInput {
  readonly quantities: Float64Array;
  readonly units: Float64Array;
  readonly prices: Float64Array;
  readonly cash: number;
  readonly whole: boolean;
  readonly cost: (column: number, quantity: number, amount: number) => number;
}

/**
 * Sales cut to what is held, then all purchases to the same part, so that with the money of the sales they cost no more
 * than the cash at hand.
 */
export function cutTrades({ quantities, units, prices, cash, whole, cost }: CutInput): Float64Array {
  const cut = quantities.map((quantity, i) => (quantity < 0 ? Math.max(quantity, -Math.max(0, units[i])) : quantity));
  let money = cash;
  for (let i = 0; i < cut.length; i++) {
    const amount = cut[i] * prices[i];
    if (cut[i] < 0) money -= amount + cost(i, cut[i], amount);
  }
  let part = 1;
  for (let round = 0; round < 60; round++) {
    let needed = 0;
    for (let i = 0; i < cut.length; i++) {
      if (!(cut[i] > 0)) continue;
      const amount = part * cut[i] * prices[i];
      needed += amount + cost(i, part * cut[i], amount);
    }
    if (needed <= money) break;
    part *= Math.max(0, money / needed);
    if (part < 1e-9) part = 0;
    if (part === 0) break;
  }
  return cut.map((quantity) => {
    const bought = quantity > 0 ? part * quantity : quantity;
    return whole && quantity > 0 && part < 1 ? Math.trunc(bought * (1 + 1e-12)) : bought;
  });
}
