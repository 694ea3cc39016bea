import type { StrategyResult } from '../strategy-result';

/** Buffers of a result that can be handed to another thread without a copy. */
export function strategyTransferables(result: StrategyResult): ArrayBufferLike[] {
  const buffers = new Set<ArrayBufferLike>();
  const gather = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
  };
  gather(result);
  return [...buffers];
}
