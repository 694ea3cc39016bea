import {
  unitsReceived,
  wholeUnits,
  type AccountId,
  type Reorganisation,
  type ReorganisationKind,
  type Transaction
} from '$lib/domain/ledger';
import {
  decimalFromUnits,
  least,
  minorUnits,
  money,
  multiply,
  roundedToMinorUnit,
  scaledBy,
  ZERO,
  type CurrencyCode,
  type Decimal,
  type Money
} from '$lib/domain/money';
import { basisWeights } from './basis-weights';
import { keepsUnits, type ActionDraft, type ActionKind, type Ratio } from './draft';

const DIGITS = 18;

/** Additional units for old ones, as new for old. */
function ratioOf({ kind, ratio = { numerator: 1, denominator: 1 } }: ActionDraft): Ratio {
  if (kind !== 'stock-dividend') return ratio;
  return { numerator: ratio.numerator + ratio.denominator, denominator: ratio.denominator };
}

/** Cash for a fraction of a unit, to the minor unit but never nothing: a fraction that is sold brings something. */
function lieuOf(held: Decimal, ratio: Ratio, price: Decimal | undefined, currency: CurrencyCode): Money | undefined {
  if (price === undefined) return undefined;
  const { fraction } = wholeUnits(unitsReceived(held, ratio));
  if (fraction === 0n) return undefined;
  const exact = roundedToMinorUnit(money(multiply(fraction, price), currency));
  if (exact.amount !== 0n) return exact;
  const least = 10n ** BigInt(DIGITS - minorUnits(currency));
  return money(decimalFromUnits(fraction < 0n ? -least : least), currency);
}

function reorganisationKind(kind: ActionKind): ReorganisationKind {
  return kind === 'spin-off' || kind === 'rights' || kind === 'exchange' ? kind : 'merger';
}

/** Rights as far as they give whole new units, for the subscription price; undefined when they give none. */
function rightsExercised(draft: ActionDraft, account: AccountId, held: Decimal): Transaction | undefined {
  const { instrument, day, currency, pricePerUnit = ZERO, receives } = draft;
  const { instrument: underlying, ratio } = receives[0] ?? {};
  if (underlying === undefined || !ratio) return undefined;
  // New units come for whole bundles of rights: of five rights, one for two, four are used.
  const { whole: bundles } = wholeUnits(scaledBy(least(draft.units ?? held, held), 1n, BigInt(ratio.denominator)));
  if (bundles <= 0n) return undefined;
  const units = scaledBy(bundles, BigInt(ratio.numerator), 1n);
  const quantity = scaledBy(bundles, BigInt(ratio.denominator), 1n);
  const gross = roundedToMinorUnit(money(multiply(units, pricePerUnit), currency));
  return {
    ...{ verb: 'exercise', account, tradeDay: day, settlementDay: day, instrument, quantity, underlying, units },
    ...{ way: 'receive', gross, fees: ZERO, taxes: ZERO }
  };
}

/**
 * What an account books for an action when it holds `held` units (negative when short) that morning. Cash is units times the
 * cash of a unit, to the minor unit. The draft holds (no refusals). Undefined when there is nothing to book: rights too few
 * for a whole unit.
 */
export function actionTransaction(draft: ActionDraft, account: AccountId, held: Decimal): Transaction | undefined {
  const { kind, instrument, day, currency, cashPerUnit, lieuPrice } = draft;
  const dated = { account, tradeDay: day, settlementDay: day };
  const cash = roundedToMinorUnit(money(multiply(held, cashPerUnit ?? ZERO), currency));
  switch (kind) {
    case 'split':
    case 'reverse-split':
    case 'stock-dividend': {
      const ratio = ratioOf(draft);
      const lieu = lieuOf(held, ratio, lieuPrice, currency);
      return { verb: 'split', ...dated, instrument, ...ratio, ...(lieu ? { lieu } : {}) };
    }
    case 'rights-exercised':
      return rightsExercised(draft, account, held);
    case 'rights-lapsed':
      return { verb: 'expiry', ...dated, instrument, quantity: least(draft.units ?? held, held) };
    case 'return-of-capital':
      return { verb: 'return-of-capital', ...dated, instrument, gross: cash, fees: ZERO, taxes: ZERO };
    default: {
      const weights = basisWeights(draft);
      const receives = draft.receives.flatMap((receipt, at): Reorganisation['receives'] => {
        const { instrument: received, ratio } = receipt;
        if (received === undefined || !ratio) return [];
        const lieu = lieuOf(held, ratio, receipt.lieuPrice, currency);
        return [{ instrument: received, ...ratio, basis: weights.receives[at] ?? 0, ...(lieu ? { lieu } : {}) }];
      });
      return {
        ...{ verb: 'reorganisation', ...dated, kind: reorganisationKind(kind), instrument },
        ...{ keeps: keepsUnits(kind), retained: weights.retained, receives },
        ...(cashPerUnit === undefined || cash.amount === 0n ? {} : { boot: { amount: cash, basis: weights.cash } })
      };
    }
  }
}
