import type { Day } from '$lib/domain/calendar';
import { instrumentId, instrumentsNamed, type DatedIdentifier, type Instrument } from '$lib/domain/instruments';
import { ONE, type Decimal } from '$lib/domain/money';
import {
  scalesUnits,
  wholeRatio,
  type ActionDraft,
  type ActionKind,
  type DraftReceipt
} from '$lib/quant/corporate-actions';

/** What the fields of the screen say. */
export interface ActionForm {
  kind: ActionKind;
  day: Day;
  numerator: Decimal | undefined;
  denominator: Decimal | undefined;
  symbol: string;
  isin: string;
  name: string;
  sharing: 'percent' | 'closes';
  share: Decimal | undefined;
  close: Decimal | undefined;
  closeReceived: Decimal | undefined;
  cash: Decimal | undefined;
  fractions: 'kept' | 'sold';
  lieu: Decimal | undefined;
  /** Of a new symbol or ISIN: the same instrument under another name, or another instrument. */
  identity: 'same' | 'other';
}

/** A draft with the instrument it would make, when the symbol is not known yet. */
export interface DescribedAction {
  readonly draft: ActionDraft;
  readonly made?: Instrument;
  readonly received?: Instrument;
}

/** Fields as they begin. */
export const freshForm = (kind: ActionKind, day: Day): ActionForm => ({
  ...{ kind, day, numerator: kind === 'exchange' ? ONE : undefined, denominator: ONE },
  ...{ symbol: '', isin: '', name: '', sharing: 'percent', share: undefined, close: undefined },
  ...{ closeReceived: undefined, cash: undefined, fractions: 'kept', lieu: undefined, identity: 'same' }
});

/** True when only the identifiers of the instrument change. */
export const renames = ({ kind, identity }: ActionForm): boolean => kind === 'exchange' && identity === 'same';

/** The draft that the fields describe for an instrument. */
export function describedAction(
  form: ActionForm,
  instrument: Instrument,
  instruments: readonly Instrument[]
): DescribedAction {
  const { kind, day, sharing } = form;
  const ratio = form.numerator && form.denominator ? wholeRatio(form.numerator, form.denominator) : undefined;
  const lieu = form.fractions === 'sold' && form.lieu !== undefined ? { lieuPrice: form.lieu } : {};
  const base: ActionDraft = {
    ...{ kind, day, sharing, instrument: instrument.id, currency: instrument.currency, receives: [] },
    ...(ratio ? { ratio } : {}),
    ...lieu,
    ...(form.close === undefined ? {} : { close: form.close })
  };
  if (scalesUnits(kind)) return { draft: base };
  const cash = (kind === 'merger' || kind === 'return-of-capital') && form.cash !== undefined;
  const paid = cash && form.cash !== undefined ? { ...base, cashPerUnit: form.cash } : base;
  const named = form.symbol.trim() || form.isin.trim();
  if (kind === 'return-of-capital' || (kind === 'merger' && named === '')) return { draft: paid };
  const received = receivedInstrument(form, instrument, instruments);
  const receipt: DraftReceipt = {
    ...(received ? { instrument: received.id } : {}),
    ...(ratio ? { ratio } : {}),
    ...lieu,
    ...(form.share === undefined ? {} : { share: form.share }),
    ...(form.closeReceived === undefined ? {} : { close: form.closeReceived })
  };
  const isNew = received && !instruments.includes(received);
  return {
    draft: { ...paid, receives: [receipt] },
    ...(received ? { received } : {}),
    ...(isNew ? { made: received } : {})
  };
}

function receivedInstrument(
  { symbol, isin, name, kind, day }: ActionForm,
  old: Instrument,
  instruments: readonly Instrument[]
): Instrument | undefined {
  const [named, coded] = [symbol.trim(), isin.trim().toUpperCase()];
  const text = named || coded;
  if (text === '') return undefined;
  const [known] = [...instrumentsNamed(instruments, text, day), ...instrumentsNamed(instruments, text)];
  if (known) return known;
  const identifiers: DatedIdentifier[] = [
    ...(named === '' ? [] : [{ scheme: 'symbol', value: named.toUpperCase() } as const]),
    ...(coded === '' ? [] : [{ scheme: 'isin', value: coded } as const])
  ];
  const { currency } = old;
  return {
    ...{ id: instrumentId(`new ${text}`), kind: kind === 'rights' ? 'other' : old.kind },
    ...{ name: name.trim() || text.toUpperCase(), currency, identifiers }
  };
}
