import type { EventId } from '$lib/domain/ledger';
import type { FigureExplanation, FigureInput } from './figure-explanation';

/** A figure that is one input: as a transaction records it, unless another formula is said. */
export function recorded(
  input: FigureInput,
  events: readonly EventId[],
  formula: FigureExplanation['formula'] = 'as-recorded'
): FigureExplanation {
  const { kind, value, currency } = input;
  return {
    formula,
    makes: 'sum',
    result: value,
    kind,
    inputs: [input],
    events,
    ...(currency === undefined ? {} : { currency })
  };
}
