import type { Day } from '$lib/domain/calendar';
import { instrumentId, instrumentsNamed, type DatedIdentifier, type Instrument } from '$lib/domain/instruments';
import { accountId } from '$lib/domain/ledger';
import { ONE, type Decimal } from '$lib/domain/money';
import {
  scalesUnits,
  usesRights,
  wholeRatio,
  type ActionDraft,
  type ActionKind,
  type DraftReceipt
} from '$lib/quant/corporate-actions';

/** What the fields say of one instrument that is received. */
export interface ReceiptForm {
  /** Tells it from the others while they come and go. */
  readonly key: number;
  numerator: Decimal | undefined;
  denominator: Decimal | undefined;
  symbol: string;
  isin: string;
  name: string;
  share: Decimal | undefined;
  close: Decimal | undefined;
  fractions: 'kept' | 'sold';
  lieu: Decimal | undefined;
}

/** What the fields of the screen say. */
export interface ActionForm {
  kind: ActionKind;
  day: Day;
  /** Of an action that scales the units: its ratio and what fractions brought. */
  numerator: Decimal | undefined;
  denominator: Decimal | undefined;
  fractions: 'kept' | 'sold';
  lieu: Decimal | undefined;
  receipts: ReceiptForm[];
  sharing: 'percent' | 'closes';
  close: Decimal | undefined;
  cash: Decimal | undefined;
  /** Of a new symbol or ISIN: the same instrument under another name, or another instrument. */
  identity: 'same' | 'other';
  /** Of rights that are used or lapse: the price of a new share, how many rights, and whose; empty is every account. */
  price: Decimal | undefined;
  units: Decimal | undefined;
  account: string;
}

/** A draft with the instruments it would make, whose symbols are not known yet. */
export interface DescribedAction {
  readonly draft: ActionDraft;
  readonly made: readonly Instrument[];
  /** What each receipt of the form names; undefined where it names nothing yet. */
  readonly received: readonly (Instrument | undefined)[];
}

/** Fields of something received, as they begin. */
export const freshReceipt = (key: number, numerator?: Decimal): ReceiptForm => ({
  ...{ key, numerator, denominator: ONE, symbol: '', isin: '', name: '' },
  ...{ share: undefined, close: undefined, fractions: 'kept', lieu: undefined }
});

/** Fields as they begin. */
export const freshForm = (kind: ActionKind, day: Day): ActionForm => ({
  ...{ kind, day, numerator: undefined, denominator: ONE, fractions: 'kept', lieu: undefined },
  receipts: [freshReceipt(0, kind === 'exchange' ? ONE : undefined)],
  ...{ sharing: 'percent', close: undefined, cash: undefined, identity: 'same' },
  ...{ price: undefined, units: undefined, account: '' }
});

/** True when only the identifiers of the instrument change. */
export const renames = ({ kind, identity }: ActionForm): boolean => kind === 'exchange' && identity === 'same';

/** True when other instruments are received by an action of a kind. */
export const receivesOthers = (kind: ActionKind): boolean =>
  !scalesUnits(kind) && kind !== 'return-of-capital' && kind !== 'rights-lapsed';

/** True when an action of a kind can bring several instruments. */
export const receivesSeveral = (form: ActionForm): boolean =>
  receivesOthers(form.kind) && !usesRights(form.kind) && !renames(form);

const namedIn = ({ symbol, isin }: ReceiptForm): string => symbol.trim() || isin.trim();

/** The draft that the fields describe for an instrument. */
export function describedAction(
  form: ActionForm,
  instrument: Instrument,
  instruments: readonly Instrument[]
): DescribedAction {
  const { kind, day, sharing, receipts } = form;
  const base: ActionDraft = {
    ...{ kind, day, sharing, instrument: instrument.id, currency: instrument.currency, receives: [] },
    ...(form.close === undefined ? {} : { close: form.close })
  };
  if (scalesUnits(kind)) return { draft: { ...base, ...termsOf(form) }, made: [], received: [] };
  const paid: ActionDraft = {
    ...base,
    ...((kind === 'merger' || kind === 'return-of-capital') && form.cash !== undefined
      ? { cashPerUnit: form.cash }
      : {}),
    ...(usesRights(kind) ? usedRights(form) : {})
  };
  const [first] = receipts;
  // A merger can be for cash alone.
  const isCashOnly = kind === 'merger' && receipts.length === 1 && first !== undefined && namedIn(first) === '';
  if (!receivesOthers(kind) || isCashOnly) return { draft: paid, made: [], received: [] };
  const made = new Map<string, Instrument>();
  const received = receipts.map((receipt) => {
    const one = receivedInstrument(receipt, form, instrument, instruments);
    if (one && !instruments.includes(one)) made.set(one.id, made.get(one.id) ?? one);
    return one;
  });
  const receives = receipts.map((receipt, at): DraftReceipt => {
    const one = received[at];
    return {
      ...(one ? { instrument: one.id } : {}),
      ...termsOf(receipt),
      ...(receipt.share === undefined ? {} : { share: receipt.share }),
      ...(receipt.close === undefined ? {} : { close: receipt.close })
    };
  });
  return { draft: { ...paid, receives }, made: [...made.values()], received };
}

/** Ratio and cash for fractions, as far as they are said. */
function termsOf({ numerator, denominator, fractions, lieu }: Omit<ReceiptForm, 'key'> | ActionForm) {
  const ratio = numerator && denominator ? wholeRatio(numerator, denominator) : undefined;
  return { ...(ratio ? { ratio } : {}), ...(fractions === 'sold' && lieu !== undefined ? { lieuPrice: lieu } : {}) };
}

function usedRights({ price, units, account }: ActionForm): Partial<ActionDraft> {
  return {
    ...(price === undefined ? {} : { pricePerUnit: price }),
    ...(units === undefined ? {} : { units }),
    ...(account === '' ? {} : { account: accountId(account) })
  };
}

function receivedInstrument(
  receipt: ReceiptForm,
  { kind, day }: ActionForm,
  old: Instrument,
  instruments: readonly Instrument[]
): Instrument | undefined {
  const { symbol, isin, name } = receipt;
  const [named, coded] = [symbol.trim(), isin.trim().toUpperCase()];
  const text = namedIn(receipt);
  if (text === '') return undefined;
  const [known] = [...instrumentsNamed(instruments, text, day), ...instrumentsNamed(instruments, text)];
  if (known) return known;
  const identifiers: DatedIdentifier[] = [
    ...(named === '' ? [] : [{ scheme: 'symbol', value: named.toUpperCase() } as const]),
    ...(coded === '' ? [] : [{ scheme: 'isin', value: coded } as const])
  ];
  const { currency } = old;
  return {
    ...{ id: instrumentId(`new ${text.toUpperCase()}`), kind: kind === 'rights' ? 'other' : old.kind },
    ...{ name: name.trim() || text.toUpperCase(), currency, identifiers }
  };
}
