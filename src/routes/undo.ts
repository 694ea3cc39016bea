import type { BatchId } from '$lib/domain/ledger';
import { undoneAct, undoneLastAct, type Undone } from '$lib/services/undo-acts';
import type { VaultName } from '$lib/services/vaults';
import type { Toast } from '$lib/ui/shell';
import { importFailure, importTexts as texts } from '$lib/ui/texts';

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

async function told(undoing: Promise<Undone | undefined>, teller: Teller): Promise<void> {
  try {
    const undone = await undoing;
    teller.tell(undone ? texts.undid(undone.record.title, undone.editedSince) : texts.nothingToUndo);
  } catch (reason) {
    const words = importFailure(reason instanceof Error ? reason : new Error(String(reason)));
    teller.tell(`${words.what} ${words.works}`);
  }
}
