import type { MarketSpan } from '../market/market-span';
import { isPrice } from '../market/market-span';
import type { ExecutionCosts } from '../settings';

/** Costs of one trade by kind, >= 0, in this order: what is paid in all comes last. Written over by the next trade. */
export const costKinds = ['commission', 'spread', 'slippage', 'impact', 'cost'] as const;

/**
 * What trades cost on a day, by the settings. Impact: amount x factor x daily volatility x sqrt(shares / mean daily
 * volume), both over the days before; without them it is left out, and `withoutVolume` says so. Source for the square
 * root: Torre (1997); Almgren, Thum, Hauptmann and Li (2005).
 */
export class CostModel {
  withoutVolume = false;
  private readonly factors: Float64Array;
  private readonly made: Int32Array;
  private readonly charged = new Float64Array(costKinds.length);
  private today = 0;

  constructor(
    private readonly costs: ExecutionCosts,
    private readonly span: MarketSpan
  ) {
    this.factors = new Float64Array(span.instruments.length);
    this.made = new Int32Array(span.instruments.length).fill(-1);
  }

  /** Costs from now on are those of the day of this index. */
  on(at: number): void {
    this.today = at;
  }

  /** The sum of what {@link of} gives. */
  total(column: number, quantity: number, amount: number): number {
    const { rate, perShare, fixed, minimum, spread, slippage, impact } = this.costs;
    const size = Math.abs(amount);
    const commission = Math.max(minimum, size * rate + Math.abs(quantity) * perShare + fixed);
    const total = commission + size * (spread / 2 + slippage);
    return impact > 0 ? total + size * this.impactFactor(column) * Math.sqrt(Math.abs(quantity)) : total;
  }

  /** Costs of a trade by kind, in the order of {@link costKinds}; nothing for no shares. */
  of(column: number, quantity: number, amount: number): Float64Array {
    const { charged } = this;
    if (quantity === 0) return charged.fill(0);
    const { rate, perShare, fixed, minimum, spread, slippage, impact } = this.costs;
    const size = Math.abs(amount);
    charged[0] = Math.max(minimum, size * rate + Math.abs(quantity) * perShare + fixed);
    charged[1] = (size * spread) / 2;
    charged[2] = size * slippage;
    charged[3] = impact > 0 ? size * this.impactFactor(column) * Math.sqrt(Math.abs(quantity)) : 0;
    charged[4] = charged[0] + charged[1] + charged[2] + charged[3];
    return charged;
  }

  /** A cost that is known: commission. */
  given(cost: number): Float64Array {
    this.charged.fill(0);
    this.charged[0] = cost;
    this.charged[4] = cost;
    return this.charged;
  }

  /** Factor x volatility / sqrt(volume): times sqrt(shares) it is the fraction lost. */
  private impactFactor(column: number): number {
    if (this.made[column] !== this.today) {
      this.made[column] = this.today;
      this.factors[column] = this.costs.impact * this.volatilityOverVolume(column);
      if (Number.isNaN(this.factors[column])) {
        this.withoutVolume = true;
        this.factors[column] = 0;
      }
    }
    return this.factors[column];
  }

  private volatilityOverVolume(column: number): number {
    const { market, days } = this.span;
    if (!market.volumes) return NaN;
    const base = column * days.length;
    const first = Math.max(0, this.today - this.costs.impactDays);
    let volume = 0;
    let traded = 0;
    const returns: number[] = [];
    let previous = NaN;
    for (let t = first; t < this.today; t++) {
      const shares = market.volumes[base + t];
      if (shares >= 0 && shares < Infinity) {
        volume += shares;
        traded += 1;
      }
      const close = market.closes.values[base + t];
      if (!isPrice(close)) continue;
      if (previous > 0) returns.push(close / previous - 1);
      previous = close;
    }
    if (!(volume > 0) || returns.length < 2) return NaN;
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / (returns.length - 1)) / Math.sqrt(volume / traded);
  }
}
