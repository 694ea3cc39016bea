import { untrack } from 'svelte';
import type { LiveTransaction } from '$lib/domain/ledger';
import { ledgerPage, type LedgerPageQuestion } from '$lib/services/slice-tables';
import { missingPage, type MissingPage } from './missing-page';

type Asked = Omit<LedgerPageQuestion, 'offset' | 'limit'>;

/** Rows of the first answer at least. */
const FIRST = 40;
/** Ms of rest before rows out of sight are asked for, so that those in sight are drawn first. */
const REST = 80;

/** The filtered ledger, as many rows as there are of it by now. */
export interface LedgerList {
  /** What is listed, and in which order; an edit lists the same anew. */
  readonly key: string;
  readonly count: number;
  readonly rows: readonly (LiveTransaction | undefined)[];
}

/** The filtered ledger by pages: the rows that come in sight are asked for, one page after the other, and kept. */
export class LedgerPages {
  list = $state.raw<LedgerList | undefined>(undefined);
  error = $state.raw<Error | undefined>(undefined);
  loading = $state(false);
  readonly #question: () => Asked | undefined;
  #again = $state(0);
  #turn = 0;
  #asked = '';
  #sight = { first: 0, end: 0 };
  #filling = false;

  constructor(question: () => Asked | undefined) {
    this.#question = question;
    // Before anything is drawn, so that the answer is sought meanwhile.
    $effect.pre(() => {
      const again = this.#again;
      const asked = question();
      if (!asked) return;
      const whole = JSON.stringify([asked, again]);
      if (whole === this.#asked) return;
      this.#asked = whole;
      const key = JSON.stringify([asked.vault, asked.filter, asked.by, asked.descending]);
      void untrack(() => this.#begin(asked, key));
    });
    $effect(() => () => (this.#turn += 1));
  }

  /** Rows that are in sight now, the end not included. */
  need(first: number, end: number): void {
    this.#sight = { first, end };
    void this.#fill();
  }

  /** Asks from the beginning again. */
  refresh(): void {
    this.#again += 1;
  }

  async #begin(asked: Asked, key: string): Promise<void> {
    const turn = ++this.#turn;
    const { first, end } = this.#sight;
    // The same list after an edit is asked for where it is looked at, so that the place is kept.
    const offset = key === this.list?.key ? first : 0;
    this.loading = true;
    try {
      const page = await ledgerPage({ ...asked, offset, limit: Math.max(FIRST, end - first) });
      if (turn !== this.#turn) return;
      this.list = { key, count: page.count, rows: placed([], offset, page.rows) };
      this.error = undefined;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.#fail(reason);
    }
    this.loading = false;
  }

  async #fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    let page = this.#missing();
    while (page) {
      if (!page.inSight) await new Promise((done) => setTimeout(done, REST));
      if (!(await this.#filled())) break;
      page = this.#missing();
    }
    this.#filling = false;
  }

  #missing(): MissingPage | undefined {
    return this.list && !this.loading ? missingPage(this.list.count, this.list.rows, this.#sight) : undefined;
  }

  /** Asks for what is missing by now; false when that cannot be had. What belongs to another list is dropped. */
  async #filled(): Promise<boolean> {
    const [turn, asked, page] = [this.#turn, this.#question(), this.#missing()];
    if (!asked || !page) return true;
    try {
      const { rows } = await ledgerPage({ ...asked, offset: page.offset, limit: page.limit });
      const { list } = this;
      if (turn !== this.#turn || !list) return true;
      this.list = { ...list, rows: placed(list.rows, page.offset, rows) };
      return rows.length > 0;
    } catch (reason) {
      if (turn === this.#turn) this.#fail(reason);
      return turn !== this.#turn;
    }
  }

  #fail(reason: unknown): void {
    this.error = reason instanceof Error ? reason : new Error(String(reason));
  }
}

function placed(before: LedgerList['rows'], offset: number, rows: readonly LiveTransaction[]): LedgerList['rows'] {
  const after = before.slice();
  rows.forEach((row, at) => (after[offset + at] = row));
  return after;
}
