import { exp } from '$lib/math/elementary';
import type { SimulationInputs } from '../models/model-types';
import { compounded, fanMonths, weightsAt } from '../plan';
import type { PathBlock, SimulationSpec } from '../spec';
import { pathValue, takeInOrder, type Book } from './book';
import { driftingBook } from './drifting-book';
import { goalAmount, goalsByMonth, reservedFor } from './goals';
import { pathSpending } from './path-year';
import { priceLevel } from './price-level';
import { pathRecords, type PathRecords } from './records';
import { restoredBook } from './restored-book';

/** A plan lived through by the paths of a block, period by period. */
export interface PlanRun {
  readonly period: (growth: Float64Array, month: number, monthEnds: boolean) => void;
  readonly records: PathRecords;
}

/** True when the values of the accounts are all there is to know: weights are restored every period, gains not taxed. */
export function isPlain({ rebalancing, taxes, accounts }: SimulationSpec): boolean {
  const restored = rebalancing.kind === 'step' || rebalancing.kind === 'monthly';
  return restored && !((taxes?.gains ?? 0) > 0 && accounts.some(({ kind }) => kind === 'taxable'));
}

/** Growth factors as the model has them, or with returns, volatility moved; changed in place of a copy. */
function shifter({ shift }: SimulationSpec, inputs: SimulationInputs, paths: number, rowsPerPeriod: number) {
  const returns = shift?.returns ?? 0;
  const volatility = shift?.volatility ?? 1;
  if (returns === 0 && volatility === 1) return (growth: Float64Array) => growth;
  const instruments = inputs.columns - (inputs.priced ? 1 : 0);
  const moved = new Float64Array(inputs.columns * paths);
  const factor = exp((returns * rowsPerPeriod) / inputs.rowsPerMonth / 12);
  const means = inputs.meanGrowth.map((one) => {
    let mean = 1;
    for (let row = 0; row < rowsPerPeriod; row++) mean *= one;
    return mean;
  });
  return (growth: Float64Array) => {
    moved.set(growth);
    for (let i = 0, at = 0; i < instruments; i++)
      for (let p = 0; p < paths; p++, at++)
        moved[at] = factor * Math.max(0, means[i] + volatility * (growth[at] - means[i]));
    return moved;
  };
}

/**
 * Starts a plan. Each month: growth after costs, prices; then money paid in, spending and withdrawals, goals in the order
 * of their priority; then rebalancing. What cannot be met in full ruins the path: what is there is paid.
 */
export function planRun(spec: SimulationSpec, inputs: SimulationInputs, block: PathBlock): PlanRun {
  const { accounts, flows, spending, months } = spec;
  const { paths } = block;
  const perMonth = spec.rebalancing.kind === 'step' ? inputs.rowsPerMonth : 1;
  const book: Book = isPlain(spec) ? restoredBook(spec, paths) : driftingBook(spec, paths);
  const prices = priceLevel(spec, inputs, block);
  const records = pathRecords(spec, paths, fanMonths(spec), book, prices.level);
  const shifted = shifter(spec, inputs, paths, inputs.rowsPerMonth / perMonth);
  const cash = compounded(spec.cashRate, 1 / perMonth);
  const afterCost = compounded(-(spec.annualCost ?? 0), 1 / perMonth);
  const due = goalsByMonth(spec);
  const spent = spending && pathSpending(spending, months - spending.fromMonth, paths);
  const whole = new Float64Array(paths);
  const priceRow = inputs.priced ? (inputs.columns - 1) * paths : -1;

  function withdraw(path: number, amount: number, month: number): void {
    if (!(amount > 0)) return;
    const got = takeInOrder(book, accounts.length, path, amount);
    records.withdrawn(path, month, amount, got);
  }
  function payments(path: number, month: number, weights: Float64Array): void {
    const level = prices.level[path];
    for (const flow of flows) {
      if (month < flow.fromMonth || month >= flow.toMonth) continue;
      const amount = flow.monthly * (flow.indexed ? level : 1);
      if (amount >= 0) book.put(flow.account ?? 0, path, amount, weights);
      else withdraw(path, -amount, month);
    }
  }
  function decided(month: number): void {
    if (!spending || !spent || month < spending.fromMonth) return;
    for (let p = 0; p < paths; p++)
      dueNow[p] = spent.due(p, month - spending.fromMonth, pathValue(book, accounts.length, p), prices.level[p]);
  }
  function goalsDue(month: number): void {
    for (const one of due.get(month + 1) ?? []) {
      const { goal, index } = one;
      const [fixed, indexed] = reservedFor(one, spec, prices.expected);
      for (let p = 0; p < paths; p++) {
        const level = prices.level[p];
        const wanted = goalAmount(goal, level);
        if (goal.kind === 'reach') {
          records.goal(index, p, wanted, Math.min(wanted, pathValue(book, accounts.length, p)));
          continue;
        }
        let there = 0;
        for (let account = 0; account < accounts.length; account++) there += book.net(account, p);
        const free = Math.min(wanted, Math.max(0, there - fixed - indexed * level));
        records.goal(index, p, wanted, free > 0 ? takeInOrder(book, accounts.length, p, free) : 0);
      }
    }
  }
  const dueNow = new Float64Array(paths);
  let begun = -1;
  return {
    records,
    period: (drawn, month, monthEnds) => {
      const growth = shifted(drawn);
      const weights = weightsAt(spec, month);
      // A year of spending is decided at its start, on what is there before the month's growth.
      if (begun !== month) decided((begun = month));
      book.grow(growth, weights, cash, afterCost, whole);
      prices.pass(priceRow < 0 ? undefined : growth.subarray(priceRow, priceRow + paths), monthEnds);
      spent?.grown(whole);
      records.grown(whole, month);
      if (monthEnds) {
        if (flows.length > 0) for (let p = 0; p < paths; p++) payments(p, month, weights);
        if (spending && month >= spending.fromMonth) for (let p = 0; p < paths; p++) withdraw(p, dueNow[p], month);
        goalsDue(month);
      }
      if (monthEnds || spec.rebalancing.kind === 'step')
        book.rebalance(weightsAt(spec, month + 1), monthEnds && (month + 1) % 12 === 0);
      if (monthEnds) records.monthEnded(month + 1);
    }
  };
}
