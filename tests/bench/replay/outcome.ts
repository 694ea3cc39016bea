/** What both sides must agree on to the last digit, as plain decimal text. */
export interface Outcome {
  /** Value of all accounts in dollars on the last day. */
  readonly lastValue: string;
  /** Sum over all days and accounts of the daily value in dollars, each rounded once. */
  readonly valueSum: string;
  /** Sums of realised gains and of open cost, dollars and euros side by side. */
  readonly gains: string;
  readonly openCost: string;
  readonly lots: number;
}
