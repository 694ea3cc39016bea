/** Whether the browser promises to keep the data, and how much room there is, in bytes. */
export interface Persistence {
  readonly persisted: boolean;
  readonly usage?: number;
  readonly quota?: number;
}

/** Answer of the browser to the wish that data be kept. */
export interface PersistenceAnswer extends Persistence {
  readonly answer: 'granted' | 'denied' | 'unsupported';
}

function storageManager(): Partial<StorageManager> | undefined {
  return 'storage' in navigator ? navigator.storage : undefined;
}

/** How data is kept now; asks nothing. */
export async function persistence(): Promise<Persistence> {
  const manager = storageManager();
  const persisted = (await manager?.persisted?.()) ?? false;
  const estimate = await manager?.estimate?.();
  return {
    persisted,
    ...(estimate?.usage === undefined ? {} : { usage: estimate.usage }),
    ...(estimate?.quota === undefined ? {} : { quota: estimate.quota })
  };
}

/** Asks the browser to keep the data when room runs short; some ask the user, most decide by themselves. */
export async function requestPersistence(): Promise<PersistenceAnswer> {
  const manager = storageManager();
  if (!manager?.persist) return { answer: 'unsupported', ...(await persistence()) };
  const granted = await manager.persist();
  return { answer: granted ? 'granted' : 'denied', ...(await persistence()) };
}
