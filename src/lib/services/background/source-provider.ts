import { customDescription, customProvider, providerById, type Provider } from '$lib/data/providers';
import type { SourceRow } from '$lib/storage/device';

/** A source of the catalog, or one that the person described; undefined where its description cannot be understood. */
export function providerOf({ provider, custom }: SourceRow): Provider | undefined {
  if (custom === undefined) return providerById(provider);
  const reading = customDescription(custom);
  return reading.status === 'ok' ? customProvider(reading.description) : undefined;
}
