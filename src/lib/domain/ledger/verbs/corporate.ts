import type { InstrumentId } from '../../instruments';
import { negate, subtract, type Decimal, type Money } from '../../money';
import type { ReceivedUnits, Reorganisation, ReorganisationKind } from '../events';
import type { Legs } from '../posting';
import { unitsReceived } from '../shares';
import type { Split } from '../transaction';
import {
  choiceField,
  flagField,
  instrumentField,
  listField,
  moneyField,
  optional,
  recordField,
  wholeNumberField,
  type FieldTable
} from './fields';
import { datedFields, type FieldProblem, type VerbDescriptor } from './verb';

function changeLegs(legs: Legs, instrument: InstrumentId, change: Decimal): void {
  legs.units('position', instrument, change);
  legs.units('conversion', instrument, negate(change));
}

/** Cash of a corporate action belongs to the old instrument. */
function cashLegs(legs: Legs, about: InstrumentId, cash: Money | undefined): void {
  if (!cash) return;
  legs.money('cash', cash.currency, cash.amount, { about });
  legs.money('conversion', cash.currency, negate(cash.amount), { about });
}

/** New units for old ones; how many depends on what is held that morning. */
export const split: VerbDescriptor<Split> = {
  turn: 'morning',
  fields: {
    ...datedFields,
    instrument: instrumentField,
    numerator: wholeNumberField('positive'),
    denominator: wholeNumberField('positive'),
    lieu: optional(moneyField('not-zero'))
  },
  compile(split, legs, held) {
    const { account, instrument, lieu } = split;
    const before = held(account, instrument);
    changeLegs(legs, instrument, subtract(unitsReceived(before, split), before));
    cashLegs(legs, instrument, lieu);
  },
  fold({ account, instrument, tradeDay: day, numerator, denominator, lieu }, event, books) {
    if (lieu) books.pay(account, lieu.currency, lieu.amount);
    const ratio = { numerator: BigInt(numerator), denominator: BigInt(denominator) };
    books.scale({ event, account, instrument, day, ...ratio, lieu });
  }
};

const kinds: readonly ReorganisationKind[] = ['spin-off', 'merger', 'stock-dividend', 'rights', 'exchange'];

const receivedFields: FieldTable<ReceivedUnits> = {
  instrument: instrumentField,
  numerator: wholeNumberField('positive'),
  denominator: wholeNumberField('positive'),
  basis: wholeNumberField('zero-or-positive'),
  lieu: optional(moneyField('not-zero'))
};

/** Old units turn into new ones, cash, or both; how many depends on what is held that morning. */
export const reorganisation: VerbDescriptor<Reorganisation> = {
  turn: 'morning',
  fields: {
    ...datedFields,
    kind: choiceField(kinds),
    instrument: instrumentField,
    keeps: flagField,
    retained: wholeNumberField('zero-or-positive'),
    receives: listField(recordField(receivedFields)),
    boot: optional(
      recordField<NonNullable<Reorganisation['boot']>>({
        amount: moneyField('not-zero'),
        basis: wholeNumberField('zero-or-positive')
      })
    )
  },
  problems({ keeps, retained, receives, boot }) {
    const found: FieldProblem[] = [];
    if (receives.length === 0 && !boot) found.push({ field: 'receives', reason: 'cannot be empty without cash' });
    if (!keeps && retained !== 0) found.push({ field: 'retained', reason: 'must be zero when the old units go' });
    if (retained + (boot?.basis ?? 0) + receives.reduce((sum, { basis }) => sum + basis, 0) === 0)
      found.push({ field: 'retained', reason: 'and the other weights of the basis cannot all be zero' });
    return found;
  },
  compile({ account, instrument, keeps, receives, boot }, legs, held) {
    const before = held(account, instrument);
    if (!keeps) changeLegs(legs, instrument, negate(before));
    for (const received of receives) {
      changeLegs(legs, received.instrument, unitsReceived(before, received));
      cashLegs(legs, instrument, received.lieu);
    }
    cashLegs(legs, instrument, boot?.amount);
  },
  fold({ account, instrument, tradeDay: day, keeps, retained, receives, boot }, event, books) {
    for (const { lieu } of receives) if (lieu) books.pay(account, lieu.currency, lieu.amount);
    if (boot) books.pay(account, boot.amount.currency, boot.amount.amount);
    books.reorganise({
      event,
      account,
      instrument,
      day,
      keeps,
      retained: BigInt(retained),
      receives: receives.map((one) => ({
        ...one,
        numerator: BigInt(one.numerator),
        denominator: BigInt(one.denominator),
        basis: BigInt(one.basis)
      })),
      ...(boot ? { boot: { amount: boot.amount, basis: BigInt(boot.basis) } } : {})
    });
  }
};
