import { now, today } from '$lib/platform/clock';
import { pageIdleAfter } from '$lib/platform/idle';
import { activeVault, saveActiveVault, vaultWasChosen } from '$lib/platform/preferences';
import { loadDemo, loadDemoHistory, type FetchFile } from './load-demo';
import { portfolioSummary, type PortfolioSummary } from './portfolio-summary';
import { vaultNamed, type VaultName } from './vaults';

export { activeVault };

/** Milliseconds that are the first screen's alone. */
const FIRST_SCREEN = 3000;

/** Opens the vault last worked in; a first visit opens the demo. */
export function openPortfolio(fetchFile: FetchFile): Promise<PortfolioSummary> {
  return switchPortfolio(activeVault(), fetchFile);
}

/** Opens a vault and remembers it as the one to work in. */
export async function switchPortfolio(name: VaultName, fetchFile: FetchFile): Promise<PortfolioSummary> {
  if (name === 'demo') await loadDemo(fetchFile, now(), !vaultWasChosen());
  saveActiveVault(name);
  return portfolioSummary(name, today());
}

/** Reads the frame of a vault again after a change. */
export function refreshedSummary(name: VaultName): Promise<PortfolioSummary> {
  return portfolioSummary(name, today());
}

/** What can wait until the first screen stands: an open vault, which hears of its erasure by another tab, and the demo's older years. */
export async function completePortfolio(name: VaultName, fetchFile: FetchFile): Promise<void> {
  await pageIdleAfter(FIRST_SCREEN);
  await vaultNamed(name);
  void import('./after-opening').then(({ afterOpening }) => afterOpening(name));
  if (name === 'demo') await loadDemoHistory(fetchFile);
}
