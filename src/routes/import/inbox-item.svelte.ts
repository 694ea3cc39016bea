import type { Answers, ColumnMapping } from '$lib/domain/statements';
import type { StatementChoices, StatementSource, StatementView } from '$lib/services/import-statement';
import { isRefused, openQuestions } from './questions';

/** Where a file of the inbox stands. */
export type InboxState = 'waiting' | 'reading' | 'ready' | 'asks' | 'refused' | 'failed' | 'left' | 'imported';

/** What is told of a file in one line. */
export interface InboxSummary {
  readonly format: string | undefined;
  readonly rows: number;
  readonly questions: number;
  readonly span: StatementView['span'];
}

/** A file of the inbox, with the answers given so far. */
export class InboxItem {
  state = $state<InboxState>('waiting');
  preview = $state.raw<StatementView | undefined>(undefined);
  summary = $state.raw<InboxSummary | undefined>(undefined);
  answers = $state.raw<Answers>({});
  mapping = $state.raw<ColumnMapping | undefined>(undefined);
  asTable = $state(false);
  seconds = $state(0);
  /** Rows, or closes, that the import brought in. */
  imported = $state(0);

  constructor(readonly source: StatementSource) {}

  get size(): number {
    return this.source.kind === 'file' ? this.source.file.size : this.source.text.length;
  }

  /** True for a file that can still be imported and was not put aside. */
  get isOpen(): boolean {
    return this.state === 'waiting' || this.state === 'reading' || this.state === 'ready' || this.state === 'asks';
  }

  /** True for a file that was read and asks nothing. */
  get needsNoAnswer(): boolean {
    return this.state === 'ready';
  }

  get choices(): StatementChoices {
    const { answers, mapping, asTable } = this;
    return { answers, ...(mapping ? { mapping } : {}), ...(asTable ? { asTable } : {}) };
  }

  /** Takes a preview and what follows from it. */
  show(preview: StatementView): void {
    const questions = openQuestions(preview).length;
    this.preview = preview;
    this.state = isRefused(preview) ? 'refused' : questions > 0 ? 'asks' : 'ready';
    this.summary = { format: preview.reader?.name, rows: preview.counts.rows, questions, span: preview.span };
  }

  /** Lets the preview go, and what followed from it: the ledger is another one now. */
  outdate(): void {
    if (this.state !== 'imported' && this.state !== 'refused') this.preview = undefined;
    if (this.state === 'ready' || this.state === 'asks') this.state = 'waiting';
  }
}
