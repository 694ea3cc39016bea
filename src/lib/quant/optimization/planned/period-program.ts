import type { DeferredPart } from '../program/deferred-part';
import type { Expression } from '../program/expression';
import { PortfolioProgram, type Term } from '../program/portfolio-program';

/**
 * A period of a program of several: what is posed about its weights, the first variables, is posed about those of the period
 * in the program of all, whose other variables come after the weights of all periods.
 */
export class PeriodProgram extends PortfolioProgram {
  readonly #whole: PortfolioProgram;
  readonly #first: number;

  /** @param first place of the period's first of `size` weights in the whole. */
  constructor(whole: PortfolioProgram, first: number, size: number) {
    super(size);
    this.#whole = whole;
    this.#first = first;
  }

  /** An expression of the period's weights in the places of the whole. */
  moved({ indices, values, constant }: Expression): Expression {
    return { indices: indices.map((index) => (index < this.size ? this.#first + index : index)), values, constant };
  }

  override variables(count: number): number {
    return this.#whole.variables(count);
  }

  override nonnegative(expression: Expression, term: Term): void {
    this.#whole.nonnegative(this.moved(expression), term);
  }

  override zero(expression: Expression, term: Term): void {
    this.#whole.zero(this.moved(expression), term);
  }

  override secondOrder(bound: Expression, parts: readonly Expression[], term: Term): void {
    this.#whole.secondOrder(
      this.moved(bound),
      parts.map((part) => this.moved(part)),
      term
    );
  }

  override exponential(p: Expression, q: Expression, r: Expression, term: Term): void {
    this.#whole.exponential(this.moved(p), this.moved(q), this.moved(r), term);
  }

  /** Nothing is left out for later: the order of losses is that of the first period's weights. */
  override defer(parts: readonly DeferredPart[]): void {
    for (const part of parts) part.add();
  }

  override minimise(expression: Expression, term?: Term): void {
    this.#whole.minimise(this.moved(expression), term);
  }
}
