import type { InstrumentId } from '$lib/domain/instruments';
import { sign, type Decimal } from '$lib/domain/money';
import type { PostedAbout, Sheet } from '../../sheet/reader';
import { nearestRatio } from './ratio';
import { RowRefusal } from './refusal';
import type { StatedWhen } from './stated';

/** Units taken out of the books in exchange for units put in. */
export interface UnitExchange {
  readonly line: number;
  readonly when: StatedWhen;
  readonly from: { readonly instrument: InstrumentId; readonly quantity: Decimal };
  readonly to: { readonly instrument: InstrumentId; readonly quantity: Decimal };
  readonly kind?: 'merger' | 'exchange';
  readonly about?: PostedAbout;
}

/**
 * Books old units leaving and new ones coming: nothing when they are equal units of one instrument, a split when it is one
 * instrument, else a reorganisation that hands the whole basis on.
 */
export function postUnitExchange(
  sheet: Sheet,
  { line, when, from, to, kind = 'exchange', about = {} }: UnitExchange
): void {
  const same = from.instrument === to.instrument;
  if (same && from.quantity === to.quantity) {
    sheet.passOver(line);
    for (const joined of about.lines ?? []) sheet.passOver(joined);
    return;
  }
  const ratio = sign(from.quantity) > 0 ? nearestRatio(to.quantity, from.quantity) : undefined;
  if (!ratio) throw new RowRefusal({ code: 'ratio-missing' });
  if (same) return sheet.post(line, { ...when, verb: 'split', instrument: from.instrument, ...ratio }, about);
  const receives = [{ instrument: to.instrument, ...ratio, basis: 1 }];
  const { instrument } = from;
  sheet.post(line, { ...when, verb: 'reorganisation', kind, instrument, keeps: false, retained: 0, receives }, about);
}
