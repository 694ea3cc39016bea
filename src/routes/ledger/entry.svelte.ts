import type { EntryForm } from './entry-form';

/** A form on its way to the ledger's screen, filled in elsewhere. */
class PendingEntry {
  form = $state.raw<EntryForm | undefined>(undefined);

  /** What waits, handed over once. */
  take(): EntryForm | undefined {
    const taken = this.form;
    this.form = undefined;
    return taken;
  }
}

export const pendingEntry = new PendingEntry();
