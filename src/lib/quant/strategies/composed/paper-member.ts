import { isAsked } from '../periods';
import type { KnownStrategy, RunningStrategy } from '../strategy';
import type { Window } from '../window';

/** A member of a composite, run on paper without costs from one unit of money: its weights, drifted, and its returns. */
export class PaperMember {
  /** Weights after the closes seen so far, and once what was decided last is traded. */
  private weights: Float64Array;
  private wanted: Float64Array | undefined;
  private value = 1;
  private peak = 1;
  private last: Float64Array;
  private seen = -1;
  private asked: number | undefined;
  private answered = false;
  readonly returns: number[] = [];

  constructor(
    private readonly running: RunningStrategy,
    private readonly known: KnownStrategy,
    private readonly cashGrowth: (days: number) => number,
    n: number
  ) {
    this.weights = new Float64Array(n);
    this.last = new Float64Array(n).fill(NaN);
  }

  /** Weights that a decision of the composite is made of. */
  get target(): Float64Array {
    return this.wanted ?? this.weights;
  }

  /** Follows the closes since it was last shown them, then asks the member when it is due; true when it decided. */
  follow(window: Window): boolean {
    for (let t = Math.max(0, this.seen); t < window.days.length; t++) this.day(window, t);
    this.seen = window.days.length;
    const due = isAsked(this.known.asked, this.asked, window.tradingDay, this.answered);
    this.asked = window.tradingDay;
    if (!due) return false;
    const { value, peak, weights } = this;
    const cash = value * (1 - weights.reduce((sum, weight) => sum + weight, 0));
    const held = { value, cash, weights: Float64Array.from(weights), peak, invested: 1 };
    const decision = this.running.decide({ ...window, held });
    if (!decision) return false;
    this.answered = true;
    if (decision.kind !== 'weights') throw new RangeError('a member of a composite decides weights');
    this.wanted = decision.weights.map((weight, i) => (Number.isNaN(weight) ? this.weights[i] : weight));
    return true;
  }

  /** One more close: the value follows the weights held, which drift, and then what was decided is traded. */
  private day(window: Window, t: number): void {
    const { weights, last } = this;
    let risky = 0;
    for (let i = 0; i < weights.length; i++) risky += weights[i];
    let growth = (1 - risky) * (t > 0 ? this.cashGrowth(window.days[t] - window.days[t - 1]) : 1);
    const grown = weights.map((weight, i) => {
      const close = window.closes(i)[t];
      const usable = close > 0 && close < Infinity;
      const factor = usable && last[i] > 0 ? close / last[i] : 1;
      if (usable) last[i] = close;
      growth += weight * factor;
      return weight * factor;
    });
    if (this.asked !== undefined) this.returns.push(growth - 1);
    this.value *= growth;
    this.peak = Math.max(this.peak, this.value);
    this.weights = growth > 0 ? grown.map((weight) => weight / growth) : grown;
    if (this.wanted) {
      this.weights = this.wanted;
      this.wanted = undefined;
    }
  }
}
