import type { SimulationSpec } from '../spec';
import type { Book } from './book';

/** whole += sum of weight x growth over the instruments, in their order; four at a time, so that sums stay in registers. */
function addWeighted(growth: Float64Array, weights: Float64Array, whole: Float64Array): void {
  const paths = whole.length;
  let i = 0;
  for (; i + 3 < weights.length; i += 4) {
    const [a, b, c, d] = [weights[i], weights[i + 1], weights[i + 2], weights[i + 3]];
    const first = growth.subarray(i * paths, (i + 1) * paths);
    const second = growth.subarray((i + 1) * paths, (i + 2) * paths);
    const third = growth.subarray((i + 2) * paths, (i + 3) * paths);
    const fourth = growth.subarray((i + 3) * paths, (i + 4) * paths);
    for (let p = 0; p < paths; p++) whole[p] = whole[p] + a * first[p] + b * second[p] + c * third[p] + d * fourth[p];
  }
  for (; i < weights.length; i++) {
    const [weight, from] = [weights[i], i * paths];
    for (let p = 0; p < paths; p++) whole[p] += weight * growth[from + p];
  }
}

/** Accounts whose weights are restored every period and whose gains are not taxed: their values are all there is to know. */
export function restoredBook({ accounts, taxes }: SimulationSpec, paths: number): Book {
  const income = taxes?.income ?? 0;
  const values = new Float64Array(accounts.length * paths);
  accounts.forEach(({ value }, account) => values.fill(value, account * paths, (account + 1) * paths));
  const kept = accounts.map(({ kind }) => (kind === 'deferred' ? 1 - income : 1));
  const paid = new Float64Array(paths);
  return {
    taxes: paid,
    grow: (growth, weights, cash, afterCost, whole) => {
      let rest = 1;
      for (let i = 0; i < weights.length; i++) rest -= weights[i];
      whole.fill(Math.max(0, rest) * cash);
      addWeighted(growth, weights, whole);
      for (let p = 0; p < paths; p++) whole[p] *= afterCost;
      for (let account = 0, at = 0; account < accounts.length; account++)
        for (let p = 0; p < paths; p++) values[at++] *= whole[p];
    },
    value: (account, path) => values[account * paths + path],
    net: (account, path) => values[account * paths + path] * kept[account],
    put: (account, path, amount) => void (values[account * paths + path] += amount),
    take: (account, path, amount) => {
      const at = account * paths + path;
      const gross = amount / kept[account];
      if (gross < values[at]) {
        values[at] -= gross;
        paid[path] += gross - amount;
        return amount;
      }
      const got = values[at] * kept[account];
      paid[path] += values[at] - got;
      values[at] = 0;
      // An amount that is met to the last digit is met.
      return got >= amount * (1 - 1e-12) ? amount : got;
    },
    rebalance: () => undefined
  };
}
