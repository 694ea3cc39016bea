import { providerById } from './catalog';
import { customProvider } from './custom/custom-provider';
import { customDescription } from './custom/description';
import type { Provider } from './provider';

/** Source by its id: of the catalog, or made from what a person described; undefined when the description has a fault. */
export function providerNamed(id: string, described?: unknown): Provider | undefined {
  const known = providerById(id);
  if (known || described === undefined) return known;
  const reading = customDescription(described);
  return reading.status === 'ok' ? customProvider(reading.description) : undefined;
}
