import { onJobFailed } from '$lib/compute/caller';
import { followVault, type VaultName } from '$lib/storage/changes';
import { catchUp } from './background-updates';
import { errorValues, noted } from './event-log';
import { resumeFetches } from './fetch-market-data';
import { storage } from './vaults';

let watching = false;

/** What waits until the first screen stands: the log of what goes wrong, and prices that are brought up to date. */
export async function afterOpening(vault: VaultName): Promise<void> {
  if (!watching) {
    watching = true;
    await watchNotable();
  }
  await catchUp(vault).catch((error: unknown) => noted('warning', 'background', 'failed', errorValues(error)));
  // What an earlier visit left waiting; a tab that fetches already does it.
  await resumeFetches(vault).catch((error: unknown) => noted('warning', 'fetch', 'failed', errorValues(error)));
}

/** Notes what fails in this page and its workers, and what is written to the vaults. */
async function watchNotable(): Promise<void> {
  addEventListener('error', ({ error, message }) => {
    void noted('error', 'page', 'error', error ? errorValues(error) : { text: message });
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    if (!isAbort(reason)) void noted('error', 'page', 'rejected', errorValues(reason));
  });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    void noted('warning', 'page', 'blocked', { directive: effectiveDirective, address: originOf(blockedURI) });
  });
  onJobFailed(({ door, job, error }) => {
    void noted('warning', 'jobs', 'failed', { door, job, ...errorValues(error) });
  });
  const { onWriteFailed } = await storage();
  onWriteFailed((error) => void noted('error', 'storage', 'failed', errorValues(error)));
  // One page of those that are open notes what is written by all of them.
  void navigator.locks?.request('sextant-log-keeper', () => {
    for (const vault of ['mine', 'demo'] as const) followWrites(vault);
    return new Promise<never>(() => undefined);
  });
}

const isAbort = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'AbortError';

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address);

const TOGETHER = 1000;

/** Writes that follow each other closely are one line of the log. */
function followWrites(vault: VaultName): void {
  let parts = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  followVault(vault, (change) => {
    for (const part of change.parts) parts.add(part);
    timer ??= setTimeout(() => {
      const written = [...parts].sort().join(', ');
      parts = new Set();
      timer = undefined;
      void noted('debug', 'storage', 'written', { vault, parts: written });
    }, TOGETHER);
  });
}
