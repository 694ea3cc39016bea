import { factorDense, PackedOperands, paddedSize, safePivot, solveDense, subtractProduct } from './dense-kernel';
import type { PivotRule } from './dense-kernel';
import { factorPattern } from './quasidefinite-pattern';
import type { FactorPattern, SymmetricPlaces } from './quasidefinite-pattern';

/**
 * LDL' factorisation of a sparse symmetric quasidefinite matrix: positive definite on the nodes of sign +1, negative
 * definite on those of sign -1, so that any order works without exchanges (Vanderbei 1995). Sparse nodes are eliminated
 * one by one; what they leave on the dense block is gathered as one product V' D^-1 V, and the block factored densely.
 */
export class QuasidefiniteFactor {
  private readonly pattern: FactorPattern;
  private readonly stride: number;
  private readonly lowerRows: Int32Array;
  private readonly lower: Float64Array;
  private readonly pivots: Float64Array;
  private readonly signs: Int8Array;
  /** Full rows of V one after another, and for each sparse node its row, or -1. */
  private readonly full: Float64Array;
  private readonly fullRow: Int32Array;
  private readonly fullWeights: Float64Array;
  /** Full rows that are the same in every factorisation: 1 not yet written, 2 written. */
  private readonly constantRow: Uint8Array;
  private readonly partial: readonly (Float64Array | undefined)[];
  private readonly block: Float64Array;
  private readonly blockPivots: Float64Array;
  private readonly packed: PackedOperands;
  private readonly work: Float64Array;
  private readonly side: Float64Array;

  /** The first `constants` values must be the same in every call of `factor`. */
  constructor(places: SymmetricPlaces, signs: Int8Array, last: Uint8Array, constants = 0) {
    const pattern = factorPattern(places, signs, last);
    const { sparse, dense, position, columnStarts, reach } = pattern;
    this.pattern = pattern;
    this.stride = paddedSize(dense);
    this.lower = new Float64Array(columnStarts[sparse]);
    this.lowerRows = new Int32Array(columnStarts[sparse]);
    this.pivots = new Float64Array(sparse);
    this.signs = new Int8Array(places.size);
    for (let i = 0; i < places.size; i++) this.signs[position[i]] = signs[i];
    this.fullRow = new Int32Array(sparse).fill(-1);
    let fullRows = 0;
    for (let k = 0; k < sparse; k++) if (reach[k] === 'all') this.fullRow[k] = fullRows++;
    this.full = new Float64Array(fullRows * this.stride);
    this.fullWeights = new Float64Array(fullRows);
    this.constantRow = Uint8Array.from(reach, (_, k) => Number(isConstantRow(pattern, k, constants)));
    this.partial = reach.map((places) => (places instanceof Int32Array ? new Float64Array(places.length) : undefined));
    this.block = new Float64Array(this.stride * this.stride);
    this.blockPivots = new Float64Array(dense);
    this.packed = new PackedOperands(this.stride);
    this.work = new Float64Array(places.size);
    this.side = new Float64Array(this.stride);
  }

  /** Factors the matrix with these off-diagonal `values` (one an entry) and `diagonal` (one a node). */
  factor(values: Float64Array, diagonal: Float64Array, floor: number, lift: number): void {
    const { sparse, dense, position, block, reach } = this.pattern;
    const rule = { signs: this.signs, floor, lift };
    const permuted = new Float64Array(diagonal.length);
    for (let i = 0; i < diagonal.length; i++) permuted[position[i]] = diagonal[i];
    this.factorSparse(values, permuted, rule);
    const { stride } = this;
    this.block.fill(0);
    for (let f = 0; f < dense; f++) {
      this.block[f * stride + f] = permuted[sparse + f];
      for (let p = block.starts[f]; p < block.starts[f + 1]; p++) {
        this.block[f * stride + block.items[p]] += values[block.entries[p]];
      }
    }
    subtractProduct(this.block, this.full, this.fullWeights, this.fullWeights.length, this.packed);
    for (let k = 0; k < sparse; k++) {
      const places = reach[k];
      const row = this.partial[k];
      if (places instanceof Int32Array && row) subtractOuter(this.block, stride, places, row, 1 / this.pivots[k]);
    }
    const signs = this.signs.subarray(sparse);
    factorDense(this.block, dense, this.blockPivots, { ...rule, signs }, this.packed);
  }

  private factorSparse(values: Float64Array, diagonal: Float64Array, rule: PivotRule): void {
    const { sparse, rows, rowPattern, columnStarts } = this.pattern;
    const { lower, lowerRows, pivots, work } = this;
    const next = columnStarts.slice(0, sparse);
    work.fill(0);
    for (let k = 0; k < sparse; k++) {
      for (let p = rows.starts[k]; p < rows.starts[k + 1]; p++) work[rows.items[p]] += values[rows.entries[p]];
      const written = this.constantRow[k] === 2;
      if (!written) this.openRow(k, values);
      let pivot = diagonal[k];
      for (let p = rowPattern.starts[k]; p < rowPattern.starts[k + 1]; p++) {
        const j = rowPattern.items[p];
        const value = work[j];
        work[j] = 0;
        const end = next[j];
        for (let q = columnStarts[j]; q < end; q++) work[lowerRows[q]] -= lower[q] * value;
        const entry = value / pivots[j];
        pivot -= entry * value;
        lower[end] = entry;
        lowerRows[end] = k;
        next[j] = end + 1;
        if (!written) this.takeRow(j, entry);
      }
      pivots[k] = safePivot(pivot, k, rule);
      if (written) this.fullWeights[this.fullRow[k]] = 1 / pivots[k];
      else this.closeRow(k);
    }
  }

  /** Puts the node's own places in the dense block into the row being built. */
  private openRow(k: number, values: Float64Array): void {
    const { coupling } = this.pattern;
    for (let p = coupling.starts[k]; p < coupling.starts[k + 1]; p++) {
      this.side[coupling.items[p]] += values[coupling.entries[p]];
    }
  }

  /** Subtracts `factor` times row j of V from the row being built. */
  private takeRow(j: number, factor: number): void {
    const places = this.pattern.reach[j];
    if (places === undefined) return;
    const { full, stride, side } = this;
    if (places === 'all') {
      const from = this.fullRow[j] * stride;
      for (let f = 0; f < stride; f++) side[f] -= factor * full[from + f];
      return;
    }
    const row = this.partial[j];
    if (row) for (let p = 0; p < row.length; p++) side[places[p]] -= factor * row[p];
  }

  /** Keeps the row that was built as row k of V, and clears it. */
  private closeRow(k: number): void {
    const { side, stride } = this;
    const places = this.pattern.reach[k];
    if (places === 'all') {
      const row = this.fullRow[k];
      this.full.set(side, row * stride);
      this.fullWeights[row] = 1 / this.pivots[k];
      side.fill(0);
      if (this.constantRow[k] === 1) this.constantRow[k] = 2;
      return;
    }
    const row = this.partial[k];
    if (!places || !row) return;
    for (let p = 0; p < row.length; p++) {
      row[p] = side[places[p]];
      side[places[p]] = 0;
    }
  }

  /** Solves the factored system in place; `b` holds one value a node. */
  solve(b: Float64Array): void {
    const { sparse, dense, position, columnStarts } = this.pattern;
    const { lower, lowerRows, pivots, work, side, block, blockPivots, stride } = this;
    for (let i = 0; i < b.length; i++) work[position[i]] = b[i];
    for (let k = 0; k < sparse; k++) {
      const value = work[k];
      if (value === 0) continue;
      for (let q = columnStarts[k]; q < columnStarts[k + 1]; q++) work[lowerRows[q]] -= lower[q] * value;
    }
    for (let f = 0; f < dense; f++) side[f] = work[sparse + f];
    for (let k = 0; k < sparse; k++) {
      work[k] /= pivots[k];
      if (work[k] !== 0) this.takeRow(k, work[k]);
    }
    solveDense(block, dense, blockPivots, stride, side);
    for (let k = 0; k < sparse; k++) work[k] -= this.rowTimesSide(k) / pivots[k];
    for (let k = sparse - 1; k >= 0; k--) {
      let value = work[k];
      for (let q = columnStarts[k]; q < columnStarts[k + 1]; q++) value -= lower[q] * work[lowerRows[q]];
      work[k] = value;
    }
    for (let f = 0; f < dense; f++) work[sparse + f] = side[f];
    side.fill(0);
    for (let i = 0; i < b.length; i++) b[i] = work[position[i]];
    work.fill(0);
  }

  private rowTimesSide(k: number): number {
    const places = this.pattern.reach[k];
    if (places === undefined) return 0;
    const { full, stride, side } = this;
    let total = 0;
    if (places === 'all') {
      const from = this.fullRow[k] * stride;
      let odd = 0;
      for (let f = 0; f < stride; f += 4) {
        total += full[from + f] * side[f] + full[from + f + 1] * side[f + 1];
        odd += full[from + f + 2] * side[f + 2] + full[from + f + 3] * side[f + 3];
      }
      return total + odd;
    }
    const row = this.partial[k];
    if (row) for (let p = 0; p < row.length; p++) total += row[p] * side[places[p]];
    return total;
  }
}

/** Whether row k of V is full and depends on constants only. */
function isConstantRow({ reach, coupling, rowPattern }: FactorPattern, k: number, constants: number): boolean {
  if (reach[k] !== 'all') return false;
  for (let p = coupling.starts[k]; p < coupling.starts[k + 1]; p++) if (coupling.entries[p] >= constants) return false;
  for (let p = rowPattern.starts[k]; p < rowPattern.starts[k + 1]; p++) {
    if (reach[rowPattern.items[p]] !== undefined) return false;
  }
  return true;
}

/** Subtracts weight * v v' from the lower triangle, v having values at rising `places` only. */
function subtractOuter(
  block: Float64Array,
  stride: number,
  places: Int32Array,
  v: Float64Array,
  weight: number
): void {
  for (let p = 0; p < v.length; p++) {
    const scaled = weight * v[p];
    const row = places[p] * stride;
    for (let q = 0; q <= p; q++) block[row + places[q]] -= scaled * v[q];
  }
}
