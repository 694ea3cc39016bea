import { compiledKernels, type CompiledKernels } from './compiled-kernels';
import type { KernelName, Kernels } from './kernels';
import { plainKernels } from './plain/plain-kernels';

let compiled: CompiledKernels | undefined;
let tried = false;
let forced: KernelName | undefined;
/** While arrays of the compiled kernels are in use, a call within gets the plain ones: their arrays would lie on top. */
let busy = false;

/** Multiplications below which going over to WebAssembly costs more than it saves. */
const WORTHWHILE = 4000;

/** The compiled kernels, made when first asked for; undefined where there are none. */
function available(): CompiledKernels | undefined {
  if (!tried) {
    tried = true;
    compiled = compiledKernels();
  }
  return compiled;
}

/**
 * Runs a calculation of about so many multiplications with the compiled kernels and work arrays of these lengths in
 * their memory, contents undefined, not to be kept. Undefined, without running it, where TypeScript is to do the work.
 */
export function withCompiled<T>(
  multiplications: number,
  lengths: readonly number[],
  run: (kernels: CompiledKernels, arrays: Float64Array[]) => T
): { readonly value: T } | undefined {
  if (busy || forced === 'typescript' || (forced === undefined && multiplications < WORTHWHILE)) return undefined;
  const kernels = available();
  const arrays = kernels?.arrays(lengths);
  if (!kernels || !arrays) return undefined;
  busy = true;
  try {
    return { value: run(kernels, arrays) };
  } finally {
    busy = false;
  }
}

/** The same with either kernels: the result is equal to the bit whichever they are. */
export function withKernels<T>(
  multiplications: number,
  lengths: readonly number[],
  run: (kernels: Kernels, arrays: Float64Array[]) => T
): T {
  const done = withCompiled(multiplications, lengths, run);
  return done
    ? done.value
    : run(
        plainKernels,
        lengths.map((length) => new Float64Array(length))
      );
}

/** The kernels that large inputs are given here: a word for the stamp of a result. */
export function kernelName(): KernelName {
  return forced ?? available()?.name ?? 'typescript';
}

/** For tests and measurements: what `run` calculates is done by these kernels, whatever the size of its input. */
export function withForcedKernels<T>(name: KernelName, run: () => T): T {
  if (name !== 'typescript' && !available()) throw new RangeError(`${name} cannot be used here`);
  const before = forced;
  forced = name;
  try {
    return run();
  } finally {
    forced = before;
  }
}
