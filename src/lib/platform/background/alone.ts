/** Runs work that no page and no worker of this origin does at the same time; undefined when another one is at it. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  const locks = (globalThis as { readonly navigator?: { readonly locks?: LockManager } }).navigator?.locks;
  if (!locks) return work();
  return locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}
