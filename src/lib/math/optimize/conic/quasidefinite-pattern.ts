import { eliminationOrder } from './elimination-order';

/** Off-diagonal places of a symmetric matrix: entry e joins nodes first[e] and second[e], each pair once. */
export interface SymmetricPlaces {
  readonly size: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** Compressed lists: list k is at starts[k] .. starts[k + 1] - 1. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** Places of one part of the matrix by its first node: the other node, and which entry holds the value. */
export interface PlacedLists extends Lists {
  readonly entries: Int32Array;
}

/**
 * The structure of a factorisation LDL' in which `sparse` nodes go first, one by one, and `dense` nodes last, as one
 * block. `position` of a node counts through both. `rowPattern` lists, for each sparse node, the earlier ones in its row
 * of L; `coupling` its places in the dense block before, `reach` those after elimination, empty where `full` says that
 * all are kept.
 */
export interface FactorPattern {
  readonly sparse: number;
  readonly dense: number;
  readonly position: Int32Array;
  readonly rows: PlacedLists;
  readonly coupling: PlacedLists;
  readonly block: PlacedLists;
  readonly rowPattern: Lists;
  readonly columnStarts: Int32Array;
  readonly reach: Lists;
  readonly full: Uint8Array;
}

/**
 * Orders the matrix and works out where its factor has entries. Nodes marked in `last` are put in the dense block, in
 * which those of positive sign go first.
 */
export function factorPattern(places: SymmetricPlaces, signs: Int8Array, last: Uint8Array): FactorPattern {
  const { size, first, second } = places;
  const neighbours: number[][] = Array.from({ length: size }, () => []);
  for (let e = 0; e < first.length; e++) {
    const [i, j] = [first[e], second[e]];
    if (last[i] === 1 && last[j] === 1) continue;
    if (last[i] === 0) neighbours[i].push(j);
    if (last[j] === 0) neighbours[j].push(i);
  }
  const order = eliminationOrder(neighbours, last);
  const sparse = order.sparse.length;
  const position = new Int32Array(size);
  order.sparse.forEach((node, k) => (position[node] = k));
  [...order.dense].sort((a, b) => signs[b] - signs[a] || a - b).forEach((node, k) => (position[node] = sparse + k));
  const dense = order.dense.length;
  const { rows, coupling, block } = splitPlaces(places, position, sparse);
  const { rowPattern, columnStarts } = symbolicRows(rows, sparse);
  const { reach, full } = denseReach(rowPattern, coupling, dense);
  return { sparse, dense, position, rows, coupling, block, rowPattern, columnStarts, reach, full };
}

/** The places within the sparse part (by the later node), between the parts, and within the dense block. */
function splitPlaces({ size, first, second }: SymmetricPlaces, position: Int32Array, sparse: number) {
  const dense = size - sparse;
  const parts = { rows: builder(sparse), coupling: builder(sparse), block: builder(dense) };
  for (const pass of [0, 1]) {
    for (let e = 0; e < first.length; e++) {
      const a = position[first[e]];
      const b = position[second[e]];
      const early = Math.min(a, b);
      const late = Math.max(a, b);
      if (late < sparse) parts.rows.put(pass, late, early, e);
      else if (early < sparse) parts.coupling.put(pass, early, late - sparse, e);
      else parts.block.put(pass, late - sparse, early - sparse, e);
    }
  }
  return { rows: parts.rows.lists(), coupling: parts.coupling.lists(), block: parts.block.lists() };
}

/** Compressed lists filled in two passes: the first counts, the second puts. */
function builder(count: number) {
  const starts = new Int32Array(count + 1);
  let items = new Int32Array(0);
  let entries = new Int32Array(0);
  let next: Int32Array | undefined;
  return {
    put(pass: number, list: number, item: number, entry: number): void {
      if (pass === 0) {
        starts[list + 1]++;
        return;
      }
      next ??= open();
      const at = next[list]++;
      items[at] = item;
      entries[at] = entry;
    },
    lists: (): PlacedLists => ({ starts, items, entries })
  };

  function open(): Int32Array {
    for (let k = 0; k < count; k++) starts[k + 1] += starts[k];
    items = new Int32Array(starts[count]);
    entries = new Int32Array(starts[count]);
    return starts.slice(0, count);
  }
}

/** Patterns of the rows of L by the elimination tree (Liu 1990; Davis 2006, section 4.8), each in rising order. */
function symbolicRows(rows: PlacedLists, count: number): { rowPattern: Lists; columnStarts: Int32Array } {
  const parent = new Int32Array(count).fill(-1);
  const flag = new Int32Array(count).fill(-1);
  const columnStarts = new Int32Array(count + 1);
  const starts = new Int32Array(count + 1);
  const items: number[] = [];
  for (let k = 0; k < count; k++) {
    flag[k] = k;
    const pattern: number[] = [];
    for (let p = rows.starts[k]; p < rows.starts[k + 1]; p++) {
      for (let i = rows.items[p]; flag[i] !== k; i = parent[i]) {
        if (parent[i] < 0) parent[i] = k;
        pattern.push(i);
        flag[i] = k;
        columnStarts[i + 1]++;
      }
    }
    pattern.sort((a, b) => a - b);
    for (const i of pattern) items.push(i);
    starts[k + 1] = items.length;
  }
  for (let k = 0; k < count; k++) columnStarts[k + 1] += columnStarts[k];
  return { rowPattern: { starts, items: Int32Array.from(items) }, columnStarts };
}

/** For each sparse node: which nodes of the dense block its eliminated row meets; all from a quarter of them on. */
function denseReach(rowPattern: Lists, coupling: PlacedLists, dense: number): { reach: Lists; full: Uint8Array } {
  const count = rowPattern.starts.length - 1;
  const full = new Uint8Array(count);
  const starts = new Int32Array(count + 1);
  const items: number[] = [];
  const flag = new Int32Array(dense).fill(-1);
  const places: number[] = [];
  for (let k = 0; k < count; k++) {
    places.length = 0;
    let all = false;
    const take = (from: { starts: Int32Array; items: ArrayLike<number> }, list: number): void => {
      for (let p = from.starts[list]; p < from.starts[list + 1]; p++) {
        const f = from.items[p];
        if (flag[f] === k) continue;
        flag[f] = k;
        places.push(f);
      }
    };
    take(coupling, k);
    const reached = { starts, items };
    for (let p = rowPattern.starts[k]; p < rowPattern.starts[k + 1]; p++) {
      const j = rowPattern.items[p];
      if (full[j] === 1) all = true;
      else take(reached, j);
    }
    full[k] = Number(all || 4 * places.length > dense);
    if (full[k] === 0) for (const f of places.sort((a, b) => a - b)) items.push(f);
    starts[k + 1] = items.length;
  }
  return { reach: { starts, items: Int32Array.from(items) }, full };
}
