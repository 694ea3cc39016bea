import type { Provider } from './provider';

/** Every source of market data, in the order in which the screen lists them. A new one is its file and a line here. */
export const providers: readonly Provider[] = [];

/** Source by its id. */
export function providerById(id: string): Provider | undefined {
  return providers.find((one) => one.id === id);
}
