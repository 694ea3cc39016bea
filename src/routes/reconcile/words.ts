import type { Day } from '$lib/domain/calendar';
import type { AccountId, Commodity } from '$lib/domain/ledger';
import type { CurrencyCode, Decimal } from '$lib/domain/money';
import { exactMoney, quantity } from '$lib/ui/format';
import { ask, heldAsk, type Ask } from '../asks';
import type { Names } from '../ledger/rows';

/** Key of a balance within an account. */
export const balanceKey = (what: Commodity): string => (what.kind === 'currency' ? what.code : `#${what.id}`);

/** Name of a balance. */
export const balanceName = (what: Commodity, names: Names): string =>
  what.kind === 'currency' ? what.code : names.symbol(what.id);

/** Figure of a balance: money to the minor unit, units as they are. */
export const balanceText = (what: Commodity, value: Decimal): string =>
  what.kind === 'currency' ? exactMoney(value, what.code) : quantity(value);

/** The account and the day that are held against a statement, and the account's currency. */
export interface Place {
  readonly account: AccountId;
  readonly day: Day;
  readonly base: CurrencyCode;
}

/** What the ledger has of something. */
export const foundAsk = (what: Commodity, { account, day }: Place): Ask =>
  ask({ of: 'balance', figure: 'found', account, what, day });

/** By how much a statement differs. */
export const differenceAsk = (what: Commodity, stated: Decimal, { account, day }: Place): Ask =>
  ask({ of: 'balance', figure: 'difference', account, what, day, stated });

const scopeOf = ({ account, day, base }: Place): NonNullable<Ask['scope']> => ({
  accounts: [account],
  asOf: day,
  base
});

/** What something is worth in the account's currency. */
export const worthAsk = (what: Commodity, place: Place): Ask =>
  heldAsk(
    'value',
    [what.kind === 'currency' ? { account: place.account, currency: what.code } : { instrument: what.id }],
    scopeOf(place)
  );

/** What the account is worth. */
export const totalAsk = (place: Place): Ask => heldAsk('value', undefined, scopeOf(place));
