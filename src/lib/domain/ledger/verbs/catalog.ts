import type { Transaction, Verb } from '../transaction';
import { cashTransfer, currencyExchange, deposit, openingCash, withdrawal } from './cash';
import { dividend, fee, interest, tax } from './income';
import { openingPosition, securityTransfer, split } from './positions';
import { buy, buyToCover, sell, sellShort } from './trades';
import type { VerbDescriptor } from './verb';

type OfVerb<V extends Verb, T = Transaction> = T extends { readonly verb: infer W } ? (V extends W ? T : never) : never;

/** Every verb with all that the ledger knows about it. A new verb is its type, its descriptor and a line here. */
const catalog: { readonly [V in Verb]: VerbDescriptor<OfVerb<V> & Transaction> } = {
  deposit,
  withdrawal,
  buy,
  sell,
  'sell-short': sellShort,
  'buy-to-cover': buyToCover,
  dividend,
  interest,
  fee,
  tax,
  'transfer-cash': cashTransfer,
  'transfer-securities': securityTransfer,
  split,
  exchange: currencyExchange,
  'opening-cash': openingCash,
  'opening-position': openingPosition
};

const descriptors: ReadonlyMap<string, VerbDescriptor<Transaction>> = new Map(Object.entries(catalog));

/** Descriptor of a verb; the transactions handed to it must be of that verb. @throws RangeError when it is unknown. */
export function descriptorOf(verb: Verb): VerbDescriptor<Transaction> {
  const descriptor = descriptors.get(verb);
  if (!descriptor) throw new RangeError(`unknown verb "${verb}"`);
  return descriptor;
}
