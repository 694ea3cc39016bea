import type { BatchId } from '$lib/domain/ledger';
import { redoneLastAct, undoneAct, undoneLastAct, type Undone } from '$lib/services/undo-acts';
import type { VaultName } from '$lib/services/vaults';
import type { Toast } from '$lib/ui/shell';
import { importFailure, importTexts as texts, ledgerTexts } from '$lib/ui/texts';

/** Whoever can say what was done. */
export interface Teller {
  tell(toast: Toast | string): void;
}

/** Takes an act back and says so. */
export function undoLater(vault: VaultName, batch: BatchId, teller: Teller): Promise<void> {
  return told(undoneAct(vault, batch), teller);
}

/** Takes the last act back that still stands and says so. */
export function undoLast(vault: VaultName, teller: Teller): Promise<void> {
  return told(undoneLastAct(vault), teller);
}

/** Does the act once more that was undone last and says so. */
export async function redoLast(vault: VaultName, teller: Teller): Promise<void> {
  await attempted(teller, async () => {
    const redone = await redoneLastAct(vault);
    teller.tell(redone ? ledgerTexts.redid(redone.title) : ledgerTexts.nothingToRedo);
  });
}

async function told(undoing: Promise<Undone | undefined>, teller: Teller): Promise<void> {
  await attempted(teller, async () => {
    const undone = await undoing;
    teller.tell(undone ? texts.undid(undone.record.title, undone.editedSince) : texts.nothingToUndo);
  });
}

async function attempted(teller: Teller, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (reason) {
    const words = importFailure(reason instanceof Error ? reason : new Error(String(reason)));
    teller.tell(`${words.what} ${words.works}`);
  }
}
