import type { Transaction } from '$lib/domain/ledger';
import { ZERO } from '$lib/domain/money';
import { writtenRatio } from './row-facts';
import { base, made, missing, refused, type Shape, type ShapeInput } from './shape-parts';

/** A split by the ratio that the row states; without one it is asked from what is held. */
export function splitShape(input: ShapeInput): Shape {
  const { row, instrument } = input;
  if (!instrument) return missing('symbol');
  const withRatio = (numerator: number, denominator: number): Transaction[] => [
    { ...base(input), verb: 'split', instrument: instrument.id, numerator, denominator }
  ];
  for (const field of ['ratio', 'amount', 'quantity', 'price', 'note', 'name'] as const) {
    const ratio = writtenRatio(row.text(field));
    if (ratio) return ratioShape(input, ratio, row.text(field), withRatio);
  }
  if (!row.quantity) return refused({ code: 'ratio-missing' }, 'quantity');
  return { status: 'ratio-open', quantity: row.quantity, ...(row.quantity < ZERO ? { adds: true } : {}), withRatio };
}

/**
 * A split by the ratio that the row states. "1-for-4" says which units are the new ones; "1:4" does not: of a reverse
 * split the new ones are fewer, of a plain one that would make them fewer it is asked.
 */
function ratioShape(
  { row }: ShapeInput,
  [one, other]: readonly [number, number],
  text: string,
  withRatio: (numerator: number, denominator: number) => Transaction[]
): Shape {
  if (/for|zu|pour|por/i.test(text)) return made(...withRatio(one, other));
  const [more, fewer] = [Math.max(one, other), Math.min(one, other)];
  if (
    /reverse|zusammenleg|konsolid|consolid|regroup|agrupa|raggrupp|contrasplit/i.test(`${row.word} ${row.text('note')}`)
  )
    return made(...withRatio(fewer, more));
  if (one >= other) return made(...withRatio(one, other));
  const choices = [
    [more, fewer],
    [fewer, more]
  ] as const;
  return { status: 'ratio-open', quantity: row.quantity ?? ZERO, choices, withRatio };
}
