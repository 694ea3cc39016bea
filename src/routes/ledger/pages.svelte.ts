import { untrack } from 'svelte';
import type { LiveTransaction } from '$lib/domain/ledger';
import { ledgerPage, type LedgerPageQuestion } from '$lib/services/slice-tables';

type Asked = Omit<LedgerPageQuestion, 'offset' | 'limit'>;

/** What is shown at once, and what each further page brings. */
const FIRST = 240;
const PAGE = 400;

/** The filtered ledger as far as it was scrolled: pages are asked for one after the other and kept. */
export class LedgerPages {
  rows = $state.raw<readonly LiveTransaction[] | undefined>(undefined);
  count = $state(0);
  error = $state.raw<Error | undefined>(undefined);
  loading = $state(false);
  readonly #question: () => Asked | undefined;
  #again = $state(0);
  #turn = 0;
  #key = '';
  #asked = '';

  constructor(question: () => Asked | undefined) {
    this.#question = question;
    $effect(() => {
      const again = this.#again;
      const asked = question();
      if (!asked) return;
      const whole = JSON.stringify([asked, again]);
      if (whole === this.#asked) return;
      this.#asked = whole;
      // After an edit as many rows as before, so that the place is kept; after another question the first page.
      const key = JSON.stringify([asked.vault, asked.filter, asked.by, asked.descending]);
      const limit =
        key === this.#key
          ? Math.max(
              FIRST,
              untrack(() => this.rows?.length ?? 0)
            )
          : FIRST;
      this.#key = key;
      void this.#load(asked, [], limit);
    });
  }

  /** Asks for the next page, when there is one and none is on its way. */
  more(): void {
    const asked = this.#question();
    if (!asked || this.loading || !this.rows || this.rows.length >= this.count) return;
    void this.#load(asked, this.rows);
  }

  /** Asks from the beginning again. */
  refresh(): void {
    this.#again += 1;
  }

  async #load(asked: Asked, before: readonly LiveTransaction[], limit = PAGE): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const page = await ledgerPage({ ...asked, offset: before.length, limit });
      if (turn !== this.#turn) return;
      this.rows = [...before, ...page.rows];
      this.count = page.count;
      this.error = undefined;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.error = reason instanceof Error ? reason : new Error(String(reason));
    }
    this.loading = false;
  }
}
