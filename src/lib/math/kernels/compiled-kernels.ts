import { binary } from './assembly/index.ts?compiled';
import { bytesOfBase64 } from './base64';
import type { Kernels } from './kernels';

type Compiled = (...args: number[]) => number;

interface CompiledExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly heapBase: Compiled;
  readonly addProduct: Compiled;
  readonly factorPanel: Compiled;
  readonly tridiagonalize: Compiled;
  readonly accumulateReflectors: Compiled;
  readonly applyRotations: Compiled;
  readonly exponentials: Compiled;
  readonly uniforms: Compiled;
  readonly normals: Compiled;
  readonly gaussians: Compiled;
  readonly correlatedGrowth: Compiled;
  readonly addWeightedRows: Compiled;
}

// The core is compiled without the DOM, whose types these would be.
declare const WebAssembly:
  | undefined
  | {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { readonly exports: unknown };
    };

/** The kernels in WebAssembly with the memory that their arrays lie in. */
export interface CompiledKernels extends Kernels {
  /** Arrays of these lengths in the memory, contents undefined; those given before are void. Undefined when it cannot hold them. */
  arrays(lengths: readonly number[]): Float64Array[] | undefined;
  /** Puts exp(x) in the place of each value. */
  exponentials(values: Float64Array): void;
  /** Fills `out` with uniforms on (0, 1); `state` holds the bits of the four words of a xoshiro256++ and goes on. */
  uniforms(state: Float64Array, out: Float64Array): void;
  /** Fills `out` with standard normals, one uniform each. */
  normals(state: Float64Array, out: Float64Array): void;
  /** Fills `out` with standard normals by the ziggurat of these tables, one uniform each nearly always. */
  gaussians(state: Float64Array, tables: Float64Array, out: Float64Array): void;
  /** out_i = exp(means_i + sum over k <= i of factor[i][k] x normals_k), rows of `lanes` values, an even number. */
  correlatedGrowth(
    normals: Float64Array,
    means: Float64Array,
    factor: Float64Array,
    lanes: number,
    out: Float64Array
  ): void;
  /** out_p += sum over i of weights_i x values_ip, rows of as many values as `out` has, an even number. */
  addWeightedRows(values: Float64Array, weights: Float64Array, out: Float64Array): void;
}

const PAGE = 65536;
/** Bytes beyond which the memory is not made to grow. */
const MOST_BYTES = 2 ** 30;

/** The compiled kernels, or undefined where WebAssembly, its vectors or leave to compile are missing. */
export function compiledKernels(): CompiledKernels | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  let exports: CompiledExports;
  try {
    exports = new WebAssembly.Instance(new WebAssembly.Module(bytesOfBase64(binary))).exports as CompiledExports;
  } catch {
    return undefined;
  }
  const { memory } = exports;
  const base = exports.heapBase();
  return {
    name: 'wasm-simd-1',
    arrays: (lengths) => {
      const bytes = base + lengths.reduce((total, length) => total + 16 * Math.ceil(length / 2), 0);
      if (bytes > MOST_BYTES) return undefined;
      const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
      try {
        if (missing > 0) memory.grow(missing);
      } catch {
        return undefined;
      }
      let at = base;
      return lengths.map((length) => {
        const array = new Float64Array(memory.buffer, at, length);
        at += 16 * Math.ceil(length / 2);
        return array;
      });
    },
    addProduct: (...args) => void exports.addProduct(...addresses(args)),
    factorPanel: (...args) => exports.factorPanel(...addresses(args)),
    tridiagonalize: (...args) => void exports.tridiagonalize(...addresses(args)),
    accumulateReflectors: (...args) => void exports.accumulateReflectors(...addresses(args)),
    applyRotations: (...args) => void exports.applyRotations(...addresses(args)),
    exponentials: (values) => void exports.exponentials(values.byteOffset, values.length),
    uniforms: (state, out) => void exports.uniforms(state.byteOffset, out.byteOffset, out.length),
    normals: (state, out) => void exports.normals(state.byteOffset, out.byteOffset, out.length),
    gaussians: (state, tables, out) =>
      void exports.gaussians(state.byteOffset, tables.byteOffset, out.byteOffset, out.length),
    correlatedGrowth: (normals, means, factor, lanes, out) =>
      void exports.correlatedGrowth(...addresses([normals, means, factor, means.length, lanes, out])),
    addWeightedRows: (values, weights, out) =>
      void exports.addWeightedRows(...addresses([values, weights, weights.length, out.length, out]))
  };
}

/** Arguments as the compiled functions take them: an array is the address of its first value. */
function addresses(args: readonly (number | Float64Array)[]): number[] {
  return args.map((value) => (typeof value === 'number' ? value : value.byteOffset));
}
