import type { Transaction, Verb } from '../transaction';
import { cashAssertion, positionAssertion } from './assertions';
import { capitalCall, distribution, returnOfCapital } from './capital';
import { cashTransfer, currencyExchange, deposit, openingCash, withdrawal } from './cash';
import { reorganisation, split } from './corporate';
import { deliveryIn, deliveryOut } from './deliveries';
import { incomeInKind } from './in-kind';
import { dividend, fee, interest, tax } from './income';
import { assignment, exercise, expiry } from './options';
import { openingPosition, securityTransfer } from './positions';
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
  'opening-position': openingPosition,
  'delivery-in': deliveryIn,
  'delivery-out': deliveryOut,
  'income-in-kind': incomeInKind,
  'return-of-capital': returnOfCapital,
  reorganisation,
  expiry,
  exercise,
  assignment,
  'capital-call': capitalCall,
  distribution,
  'assert-cash': cashAssertion,
  'assert-position': positionAssertion
};

const descriptors: ReadonlyMap<string, VerbDescriptor<Transaction>> = new Map(Object.entries(catalog));

/** Descriptor of a verb; the transactions handed to it must be of that verb. @throws RangeError when it is unknown. */
export function descriptorOf(verb: Verb): VerbDescriptor<Transaction> {
  const descriptor = descriptors.get(verb);
  if (!descriptor) throw new RangeError(`unknown verb "${verb}"`);
  return descriptor;
}
