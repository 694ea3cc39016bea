import type { CashAssertion, PositionAssertion } from '../events';
import { decimalField, instrumentField, moneyField } from './fields';
import { datedFields, type VerbDescriptor } from './verb';

const movesNothing = { compile: () => undefined, fold: () => undefined };

/** Cash a statement shows at the close. */
export const cashAssertion: VerbDescriptor<CashAssertion> = {
  ...movesNothing,
  turn: 'evening',
  fields: { ...datedFields, cash: moneyField('any') },
  states: ({ account, cash }) => ({
    account,
    what: { kind: 'currency', code: cash.currency },
    stated: cash.amount
  })
};

/** Units a statement shows at the close. */
export const positionAssertion: VerbDescriptor<PositionAssertion> = {
  ...movesNothing,
  turn: 'evening',
  fields: { ...datedFields, instrument: instrumentField, quantity: decimalField('any') },
  states: ({ account, instrument, quantity }) => ({
    account,
    what: { kind: 'instrument', id: instrument },
    stated: quantity
  })
};
