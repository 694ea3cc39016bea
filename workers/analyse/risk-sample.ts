import { loadRates, priceHeaders } from '$lib/storage/dexie';
import type { EstimationWindow } from '../decide/estimates';
import { treatedReturns, type LateTreatment, type TreatedReturns } from '../decide/treated-returns';
import { universeOf, type UniverseQuestion } from '../decide/universe';
import { openedVault } from '../open-vault';
import { heldColumns, type HeldColumns, type HeldWeights } from './held-columns';

/** What is held, and which past it is measured on. */
export interface RiskScope extends UniverseQuestion, HeldWeights {
  readonly late: LateTreatment;
}

/** Past returns of what is held now, with the returns they are made of. */
export interface HeldSample extends HeldColumns {
  readonly returns: TreatedReturns;
  readonly window: EstimationWindow;
}

/** The sample of a scope; with too few common returns only the window, which tells why. */
export async function heldSample(
  scope: RiskScope
): Promise<HeldSample | { readonly sample: undefined; readonly window: EstimationWindow }> {
  const vault = await openedVault(scope.vault);
  const [{ panel, missing }, rates, headers] = await Promise.all([
    universeOf(scope),
    loadRates(vault),
    priceHeaders(vault)
  ]);
  const returns = treatedReturns(panel, scope.late);
  const { firstDay, lastDay, rows, dropped, droppedDays, badPrices, late, treatment } = returns;
  const window = { firstDay, lastDay, rows, dropped, droppedDays, badPrices, missing, late, treatment };
  if (returns.status === 'too-few') return { sample: undefined, window };
  const currencyOf = new Map(headers.map((one) => [one.instrument, one.currency]));
  return { ...heldColumns(returns, scope, currencyOf, rates.series), returns, window };
}
