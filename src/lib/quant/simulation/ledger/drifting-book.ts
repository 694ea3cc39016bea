import type { SimulationSpec } from '../spec';
import type { Book } from './book';

/**
 * Accounts whose instruments are followed one by one, cash last: weights drift between rebalancings, taxable accounts
 * know the average cost of each instrument. Sales take the same share of everything; gains and losses of a sale are netted,
 * and losses are carried forward against later gains, without a tax credit.
 */
export function driftingBook(spec: SimulationSpec, paths: number): Book {
  const { accounts, rebalancing } = spec;
  const rates = { gains: spec.taxes?.gains ?? 0, income: spec.taxes?.income ?? 0 };
  const lines = spec.weights.length + 1;
  const held = new Float64Array(accounts.length * lines * paths);
  const cost = new Float64Array(held.length);
  const losses = new Float64Array(accounts.length * paths);
  const paid = new Float64Array(paths);
  const taxed = accounts.map(({ kind }) => kind === 'taxable');
  const place = (account: number, line: number, path: number): number => (account * lines + line) * paths + path;
  const target = (weights: Float64Array, line: number): number => {
    if (line < lines - 1) return weights[line];
    let cash = 1;
    for (let i = 0; i < weights.length; i++) cash -= weights[i];
    return Math.max(0, cash);
  };
  const total = (of: Float64Array, account: number, path: number): number => {
    let sum = 0;
    for (let line = 0, at = place(account, 0, path); line < lines; line++, at += paths) sum += of[at];
    return sum;
  };
  const put = (account: number, path: number, amount: number, weights: Float64Array, basis = amount): void => {
    for (let line = 0, at = place(account, 0, path); line < lines; line++, at += paths) {
      const share = target(weights, line);
      held[at] += share * amount;
      // Cash has no gain: its cost is itself.
      cost[at] += share * (line === lines - 1 ? amount : basis);
    }
  };
  accounts.forEach(({ value, cost: basis = value }, account) => {
    const cash = target(spec.weights, lines - 1) * value;
    const invested = value - cash;
    const perUnit = invested > 0 ? Math.max(0, basis - cash) / invested : 1;
    for (let p = 0; p < paths; p++) put(account, p, value, spec.weights, value * perUnit);
  });
  /** Keeps a share of everything in an account. */
  const keep = (account: number, path: number, share: number): void => {
    for (let line = 0, at = place(account, 0, path); line < lines; line++, at += paths) {
      held[at] *= share;
      cost[at] *= share;
    }
  };
  /** Tax on a gain after losses carried, which it uses up; a loss is added to them. */
  const taxOn = (gain: number, account: number, path: number): number => {
    const at = account * paths + path;
    const used = Math.min(losses[at], Math.max(0, gain));
    losses[at] += Math.max(0, -gain) - used;
    return rates.gains * Math.max(0, gain - used);
  };
  /** Share of an account to sell for an amount after tax; above 1 when it is not there. */
  const shareFor = (amount: number, account: number, path: number, value: number): number => {
    if (!taxed[account]) return amount / (accounts[account].kind === 'deferred' ? 1 - rates.income : 1) / value;
    const gain = value - total(cost, account, path);
    const plain = amount / value;
    const carried = losses[account * paths + path];
    if (gain <= 0 || plain * gain <= carried) return plain;
    return (amount - rates.gains * carried) / (value - rates.gains * gain);
  };
  const take = (account: number, path: number, amount: number): number => {
    const value = total(held, account, path);
    if (!(value > 0) || !(amount > 0)) return 0;
    const share = Math.min(1, shareFor(amount, account, path, value));
    let tax = accounts[account].kind === 'deferred' ? rates.income * share * value : 0;
    if (taxed[account]) tax = taxOn(share * (value - total(cost, account, path)), account, path);
    keep(account, path, 1 - share);
    paid[path] += tax;
    const got = share * value - tax;
    return got >= amount * (1 - 1e-12) ? amount : got;
  };
  const strayed = (account: number, path: number, weights: Float64Array, value: number, band: number): boolean => {
    for (let line = 0, at = place(account, 0, path); line < lines; line++, at += paths)
      if (Math.abs(held[at] / value - target(weights, line)) > band) return true;
    return false;
  };
  const restore = (account: number, path: number, weights: Float64Array, value: number): void => {
    let gain = 0;
    for (let line = 0, at = place(account, 0, path); line < lines; line++, at += paths) {
      const wanted = target(weights, line) * value;
      if (wanted < held[at]) {
        const soldShare = 1 - wanted / held[at];
        gain += soldShare * (held[at] - cost[at]);
        cost[at] *= 1 - soldShare;
      } else cost[at] += wanted - held[at];
      held[at] = wanted;
    }
    if (!taxed[account]) return;
    const tax = taxOn(gain, account, path);
    paid[path] += tax;
    if (tax > 0) take(account, path, tax);
  };
  return {
    taxes: paid,
    grow: (growth, _, cash, afterCost, whole) => {
      const before = new Float64Array(paths);
      whole.fill(0);
      for (let account = 0; account < accounts.length; account++)
        for (let line = 0; line < lines; line++)
          for (let p = 0, at = place(account, line, 0); p < paths; p++, at++) {
            before[p] += held[at];
            held[at] *= (line < lines - 1 ? growth[line * paths + p] : cash) * afterCost;
            if (line === lines - 1) cost[at] = held[at];
            whole[p] += held[at];
          }
      for (let p = 0; p < paths; p++) whole[p] = before[p] > 0 ? whole[p] / before[p] : 1;
    },
    value: (account, path) => total(held, account, path),
    net: (account, path) => {
      const value = total(held, account, path);
      if (accounts[account].kind === 'deferred') return value * (1 - rates.income);
      if (!taxed[account]) return value;
      return value - rates.gains * Math.max(0, value - total(cost, account, path) - losses[account * paths + path]);
    },
    put: (account, path, amount, weights) => put(account, path, amount, weights),
    take,
    rebalance: (weights, yearEnds) => {
      if (rebalancing.kind === 'none' || (rebalancing.kind === 'yearly' && !yearEnds)) return;
      for (let account = 0; account < accounts.length; account++)
        for (let p = 0; p < paths; p++) {
          const value = total(held, account, p);
          if (!(value > 0)) continue;
          if (rebalancing.kind === 'bands' && !strayed(account, p, weights, value, rebalancing.band)) continue;
          restore(account, p, weights, value);
        }
    }
  };
}
