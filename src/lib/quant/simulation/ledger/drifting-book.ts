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
  // Lines of a path lie together; their sums are kept beside them and made anew each period.
  const held = new Float64Array(accounts.length * paths * lines);
  const cost = new Float64Array(held.length);
  const value = new Float64Array(accounts.length * paths);
  const basis = new Float64Array(value.length);
  const losses = new Float64Array(value.length);
  const paid = new Float64Array(paths);
  const taxed = accounts.map(({ kind }) => kind === 'taxable');
  const deferred = accounts.map(({ kind }) => kind === 'deferred');
  const targets = new Float64Array(lines);
  /** Weights with cash as the last. */
  function aim(weights: Float64Array): void {
    let cash = 1;
    for (let line = 0; line < lines - 1; line++) {
      targets[line] = weights[line];
      cash -= weights[line];
    }
    targets[lines - 1] = Math.max(0, cash);
  }
  /** Buys at the weights aimed at; instruments cost `perUnit` of what they are worth. */
  function buy(at: number, amount: number, perUnit: number): void {
    for (let line = 0, place = at * lines; line < lines; line++, place++) {
      const part = targets[line] * amount;
      const paidFor = line === lines - 1 ? part : part * perUnit;
      held[place] += part;
      cost[place] += paidFor;
      value[at] += part;
      basis[at] += paidFor;
    }
  }
  aim(spec.weights);
  accounts.forEach((account, a) => {
    const invested = account.value * (1 - targets[lines - 1]);
    const cash = account.value - invested;
    const perUnit = invested > 0 ? Math.max(0, (account.cost ?? account.value) - cash) / invested : 1;
    for (let p = 0; p < paths; p++) buy(a * paths + p, account.value, perUnit);
  });
  /** Tax on a gain after losses carried, which it uses up; a loss is added to them. */
  function taxOn(gain: number, at: number): number {
    const used = Math.min(losses[at], Math.max(0, gain));
    losses[at] += Math.max(0, -gain) - used;
    return rates.gains * Math.max(0, gain - used);
  }
  /** Share of an account to sell for an amount after tax; above 1 when it is not there. */
  function shareFor(amount: number, account: number, at: number): number {
    const plain = amount / value[at];
    if (!taxed[account]) return deferred[account] ? plain / (1 - rates.income) : plain;
    const gain = value[at] - basis[at];
    if (gain <= 0 || plain * gain <= losses[at]) return plain;
    return (amount - rates.gains * losses[at]) / (value[at] - rates.gains * gain);
  }
  function take(account: number, path: number, amount: number): number {
    const at = account * paths + path;
    if (!(value[at] > 0) || !(amount > 0)) return 0;
    const share = Math.min(1, shareFor(amount, account, at));
    let tax = deferred[account] ? rates.income * share * value[at] : 0;
    if (taxed[account]) tax = taxOn(share * (value[at] - basis[at]), at);
    const got = share * value[at] - tax;
    const kept = 1 - share;
    for (let line = 0, place = at * lines; line < lines; line++, place++) {
      held[place] *= kept;
      cost[place] *= kept;
    }
    value[at] *= kept;
    basis[at] *= kept;
    paid[path] += tax;
    return got >= amount * (1 - 1e-12) ? amount : got;
  }
  function strayed(at: number, band: number): boolean {
    for (let line = 0, place = at * lines; line < lines; line++, place++)
      if (Math.abs(held[place] / value[at] - targets[line]) > band) return true;
    return false;
  }
  function restore(account: number, path: number): void {
    const at = account * paths + path;
    let gain = 0;
    let costs = 0;
    for (let line = 0, place = at * lines; line < lines; line++, place++) {
      const wanted = targets[line] * value[at];
      if (wanted < held[place]) {
        const left = wanted / held[place];
        gain += (1 - left) * (held[place] - cost[place]);
        cost[place] *= left;
      } else cost[place] += wanted - held[place];
      held[place] = wanted;
      costs += cost[place];
    }
    basis[at] = costs;
    if (!taxed[account]) return;
    const tax = taxOn(gain, at);
    paid[path] += tax;
    if (tax > 0) take(account, path, tax);
  }
  return {
    taxes: paid,
    grow: (growth, _, cash, afterCost, whole) => {
      for (let p = 0; p < paths; p++) {
        let [before, after] = [0, 0];
        for (let at = p; at < value.length; at += paths) {
          let [worth, costs] = [0, 0];
          before += value[at];
          let place = at * lines;
          for (let line = 0, from = p; line < lines - 1; line++, from += paths, place++) {
            held[place] *= growth[from] * afterCost;
            worth += held[place];
            costs += cost[place];
          }
          // Cash has no gain: its cost is itself.
          held[place] *= cash * afterCost;
          cost[place] = held[place];
          value[at] = worth + held[place];
          basis[at] = costs + held[place];
          after += value[at];
        }
        whole[p] = before > 0 ? after / before : 1;
      }
    },
    value: (account, path) => value[account * paths + path],
    net: (account, path) => {
      const at = account * paths + path;
      if (deferred[account]) return value[at] * (1 - rates.income);
      if (!taxed[account]) return value[at];
      return value[at] - rates.gains * Math.max(0, value[at] - basis[at] - losses[at]);
    },
    put: (account, path, amount, weights) => {
      aim(weights);
      buy(account * paths + path, amount, 1);
    },
    take,
    rebalance: (weights, yearEnds) => {
      if (rebalancing.kind === 'none' || (rebalancing.kind === 'yearly' && !yearEnds)) return;
      aim(weights);
      for (let account = 0; account < accounts.length; account++)
        for (let p = 0; p < paths; p++) {
          const at = account * paths + p;
          if (!(value[at] > 0)) continue;
          if (rebalancing.kind === 'bands' && !strayed(at, rebalancing.band)) continue;
          restore(account, p);
        }
    }
  };
}
