import type { InstrumentId } from '$lib/domain/instruments';
import {
  eventId,
  inLedgerOrder,
  ledgerFold,
  lotMethodsOf,
  type Account,
  type AccountId,
  type EventId,
  type LedgerFold,
  type LiveTransaction,
  type Transaction,
  type Verb
} from '$lib/domain/ledger';
import { add, ONE, subtract, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { usesRights, type ActionDraft, type ActionRefusal } from './draft';
import { draftRefusals } from './refusals';
import { actionTransaction } from './transactions';

/** The ledger that a draft is held against. */
export interface ActionLedger {
  readonly transactions: readonly LiveTransaction[];
  readonly accounts: readonly Account[];
}

/** Units and cost basis of an instrument in an account, before and after; the basis in the currency that was paid. */
export interface PositionChange {
  readonly instrument: InstrumentId;
  readonly currency: CurrencyCode;
  readonly unitsBefore: Decimal;
  readonly unitsAfter: Decimal;
  readonly basisBefore: Decimal;
  readonly basisAfter: Decimal;
}

/** Cash that an action brings and the basis it is held against; the gain is missing when the two are in different currencies. */
export interface ActionSale {
  readonly currency: CurrencyCode;
  readonly proceeds: Decimal;
  readonly costCurrency: CurrencyCode;
  readonly cost: Decimal;
  readonly gain?: Decimal;
}

/** What an action does in one account: positions first the old instrument's, cash by currency, what counts as sold. */
export interface AccountEffect {
  readonly account: AccountId;
  readonly transaction: Transaction;
  readonly positions: readonly PositionChange[];
  readonly cash: ReadonlyMap<CurrencyCode, Decimal>;
  readonly sales: readonly ActionSale[];
}

/** A draft worked out for every account that holds the instrument, or why it could not be. */
export type ActionProposal =
  | { readonly status: 'refused'; readonly refusals: readonly ActionRefusal[] }
  | {
      readonly status: 'proposed';
      readonly effects: readonly AccountEffect[];
      /** Actions on the same instrument and day that the ledger has already. */
      readonly already: readonly EventId[];
    };

/**
 * The transactions of a corporate action for every account that holds the instrument on the morning of its day, with what
 * they change, as the ledger itself will book them. Nothing is written. A draft that lacks something, or that no account
 * holds, is refused with each reason.
 */
export function proposedAction(draft: ActionDraft, ledger: ActionLedger): ActionProposal {
  const refusals = draftRefusals(draft);
  if (refusals.length > 0) return { status: 'refused', refusals };
  const held = heldAtItsTurn(draft, ledger);
  const unfit = heldRefusals(draft, held);
  if (unfit.length > 0) return { status: 'refused', refusals: unfit };
  const transactions = held.flatMap(({ account, units }) => actionTransaction(draft, account, units) ?? []);
  if (transactions.length === 0) return { status: 'refused', refusals: [{ code: 'nothing-exercised' }] };
  return { status: 'proposed', effects: effectsOf(transactions, ledger), already: recordedThatDay(draft, ledger) };
}

interface HeldUnits {
  readonly account: AccountId;
  readonly units: Decimal;
}

function heldRefusals(draft: ActionDraft, held: readonly HeldUnits[]): ActionRefusal[] {
  const { kind, units: wanted } = draft;
  if (held.length === 0) return [{ code: 'not-held' }];
  const owes = kind === 'return-of-capital' || usesRights(kind);
  const owing = owes ? held.filter(({ units }) => units < 0n) : [];
  if (owing.length > 0) return owing.map(({ account }) => ({ code: 'short-position', account }));
  const beyond = wanted === undefined ? [] : held.filter(({ units }) => units < wanted);
  return beyond.map(({ account }) => ({ code: 'more-than-held', account }));
}

const foldOf = ({ accounts }: ActionLedger): LedgerFold => ledgerFold({ lotMethod: lotMethodsOf(accounts) });

/** The transactions in the ledger's order with new ones behind those of their turn of the day; what follows is left out. */
function placed({ transactions }: ActionLedger, added: readonly Transaction[]) {
  const day = added[0]?.tradeDay ?? 0;
  const known = transactions.filter(({ transaction }) => transaction.tradeDay <= day);
  const sequence = known.reduce((last, one) => Math.max(last, one.sequence), 0) + 1;
  const fresh = added.map((transaction, at): LiveTransaction => ({
    ...{ event: eventId(`proposed.${at}`), sequence: sequence + at, transaction }
  }));
  const isFresh = new Set<LiveTransaction>(fresh);
  const all = inLedgerOrder([...known, ...fresh]);
  const first = all.findIndex((one) => isFresh.has(one));
  return { before: all.slice(0, first), fresh };
}

/** What accounts hold when the action takes place: that morning, or among what is done that day where the holder acts. */
function heldAtItsTurn(draft: ActionDraft, ledger: ActionLedger): HeldUnits[] {
  const { instrument, day, kind } = draft;
  const fold = foldOf(ledger);
  const account = ledger.transactions[0]?.transaction.account;
  if (account === undefined) return [];
  const dated = { account, tradeDay: day, settlementDay: day, instrument };
  // It stands where the action will stand in the day.
  const probe: Transaction = usesRights(kind)
    ? { verb: 'expiry', ...dated, quantity: ONE }
    : { verb: 'split', ...dated, numerator: 1, denominator: 1 };
  for (const one of placed(ledger, [probe]).before) fold.apply(one);
  return fold.holdings.flatMap((holding) =>
    holding.instrument === instrument &&
    holding.quantity !== 0n &&
    (draft.account === undefined || holding.account === draft.account)
      ? [{ account: holding.account, units: holding.quantity }]
      : []
  );
}

function effectsOf(transactions: readonly Transaction[], ledger: ActionLedger): AccountEffect[] {
  const fold = foldOf(ledger);
  const { before, fresh } = placed(ledger, transactions);
  for (const one of before) fold.apply(one);
  return fresh.map((live): AccountEffect => {
    const { account } = live.transaction;
    const [positions, cash, sold] = [positionsOf(fold, account), cashOf(fold, account), fold.realised.length];
    fold.apply(live);
    const after = positionsOf(fold, account);
    return {
      account,
      transaction: live.transaction,
      positions: changesOf(
        positions,
        after,
        'instrument' in live.transaction ? live.transaction.instrument : undefined
      ),
      cash: cashChanges(cash, cashOf(fold, account)),
      sales: salesOf(fold, sold)
    };
  });
}

type Standing = ReadonlyMap<string, Omit<PositionChange, 'unitsAfter' | 'basisAfter'>>;

function positionsOf(fold: LedgerFold, account: AccountId): Standing {
  return new Map(
    fold
      .positions()
      .filter((position) => position.account === account)
      .map(({ instrument, currency, quantity, cost }) => [
        `${instrument} ${currency}`,
        { instrument, currency, unitsBefore: quantity, basisBefore: cost }
      ])
  );
}

/** What changed, and the old instrument even when nothing of it did. */
function changesOf(before: Standing, after: Standing, old?: InstrumentId): PositionChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key): PositionChange[] => {
    const [then, now] = [before.get(key), after.get(key)];
    const one = then ?? now;
    if (!one) return [];
    const change = {
      ...one,
      unitsBefore: then?.unitsBefore ?? ZERO,
      basisBefore: then?.basisBefore ?? ZERO,
      unitsAfter: now?.unitsBefore ?? ZERO,
      basisAfter: now?.basisBefore ?? ZERO
    };
    const isSame = change.unitsBefore === change.unitsAfter && change.basisBefore === change.basisAfter;
    return isSame && one.instrument !== old ? [] : [change];
  });
}

function cashOf(fold: LedgerFold, account: AccountId): Map<CurrencyCode, Decimal> {
  const own = fold.cashBalances().filter((one) => one.account === account);
  return new Map(own.map(({ currency, amount }) => [currency, amount]));
}

function cashChanges(before: ReadonlyMap<CurrencyCode, Decimal>, after: ReadonlyMap<CurrencyCode, Decimal>) {
  const changed = [...after].map(([code, amount]) => [code, subtract(amount, before.get(code) ?? ZERO)] as const);
  return new Map(changed.filter(([, amount]) => amount !== 0n));
}

function salesOf(fold: LedgerFold, from: number): ActionSale[] {
  const sales = new Map<string, ActionSale>();
  for (const { currency, costCurrency, proceeds, cost, gain } of fold.realised.slice(from)) {
    const key = `${currency} ${costCurrency}`;
    const one = sales.get(key) ?? { currency, costCurrency, proceeds: ZERO, cost: ZERO };
    const gained = gain === undefined ? {} : { gain: add(one.gain ?? ZERO, gain) };
    sales.set(key, { ...one, proceeds: add(one.proceeds, proceeds), cost: add(one.cost, cost), ...gained });
  }
  return [...sales.values()];
}

const doneByHolders: ReadonlySet<Verb> = new Set<Verb>(['exercise', 'expiry']);
const doneByCompanies: ReadonlySet<Verb> = new Set<Verb>(['split', 'reorganisation', 'return-of-capital']);

function recordedThatDay({ instrument, day, kind }: ActionDraft, { transactions }: ActionLedger): EventId[] {
  return transactions.flatMap(({ event, transaction: t }) => {
    const isAction = (usesRights(kind) ? doneByHolders : doneByCompanies).has(t.verb);
    const isAbout = 'instrument' in t && t.instrument === instrument;
    return isAction && isAbout && t.tradeDay === day ? [event] : [];
  });
}
