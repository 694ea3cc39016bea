import type { Kernels } from '../kernels';
import { factorPanel } from './panel';
import { applyRotations } from './rotations';
import { addProduct } from './tiles';
import { accumulateReflectors, tridiagonalize } from './tridiagonal';

/** The kernels in TypeScript: for small inputs, and where WebAssembly or its vectors are missing. */
export const plainKernels: Kernels = {
  name: 'typescript',
  addProduct,
  factorPanel,
  tridiagonalize,
  accumulateReflectors,
  applyRotations
};
