export { exponentials } from './elementary';
export { normals, uniforms } from './draws';
export { addWeightedRows, correlatedGrowth, gaussians } from './gaussian';
export { addProduct } from './tiles';
export { factorPanel } from './panel';
export { applyRotations } from './rotations';
export { accumulateReflectors, tridiagonalize } from './tridiagonal';

/** First address that is free for arrays. */
export function heapBase(): usize {
  return (__heap_base + 15) & ~15;
}
