import type { OptimizationProblem } from '../problem';
import { majorant, saleCurve, type LotQueue, type SaleCurve, type SaleLine, type TaxLot } from '../taxed-lots';
import { constantOf, scaled, sumOf, variable, type Expression } from './expression';
import type { PortfolioProgram, Term } from './portfolio-program';

/** Term of what selling lots realises. */
export const TAXES: Term = 'taxes';

/** Sales of lots in a program: what they gain and the tax on it, at least, and where each queue's sales stand. */
export interface PosedSales {
  readonly gain: Expression;
  readonly tax: Expression;
  /** Places of a queue's variables: one for each lot where they are picked, else one. */
  readonly queues: readonly { readonly queue: LotQueue; readonly places: readonly number[] }[];
}

/** Tax on a lot sold whole; losses are negative. */
export function taxOn({ taxes }: OptimizationProblem, { gain, term }: TaxLot): number {
  return taxes ? gain * (term === 'short' ? taxes.shortTerm : taxes.longTerm) : 0;
}

const posed = new WeakMap<PortfolioProgram, PosedSales>();

/** The sales of a problem's lots in a program, posed once however often they are asked for. */
export function posedSales(problem: OptimizationProblem, program: PortfolioProgram): PosedSales {
  const known = posed.get(program);
  if (known) return known;
  const sales = posedAnew(problem, program);
  posed.set(program, sales);
  return sales;
}

function posedAnew(problem: OptimizationProblem, program: PortfolioProgram): PosedSales {
  const gains: Expression[] = [];
  const taxes: Expression[] = [];
  const queues: { queue: LotQueue; places: readonly number[] }[] = [];
  problem.instruments.forEach((instrument, j) => {
    const own = (problem.lots ?? []).filter((one) => one.instrument === instrument && one.lots.length > 0);
    if (own.length === 0) return;
    const anchor = problem.saleAnchors?.find((one) => one.instrument === instrument);
    const sold = own.map((queue, k) => {
      const part = { queue, problem, anchor: anchor && (anchor.sold[k] ?? 0) };
      const one = queue.order === 'picked' ? pickedSales(program, part) : salesInOrder(program, part);
      queues.push({ queue, places: one.places });
      gains.push(one.gain);
      taxes.push(one.tax);
      return one.sold;
    });
    // What is sold past the lots known counts like the dearest of them.
    const beyond = variable(program.variables(1));
    program.nonnegative(beyond, TAXES);
    gains.push(
      scaled(
        beyond,
        dearest(own, ({ gain }) => gain)
      )
    );
    taxes.push(
      scaled(
        beyond,
        dearest(own, (lot) => taxOn(problem, lot))
      )
    );
    const change = sumOf(variable(j), constantOf(-(problem.currentWeights?.[j] ?? 0)));
    const balance = sumOf(...sold, beyond, change);
    if (!anchor) program.nonnegative(balance, TAXES);
    else {
      program.zero(balance, TAXES);
      program.nonnegative(scaled(change, -1), TAXES);
    }
  });
  const tax = variable(program.variables(1));
  program.nonnegative(tax, TAXES);
  program.nonnegative(sumOf(tax, ...taxes.map((one) => scaled(one, -1))), TAXES);
  return { gain: sumOf(...gains), tax, queues };
}

const dearest = (queues: readonly LotQueue[], of: (lot: TaxLot) => number): number =>
  Math.max(0, ...queues.flatMap(({ lots }) => lots.map((lot) => (lot.weight > 0 ? of(lot) / lot.weight : 0))));

interface Part {
  readonly queue: LotQueue;
  readonly problem: OptimizationProblem;
  readonly anchor: number | undefined;
}

function pickedSales(program: PortfolioProgram, { queue, problem, anchor }: Part) {
  const first = program.variables(queue.lots.length);
  const places = queue.lots.map((_, k) => first + k);
  // Where an instrument may also be bought a loss counts as nothing, or it could be realised without a sale.
  const counted = (value: number): number => (anchor === undefined ? Math.max(0, value) : value);
  const perUnit = (of: (lot: TaxLot) => number): Expression =>
    sumOf(...queue.lots.map((lot, k) => variable(first + k, lot.weight > 0 ? counted(of(lot)) / lot.weight : 0)));
  queue.lots.forEach(({ weight }, k) => {
    program.nonnegative(variable(first + k), TAXES);
    program.nonnegative(sumOf(constantOf(Math.max(0, weight)), variable(first + k, -1)), TAXES);
  });
  const sold = sumOf(...places.map((place) => variable(place)));
  return { places, sold, gain: perUnit(({ gain }) => gain), tax: perUnit((lot) => taxOn(problem, lot)) };
}

function salesInOrder(program: PortfolioProgram, { queue, problem, anchor }: Part) {
  const place = program.variables(1);
  const sold = variable(place);
  const gains = saleCurve(queue.lots, ({ gain }) => gain);
  program.nonnegative(sold, TAXES);
  program.nonnegative(sumOf(constantOf(gains.places.at(-1) ?? 0), scaled(sold, -1)), TAXES);
  const of = (curve: SaleCurve): Expression => greatest(program, sold, majorant(curve, anchor));
  const taxes = problem.taxes ? of(saleCurve(queue.lots, (lot) => taxOn(problem, lot))) : constantOf(0);
  return { places: [place], sold, gain: of(gains), tax: taxes };
}

/** A variable that is at least every line; the line itself where there is one. */
function greatest(program: PortfolioProgram, at: Expression, lines: readonly SaleLine[]): Expression {
  const values = lines.map(({ slope, start }) => sumOf(scaled(at, slope), constantOf(start)));
  const [only] = values;
  if (only && values.length === 1) return only;
  const top = variable(program.variables(1));
  for (const value of values) program.nonnegative(sumOf(top, scaled(value, -1)), TAXES);
  return top;
}
