import type { Commodity } from '$lib/domain/ledger';
import type { Decimal } from '$lib/domain/money';
import { exactMoney, quantity } from '$lib/ui/format';
import type { Names } from '../ledger/rows';

/** Key of a balance within an account. */
export const balanceKey = (what: Commodity): string => (what.kind === 'currency' ? what.code : `#${what.id}`);

/** Name of a balance. */
export const balanceName = (what: Commodity, names: Names): string =>
  what.kind === 'currency' ? what.code : names.symbol(what.id);

/** Figure of a balance: money to the minor unit, units as they are. */
export const balanceText = (what: Commodity, value: Decimal): string =>
  what.kind === 'currency' ? exactMoney(value, what.code) : quantity(value);
