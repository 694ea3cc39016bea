import { paddedSize } from '$lib/math/linalg';
import { factorDense, safePivot, solveDense, subtractProduct } from './dense-kernel';
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
  /** Full rows of V one after another, the sparse node of each, and the row of each sparse node, or -1. */
  private readonly full: Float64Array;
  private readonly fullNode: Int32Array;
  private readonly fullRow: Int32Array;
  private readonly fullWeights: Float64Array;
  /** Full rows that are the same in every factorisation: 1 not yet written, 2 written. */
  private readonly constantRow: Uint8Array;
  /** The other rows of V, at the places of the pattern's reach. */
  private readonly partial: Float64Array;
  private readonly block: Float64Array;
  private readonly blockPivots: Float64Array;
  private readonly work: Float64Array;
  private readonly permuted: Float64Array;
  private readonly scales: Float64Array;
  private readonly next: Int32Array;
  private readonly side: Float64Array;

  /** The first `constants` values must be the same in every call of `factor`. */
  constructor(places: SymmetricPlaces, signs: Int8Array, last: Uint8Array, constants = 0) {
    const pattern = factorPattern(places, signs, last);
    const { sparse, dense, position, columnStarts, reach, full } = pattern;
    this.pattern = pattern;
    this.stride = paddedSize(dense);
    this.lower = new Float64Array(columnStarts[sparse]);
    this.lowerRows = new Int32Array(columnStarts[sparse]);
    this.pivots = new Float64Array(sparse);
    this.signs = new Int8Array(places.size);
    for (let i = 0; i < places.size; i++) this.signs[position[i]] = signs[i];
    this.fullNode = Int32Array.from(full.keys()).filter((k) => full[k] === 1);
    this.fullRow = new Int32Array(sparse).fill(-1);
    this.fullNode.forEach((k, row) => (this.fullRow[k] = row));
    this.full = new Float64Array(this.fullNode.length * this.stride);
    this.fullWeights = new Float64Array(this.fullNode.length);
    this.constantRow = Uint8Array.from(full, (_, k) => Number(isConstantRow(pattern, k, constants)));
    this.partial = new Float64Array(reach.items.length);
    this.block = new Float64Array(this.stride * this.stride);
    this.blockPivots = new Float64Array(dense);
    this.work = new Float64Array(places.size);
    this.permuted = new Float64Array(places.size);
    this.scales = new Float64Array(places.size);
    this.next = new Int32Array(sparse);
    this.side = new Float64Array(this.stride);
  }

  /** Factors the matrix with these off-diagonal `values` (one an entry), `diagonal` and scale of pivots (one a node). */
  factor(values: Float64Array, diagonal: Float64Array, pivotScales: Float64Array): void {
    const { sparse, dense, position, block, reach } = this.pattern;
    const { permuted, scales } = this;
    for (let i = 0; i < diagonal.length; i++) {
      permuted[position[i]] = diagonal[i];
      scales[position[i]] = pivotScales[i];
    }
    this.factorSparse(values, permuted, { signs: this.signs, scales });
    const { stride } = this;
    this.block.fill(0);
    for (let f = 0; f < dense; f++) {
      this.block[f * stride + f] = permuted[sparse + f];
      for (let p = block.starts[f]; p < block.starts[f + 1]; p++) {
        this.block[f * stride + block.items[p]] += values[block.entries[p]];
      }
    }
    subtractProduct(this.block, this.full, this.fullWeights, this.fullWeights.length, this.stride);
    for (let k = 0; k < sparse; k++) {
      if (reach.starts[k] < reach.starts[k + 1]) this.subtractOuter(k);
    }
    const rule = { signs: this.signs.subarray(sparse), scales: scales.subarray(sparse) };
    factorDense(this.block, dense, this.blockPivots, rule);
  }

  private factorSparse(values: Float64Array, diagonal: Float64Array, rule: PivotRule): void {
    const { sparse, rows, rowPattern, columnStarts } = this.pattern;
    const { lower, lowerRows, pivots, work, next } = this;
    next.set(columnStarts.subarray(0, sparse));
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
    const { full, stride, side, partial } = this;
    const { starts, items } = this.pattern.reach;
    const row = this.fullRow[j];
    if (row >= 0) {
      const from = row * stride;
      for (let f = 0; f < stride; f++) side[f] -= factor * full[from + f];
      return;
    }
    for (let p = starts[j]; p < starts[j + 1]; p++) side[items[p]] -= factor * partial[p];
  }

  /** Keeps the row that was built as row k of V, and clears it. */
  private closeRow(k: number): void {
    const { side, stride, partial } = this;
    const { starts, items } = this.pattern.reach;
    const row = this.fullRow[k];
    if (row >= 0) {
      this.full.set(side, row * stride);
      this.fullWeights[row] = 1 / this.pivots[k];
      side.fill(0);
      if (this.constantRow[k] === 1) this.constantRow[k] = 2;
      return;
    }
    for (let p = starts[k]; p < starts[k + 1]; p++) {
      partial[p] = side[items[p]];
      side[items[p]] = 0;
    }
  }

  /** Subtracts v v' / pivot from the lower triangle of the block, v being row k of V, not full. */
  private subtractOuter(k: number): void {
    const { block, stride, partial, pivots } = this;
    const { starts, items } = this.pattern.reach;
    for (let p = starts[k]; p < starts[k + 1]; p++) {
      const scaled = partial[p] / pivots[k];
      const row = items[p] * stride;
      for (let q = starts[k]; q <= p; q++) block[row + items[q]] -= scaled * partial[q];
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
    for (let k = 0; k < sparse; k++) work[k] /= pivots[k];
    this.toSide(work);
    solveDense(block, dense, blockPivots, stride, side);
    this.fromSide(work);
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

  /** side -= V' work. */
  private toSide(work: Float64Array): void {
    const { full, fullNode, stride, side, partial } = this;
    const { starts, items } = this.pattern.reach;
    for (let row = 0; row < fullNode.length; row++) {
      const value = work[fullNode[row]];
      if (value === 0) continue;
      const from = row * stride;
      for (let f = 0; f < stride; f++) side[f] -= value * full[from + f];
    }
    for (let k = 0; k < starts.length - 1; k++) {
      const value = work[k];
      for (let p = starts[k]; p < starts[k + 1]; p++) side[items[p]] -= value * partial[p];
    }
  }

  /** work -= D^-1 V side, over the sparse nodes. */
  private fromSide(work: Float64Array): void {
    const { full, fullNode, fullWeights, stride, side, partial, pivots } = this;
    const { starts, items } = this.pattern.reach;
    for (let row = 0; row < fullNode.length; row++) {
      const from = row * stride;
      let [even, odd] = [0, 0];
      for (let f = 0; f < stride; f += 4) {
        even += full[from + f] * side[f] + full[from + f + 1] * side[f + 1];
        odd += full[from + f + 2] * side[f + 2] + full[from + f + 3] * side[f + 3];
      }
      work[fullNode[row]] -= (even + odd) * fullWeights[row];
    }
    for (let k = 0; k < starts.length - 1; k++) {
      if (starts[k] === starts[k + 1]) continue;
      let total = 0;
      for (let p = starts[k]; p < starts[k + 1]; p++) total += partial[p] * side[items[p]];
      work[k] -= total / pivots[k];
    }
  }
}

/** Whether row k of V is full and depends on constants only. */
function isConstantRow({ reach, full, coupling, rowPattern }: FactorPattern, k: number, constants: number): boolean {
  if (full[k] === 0) return false;
  for (let p = coupling.starts[k]; p < coupling.starts[k + 1]; p++) if (coupling.entries[p] >= constants) return false;
  for (let p = rowPattern.starts[k]; p < rowPattern.starts[k + 1]; p++) {
    const j = rowPattern.items[p];
    if (full[j] === 1 || reach.starts[j] < reach.starts[j + 1]) return false;
  }
  return true;
}
