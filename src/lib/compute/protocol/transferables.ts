/** Every array buffer within plain objects, arrays and maps, once: moved to the other side instead of copied. */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const seen = new Set<object>();
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (next instanceof ArrayBuffer) found.add(next);
    else if (ArrayBuffer.isView(next)) {
      if (next.buffer instanceof ArrayBuffer) found.add(next.buffer);
    } else if (next instanceof Map) pending.push(...(next as Map<unknown, unknown>).values());
    else if (Array.isArray(next)) {
      // Long lists are of numbers or rows of one shape; rows without buffers end quickly.
      for (const item of next as unknown[]) if (typeof item === 'object') pending.push(item);
    } else pending.push(...(Object.values(next) as unknown[]));
  }
  return [...found];
}
