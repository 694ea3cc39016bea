import { randomStream, type RandomStream } from '$lib/math/random';
import { blockRegression, commonRows, gapBlocks, type BlockRegression } from './gap-blocks';
import { selectedColumns, selectedRows, type Observations } from '../scatter/observations';

/** Observations with every gap filled, or the variable whose own rows are too few for a regression on the longer ones. */
export type LateStartFill =
  | { readonly status: 'ok'; readonly filled: Observations }
  | { readonly status: 'too-short'; readonly column: number; readonly rows: number; readonly needed: number };

const FILL_STREAM = 0x4c46;

/** What a block's row is expected to be, given the longer variables of that row. */
function expectedRow(row: Float64Array, before: readonly number[], { slopes, means }: BlockRegression): number[] {
  const q = before.length;
  return slopes.map((slope, b) => {
    let value = means[q + b];
    before.forEach((i, k) => (value += slope[k] * (row[i] - means[k])));
    return value;
  });
}

/**
 * Missing values (NaN) filled by the regression of the shorter variables on the longer, plus the residuals of a row drawn
 * at random from those of the regression, whole so that variables of equal length keep their correlation, and
 * widened by sqrt(T / (T - q - 1)) for the q slopes. What was observed stays. Same seed, same answer. 'too-short' when
 * a variable has no more common rows than longer variables and 1.
 * Source: Page, How to combine long and short return histories efficiently (2013); Little and Rubin (2002), 4.3.
 */
export function lateStartFill(observations: Observations, seed: number): LateStartFill {
  const { rows, columns } = observations;
  const values = Float64Array.from(observations.values);
  const random = randomStream(seed, FILL_STREAM);
  const before: number[] = [];
  for (const block of gapBlocks(observations)) {
    const q = before.length;
    const common = commonRows(observations, [...before, ...block]);
    const tooShort = { status: 'too-short', column: block[0], rows: common.length, needed: q + 2 } as const;
    if (common.length < q + 2) return tooShort;
    const fit = blockRegression(selectedRows(selectedColumns(observations, [...before, ...block]), common), q);
    if (!fit) return tooShort;
    fillBlock({ values, rows, columns }, { before, block, common, fit }, random);
    before.push(...block);
  }
  return { status: 'ok', filled: { values, rows, columns } };
}

interface Block {
  readonly before: readonly number[];
  readonly block: readonly number[];
  readonly common: readonly number[];
  readonly fit: BlockRegression;
}

function fillBlock(
  { values, rows, columns }: Observations,
  { before, block, common, fit }: Block,
  random: RandomStream
): void {
  const wider = Math.sqrt(common.length / (common.length - before.length - 1));
  const rowAt = (t: number): Float64Array => values.subarray(t * columns, (t + 1) * columns);
  for (let t = 0; t < rows; t++) {
    const row = rowAt(t);
    if (!block.some((j) => Number.isNaN(row[j]))) continue;
    const drawn = rowAt(common[random.integerBelow(common.length)]);
    const there = expectedRow(drawn, before, fit);
    const here = expectedRow(row, before, fit);
    block.forEach((j, b) => {
      row[j] = here[b] + wider * (drawn[j] - there[b]);
    });
  }
}
