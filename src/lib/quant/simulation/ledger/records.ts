import type { SimulationSpec } from '../spec';
import { pathValue, type Book } from './book';

/** Months over which the luck of the start is told. */
export const EARLY_MONTHS = 60;

/** What is kept of the paths of a block. */
export interface PathRecords {
  readonly grown: (whole: Float64Array, month: number) => void;
  readonly withdrawn: (path: number, month: number, wanted: number, got: number) => void;
  readonly goal: (index: number, path: number, wanted: number, got: number) => void;
  readonly monthEnded: (month: number) => void;
  readonly kept: KeptRecords;
}

/** Records of a block; money of the day it falls due unless it says real: of the start. */
export interface KeptRecords {
  readonly terminal: Float64Array;
  /** Price level at the end. */
  readonly level: Float64Array;
  /** Values at the fan dates: all paths of the first date, then of the next. */
  readonly fan: Float32Array;
  /** The same in money of the start, where prices differ from path to path. */
  readonly realFan?: Float32Array;
  /** Month in which a withdrawal could not be met for the first time, -1 when all were. */
  readonly ruinMonth: Int32Array;
  /** Withdrawals asked for and not met, real. */
  readonly unmet: Float64Array;
  /** What each goal lacked, real: all paths of the first goal, then of the next. */
  readonly goalShort: Float64Array;
  /** Real growth of the portfolio over the first months of spending, or of the plan. */
  readonly early: Float64Array;
  /** Withdrawals met in each year, real: all paths of the first year, then of the next. */
  readonly spent: Float32Array;
  readonly taxes: Float64Array;
  /** 1 where every withdrawal and every goal was met. */
  readonly success: Uint8Array;
}

/** Relative size below which a shortfall is rounding. */
const MET = 1e-9;

/** Keeps the records of a plan from its start on. */
export function pathRecords(
  spec: SimulationSpec,
  paths: number,
  dates: Int32Array,
  book: Book,
  level: Float64Array
): PathRecords {
  const count = spec.accounts.length;
  const fan = new Float32Array(dates.length * paths);
  const realFan = spec.inflation.kind === 'fixed' ? undefined : new Float32Array(dates.length * paths);
  const terminal = new Float64Array(paths);
  const ruinMonth = new Int32Array(paths).fill(-1);
  const unmet = new Float64Array(paths);
  const goalShort = new Float64Array(spec.goals.length * paths);
  const early = new Float64Array(paths).fill(1);
  const withdraws = spec.spending !== undefined || spec.flows.some(({ monthly }) => monthly < 0);
  const spent = new Float32Array(withdraws ? Math.ceil(spec.months / 12) * paths : 0);
  const success = new Uint8Array(paths).fill(1);
  const earlyFrom = Math.min(spec.spending?.fromMonth ?? 0, Math.max(0, spec.months - 1));
  const levelThen = new Float64Array(paths).fill(1);
  let date = 0;
  const kept: KeptRecords = {
    ...{ terminal, level, fan, ruinMonth, unmet, goalShort, early, spent, success },
    ...(realFan ? { realFan } : {}),
    taxes: book.taxes
  };
  const monthEnded = (month: number): void => {
    if (month === earlyFrom) levelThen.set(level);
    if (month === Math.min(spec.months, earlyFrom + EARLY_MONTHS))
      for (let p = 0; p < paths; p++) early[p] /= level[p] / levelThen[p];
    if (dates[date] !== month) return;
    for (let p = 0; p < paths; p++) {
      const value = pathValue(book, count, p);
      fan[date * paths + p] = value;
      if (realFan) realFan[date * paths + p] = value / level[p];
      terminal[p] = value;
    }
    date += 1;
  };
  monthEnded(0);
  return {
    kept,
    monthEnded,
    grown: (whole, month) => {
      if (month < earlyFrom || month >= earlyFrom + EARLY_MONTHS) return;
      for (let p = 0; p < paths; p++) early[p] *= whole[p];
    },
    withdrawn: (path, month, wanted, got) => {
      spent[Math.floor(month / 12) * paths + path] += got / level[path];
      if (wanted - got <= MET * wanted) return;
      unmet[path] += (wanted - got) / level[path];
      success[path] = 0;
      if (ruinMonth[path] < 0) ruinMonth[path] = month + 1;
    },
    goal: (index, path, wanted, got) => {
      if (wanted - got <= MET * wanted) return;
      goalShort[index * paths + path] = (wanted - got) / level[path];
      success[path] = 0;
    }
  };
}
