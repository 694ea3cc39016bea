import type { Instrument } from '$lib/domain/instruments';
import type { Account, AccountId } from '$lib/domain/ledger';
import {
  absolute,
  add,
  currencyFromCode,
  multiply,
  subtract,
  type CurrencyCode,
  type Decimal
} from '$lib/domain/money';
import type { ColumnMapping, SignRule, StatementAction, StatementContext } from '$lib/domain/statements';
import { fileAccounts, type FileAccounts } from '../compare/accounts';
import { currencyOptions, rowCurrencies, usedCurrencies, type RowCurrency } from '../compare/currencies';
import { fileInstruments, type FileInstruments, type InstrumentMention } from '../compare/instruments';
import { presentFingerprints, rowFingerprints } from '../compare/presence';
import { actionKey } from '../columns/actions';
import { addTo, mostFrequent } from '../values/grouping';
import { isCashSymbol } from '../values/symbols';
import type { Findings } from '../compare/findings';
import { coinMentions } from './coin-mentions';
import type { StatementRow } from './row-facts';

/** What the names in rows stand for. */
export interface ResolvedRows {
  readonly actionOf: (row: StatementRow) => StatementAction | undefined;
  readonly accounts: FileAccounts;
  readonly instruments: FileInstruments;
  readonly instrumentOf: (row: StatementRow) => Instrument | undefined;
  /** Coin that a row is about beside its own: got in an exchange, or paid as a fee. */
  readonly coinOf: (row: StatementRow, code: string) => Instrument | undefined;
  /** True for a code in which amounts of the table are paid. */
  readonly isCash: (code: string) => boolean;
  readonly currencyOf: (
    row: StatementRow,
    account: Account,
    instrument: Instrument | undefined
  ) => { code: CurrencyCode; hundredths: boolean };
  readonly writtenCurrency: RowCurrency;
  readonly signRule: SignRule;
  /** True when the trades of the table show that its amounts are after costs. */
  readonly afterCosts: boolean;
  /** Fingerprint by position in the file. */
  readonly fingerprints: ReadonlyMap<number, string>;
  readonly present: ReadonlyMap<string, readonly AccountId[]>;
  readonly assumedCurrency: CurrencyCode | undefined;
}

const aboutInstruments: ReadonlySet<StatementAction> = new Set([
  'buy',
  'sell',
  'sell-short',
  'buy-to-cover',
  'dividend',
  'reinvest',
  'split',
  'income-in-kind',
  'return-of-capital',
  'stock-dividend',
  'expiry',
  'delivery-in',
  'delivery-out',
  'assert-position',
  'opening-position',
  'transfer-securities'
]);
const choosable: readonly StatementAction[] = [
  'buy',
  'sell',
  'dividend',
  'income-in-kind',
  'return-of-capital',
  'interest',
  'fee',
  'tax',
  'deposit',
  'withdrawal',
  'in',
  'out',
  'nothing'
];

/** Resolves actions, currencies, accounts and instruments of rows; rows that wait or are left out are marked. */
export function resolvedRows(
  rows: readonly StatementRow[],
  actions: (row: StatementRow) => StatementAction | undefined,
  context: StatementContext,
  saved: ColumnMapping | undefined,
  findings: Findings
): ResolvedRows {
  const answered = unknownActions(rows, actions, findings);
  const actionOf = (row: StatementRow): StatementAction | undefined => actions(row) ?? answered.get(row.row);
  const writtenCurrency = rowCurrencies(rows, context, saved, findings);
  const list = rowFingerprints(rows);
  const fingerprints = new Map(rows.map((row, at) => [row.row, list[at] ?? '']));
  const present = presentFingerprints(context.live);
  const signRule = saved?.signRule ?? signRuleOf(rows, actionOf);
  const fileCurrency = mostFrequent(rows.map((row) => writtenCurrency(row)?.code));
  let assumed = fileCurrency ?? saved?.defaultCurrency;
  const defaultCurrency = (): CurrencyCode => (assumed ??= assumedCurrency(rows, context, findings));
  const accounts = fileAccounts(rows, defaultCurrency, context, saved, findings, () =>
    mostFrequent(rows.flatMap((row) => present.get(fingerprints.get(row.row) ?? '') ?? []))
  );
  const mentions = instrumentMentions(rows, actionOf, writtenCurrency, context);
  const paid = new Set(rows.flatMap((row) => writtenCurrency(row)?.code ?? []));
  const isCash = (code: string): boolean => currencyFromCode(code)?.kind === 'fiat' || paid.has(code as CurrencyCode);
  const coins = coinMentions(rows, actionOf, isCash);
  const instruments = fileInstruments(
    [...mentions, ...coins].map((one) => one.mention),
    () => knownAccountCurrency(accounts, rows) ?? defaultCurrency(),
    context,
    findings
  );
  const byRow = new Map<number, Instrument>();
  for (const { row, mention } of mentions) {
    const resolution = instruments.of(mention);
    if (resolution.asked) row.asked = resolution.asked;
    if (resolution.hold) row.hold = resolution.hold;
    if (resolution.out) row.out = resolution.out;
    if (resolution.instrument) byRow.set(row.row, resolution.instrument);
  }
  const coinOfRow = new Map<string, Instrument>();
  for (const { row, mention } of coins) {
    const { instrument, asked, hold, out } = instruments.of(mention);
    row.asked ??= asked;
    row.hold ??= hold;
    row.out ??= out;
    if (instrument) coinOfRow.set(`${row.row} ${mention.symbol}`, instrument);
  }
  return {
    actionOf,
    accounts,
    instruments,
    coinOf: (row, code) => coinOfRow.get(`${row.row} ${code}`),
    isCash,
    instrumentOf: (row) => byRow.get(row.row),
    currencyOf: (row, account, instrument) => {
      const written = writtenCurrency(row);
      if (written) return written;
      const known = instrument && context.instruments.includes(instrument) ? instrument.currency : undefined;
      return {
        code: fileCurrency ?? known ?? (context.accounts.includes(account) ? account.currency : defaultCurrency()),
        hundredths: false
      };
    },
    writtenCurrency,
    signRule,
    afterCosts: amountsAfterCosts(rows, actionOf, signRule),
    fingerprints,
    present,
    assumedCurrency: assumed
  };
}

/** Currency of the account that every row belongs to, when the ledger knows it. */
function knownAccountCurrency(accounts: FileAccounts, rows: readonly StatementRow[]): CurrencyCode | undefined {
  const first = rows[0];
  const account = first && accounts.peek(first);
  return account?.known ? account.account.currency : undefined;
}

function assumedCurrency(rows: readonly StatementRow[], context: StatementContext, findings: Findings): CurrencyCode {
  const asked = findings.ask({
    subject: { code: 'currency-assumed', currency: context.baseCurrency },
    required: false,
    rows: rows.map((row) => row.row),
    options: currencyOptions(usedCurrencies(context), context.baseCurrency)
  });
  return currencyFromCode((asked.choice() ?? '').replace(/^currency:/, ''))?.code ?? context.baseCurrency;
}

function unknownActions(
  rows: readonly StatementRow[],
  actions: (row: StatementRow) => StatementAction | undefined,
  findings: Findings
): Map<number, StatementAction> {
  const unknown = new Map<string, StatementRow[]>();
  for (const row of rows) if (actions(row) === undefined) addTo(unknown, actionKey(row.word) || row.word, row);
  const answered = new Map<number, StatementAction>();
  if (unknown.size === 0) return answered;
  const asked = findings.ask({
    subject: {
      code: 'action-unknown',
      entries: [...unknown].map(([, list]) => ({ key: list[0]?.word ?? '', rows: list.length }))
    },
    required: true,
    rows: [...unknown.values()]
      .flat()
      .map((row) => row.row)
      .sort((a, b) => a - b),
    field: 'action',
    options: [{ id: 'leave-out', best: true }, ...choosable.map((action) => ({ id: `action:${action}` }))]
  });
  for (const list of unknown.values())
    for (const row of list) {
      const key = list[0]?.word ?? '';
      const choice = choosable.find((action) => asked.choice(key) === `action:${action}`);
      row.asked = asked.id;
      if (asked.waiting(key)) row.hold = asked.id;
      if (choice) answered.set(row.row, choice);
      else row.out = asked.id;
    }
  return answered;
}

/** Rows that are about an instrument; fees, taxes and interest only where the instrument is known otherwise. */
function instrumentMentions(
  rows: readonly StatementRow[],
  actionOf: (row: StatementRow) => StatementAction | undefined,
  currencyOf: RowCurrency,
  context: StatementContext
): { row: StatementRow; mention: InstrumentMention }[] {
  const mentionOf = (row: StatementRow, action: StatementAction): InstrumentMention => ({
    row: row.row,
    symbol: row.symbol,
    isin: row.isin,
    name: action === 'corporate-action' && row.symbol !== '' ? '' : row.name,
    kindText: row.kindText,
    currency: (currencyOf(row, 'price-currency') ?? currencyOf(row))?.code
  });
  const named = (row: StatementRow): boolean =>
    (row.symbol || row.isin || row.name) !== '' && !isCashSymbol(row.symbol);
  const required: { row: StatementRow; mention: InstrumentMention }[] = [];
  const optional: typeof required = [];
  for (const row of rows) {
    const action = actionOf(row);
    if (!named(row) || row.out || action === undefined) continue;
    if (
      aboutInstruments.has(action) ||
      (action === 'corporate-action' && (row.quantity || row.symbol || row.isin)) ||
      ((action === 'in' || action === 'out') && row.quantity && (row.symbol || row.isin))
    )
      required.push({ row, mention: mentionOf(row, action) });
    else if (row.symbol || row.isin) optional.push({ row, mention: mentionOf(row, action) });
  }
  const known = new Set(required.flatMap(({ mention }) => [mention.symbol.toUpperCase(), mention.isin.toUpperCase()]));
  for (const one of context.instruments) for (const { value } of one.identifiers) known.add(value.toUpperCase());
  known.delete('');
  const certain = optional.filter(
    ({ mention }) => known.has(mention.symbol.toUpperCase()) || known.has(mention.isin.toUpperCase())
  );
  return [...required, ...certain];
}

/** Signed when most purchases, withdrawals, fees and taxes are negative. */
function signRuleOf(
  rows: readonly StatementRow[],
  actionOf: (row: StatementRow) => StatementAction | undefined
): SignRule {
  let negative = 0;
  let positive = 0;
  for (const row of rows) {
    const action = actionOf(row);
    if (action !== 'buy' && action !== 'withdrawal' && action !== 'fee' && action !== 'tax') continue;
    const value = row.net ?? row.amount;
    if (value === undefined || value === 0n) continue;
    if (value < 0n) negative += 1;
    else positive += 1;
  }
  return negative > positive ? 'signed' : 'unsigned';
}

/**
 * True when more trades have amounts that are quantity by price with their costs than without them; where no trade
 * tells, signed amounts are the cash that moved.
 */
function amountsAfterCosts(
  rows: readonly StatementRow[],
  actionOf: (row: StatementRow) => StatementAction | undefined,
  signRule: SignRule
): boolean {
  let after = 0;
  for (const row of rows) {
    const action = actionOf(row);
    const costs = row.fee + row.tax;
    if ((action !== 'buy' && action !== 'sell') || !row.quantity || !row.price || !row.amount || costs === 0n) continue;
    const exact = absolute(multiply(row.quantity, row.price));
    const stated = absolute(row.amount);
    const gap = absolute(subtract(stated, exact));
    const gapAfter = absolute(
      subtract(action === 'buy' ? subtract(stated, costs as Decimal) : add(stated, costs as Decimal), exact)
    );
    if (gap !== gapAfter) after += gapAfter < gap ? 1 : -1;
  }
  return after > 0 || (after === 0 && signRule === 'signed');
}
