import { limitKinds, type LimitKind, type RiskLimit } from './limit-use';

/** The limits of a record that may be old or made by another hand; what is not understood is left out. */
export function knownLimits(record: unknown): RiskLimit[] {
  if (!Array.isArray(record)) return [];
  return record.flatMap((one: unknown): RiskLimit[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { id, kind, limit, of } = one as Readonly<Record<string, unknown>>;
    const known = typeof id === 'string' && limitKinds.some((name) => name === kind);
    if (!known || typeof limit !== 'number' || !(limit > 0 && limit < Infinity)) return [];
    return [{ id, kind: kind as LimitKind, limit, ...(typeof of === 'string' ? { of } : {}) }];
  });
}
