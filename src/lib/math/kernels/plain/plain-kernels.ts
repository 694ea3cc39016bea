import type { Kernels } from '../kernels';
import { factorPanel } from './panel';
import { addProduct } from './tiles';

/** The kernels in TypeScript: for small inputs, and where WebAssembly or its vectors are missing. */
export const plainKernels: Kernels = { name: 'typescript', addProduct, factorPanel };
