import type { LineOfCloses } from '$lib/quant/indicators';
import { FollowedCloses } from './followed-closes';

/** A line of an indicator over one series that grows, a step for each further close. */
export class FollowedLine extends FollowedCloses {
  private values: number[] = [];
  private step: (close: number) => number;

  constructor(private readonly line: LineOfCloses) {
    super();
    this.step = line.begin();
  }

  /** Values at the last `count` closes that exist, oldest first; NaN where there is none, all of them without a close lately. */
  last(closes: Float64Array, count: number): Float64Array {
    const found = new Float64Array(count).fill(NaN);
    if (!this.follow(closes)) return found;
    const recent = this.values.slice(-count);
    found.set(recent, count - recent.length);
    return found;
  }

  protected restart(): void {
    this.values = [];
    this.step = this.line.begin();
  }

  protected add(close: number): void {
    this.values.push(this.step(close));
  }
}
