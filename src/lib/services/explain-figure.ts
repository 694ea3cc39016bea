import { run, type InputOf, type OutputOf } from '$lib/compute/caller';
import type { LedgerFilter } from '$lib/domain/ledger';
import { ledgerPositions } from './slice-tables';

type ExplainQuestion = InputOf<'value', 'explain'>;
type Asked = ExplainQuestion['figure'];

/** A sum of the cash that the filtered ledger moved: which transactions fit is answered by the ledger's worker. */
export type LedgerFigure = Omit<Extract<Asked, { of: 'ledger' }>, 'positions'> & { readonly filter: LedgerFilter };

/** The one descriptor of a figure: what it is a figure of, and which. */
export type FigureQuestion = Exclude<Asked, { of: 'ledger' }> | LedgerFigure;

/** The question that a figure was shown for, and how much of the answer is wanted. */
export type FigureScope = Omit<ExplainQuestion, 'figure'>;

/** Formula, inputs and events behind a figure. */
export type FigureExplanation = NonNullable<OutputOf<'value', 'explain'>>;

/** What stands behind a figure; undefined when there is nothing. */
export async function figureExplained(
  figure: FigureQuestion,
  scope: FigureScope
): Promise<FigureExplanation | undefined> {
  if (figure.of !== 'ledger') return run('value', 'explain', { ...scope, figure });
  const { filter, ...rest } = figure;
  const positions = await ledgerPositions({ vault: scope.vault, revision: scope.revision, filter });
  return run('value', 'explain', { ...scope, figure: { ...rest, positions } });
}
