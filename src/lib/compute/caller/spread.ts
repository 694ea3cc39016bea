/** How to spread inputs over workers. */
export interface SpreadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Inputs under way at once. */
  readonly workers: number;
}

type RunOne<Input, Output> = (
  input: Input,
  options: { signal: AbortSignal; onProgress: (fraction: number) => void }
) => Promise<Output>;

/** Outputs in the order of the inputs, whatever the number of workers. The first failure cancels the rest. */
export async function spread<Input, Output>(
  inputs: readonly Input[],
  runOne: RunOne<Input, Output>,
  { signal, onProgress, workers }: SpreadOptions
): Promise<Output[]> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const cancel = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  const outputs = new Array<Output>(inputs.length);
  const fractions = new Float64Array(inputs.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < inputs.length) {
      const index = next++;
      const tell = (fraction: number): void => {
        fractions[index] = fraction;
        onProgress?.(fractions.reduce((sum, one) => sum + one, 0) / inputs.length);
      };
      outputs[index] = await runOne(inputs[index] as Input, { signal: stop.signal, onProgress: tell });
      tell(1);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, inputs.length)) }, worker));
    return outputs;
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
