import type { ProviderReading } from '../provider';
import { shortened } from './status-reading';

/** A reply that leaves the documented shape. */
export type Malformed = Extract<ProviderReading, { status: 'malformed' }>;

/** A malformed reply: where it leaves the shape, what was to stand there and what was found. */
export function unexpected(path: string, wanted: string, found?: string): Malformed {
  return {
    status: 'malformed',
    path,
    text: shortened(found === undefined ? wanted : `${wanted} was expected, found "${found}"`)
  };
}

/** True for the outcome of a step that met a malformed reply. */
export function isMalformed(value: unknown): value is Malformed {
  return typeof value === 'object' && value !== null && 'status' in value && value.status === 'malformed';
}
