import { identifierOf } from '$lib/domain/instruments';
import { fieldProblems, type Origin, type Transaction } from '$lib/domain/ledger';
import { currencyFromCode, money, ZERO, type CurrencyCode } from '$lib/domain/money';
import type { StatementAction } from '$lib/domain/statements';
import type { ShapedRow as AnyShapedRow } from '../compare/marks';
import { withParts } from '../compare/presence';
import { writtenCurrency } from '../values/currencies';
import { feeCoinOf } from './coin-mentions';
import { bookCoinValues, swapLegs } from './coin-values';
import { bookCorporateActions } from './corporate-actions';
import { foreignCosts, type ForeignCost } from './event-shapes';
import { isHalf, pairedExchanges } from './exchange-halves';
import { heldBefore } from './held-before';
import { askAmounts, askDeliveries, askRatios, type Open } from './shape-questions';
import { base, made, missing, perHundred, type Shape, type ShapeInput } from './shape-parts';
import { shapeOf } from './transaction-shape';
import type { Reading } from './row-reading';
import type { ResolvedRows } from './row-resolution';
import type { StatementRow } from './row-facts';

type ShapedRow = AnyShapedRow<StatementRow>;

/** Transactions of rows; asks about amounts that do not follow and splits without ratio. Refused rows are reported. */
export function shapedRows(rows: readonly StatementRow[], resolved: ResolvedRows, reading: Reading): ShapedRow[] {
  const { findings } = reading;
  const shaped: ShapedRow[] = [];
  const differing: Open<'differs'>[] = [];
  const ratios: Open<'ratio-open'>[] = [];
  const valueless: Open<'value-open'>[] = [];
  const delivered: Open<'delivered'>[] = [];
  const halves: StatementRow[] = [];
  const corporate: StatementRow[] = [];
  const derived: StatementRow[] = [];
  const accept = (row: StatementRow, transactions: readonly Transaction[]): void => {
    const [problem] = row.out ? [] : transactions.flatMap(fieldProblems);
    if (problem)
      findings.report('row', { code: 'row-inconsistent', field: problem.field, detail: problem.reason }, row.row);
    else if (transactions.length > 0) shaped.push({ row, line: row.line, transactions });
  };
  for (const row of rows) {
    const action = resolved.actionOf(row);
    if (row.out || action === undefined) continue;
    if (action === 'nothing') continue;
    resolved.accounts.of(row);
    if (isHalf(row, resolved)) halves.push(row);
    const given = action === 'corporate-action' || (action === 'split' && isOneOfTwo(row, rows, resolved));
    if (given) corporate.push(row);
    if (isHalf(row, resolved) || given) continue;
    const shape = row.swap ? swapShape(row, resolved, reading) : shapeOfRow(row, action, resolved, reading);
    if (shape.status === 'made') {
      if (shape.derived) derived.push(row);
      accept(row, shape.transactions);
    } else if (shape.status === 'refused') findings.report('row', shape.subject, row.row, shape.field);
    else if (shape.status === 'delivered') delivered.push({ row, shape });
    else if (shape.status === 'value-open') valueless.push({ row, shape });
    else if (shape.status === 'differs') differing.push({ row, shape });
    else ratios.push({ row, shape });
  }
  for (const one of pairedExchanges(halves, resolved, reading)) shaped.push(one);
  if (differing.length > 0) askAmounts(differing, reading, accept);
  if (delivered.length > 0) askDeliveries(delivered, reading, accept);
  if (ratios.length > 0) askRatios(ratios, heldBefore(reading.context.live, shaped), resolved, reading, accept);
  bookCoinValues(valueless, shaped, resolved, reading, accept);
  if (corporate.length > 0) bookCorporateActions(corporate, shaped, resolved, reading, accept);
  if (derived[0])
    findings.report('note', { code: 'costs-from-amounts', rows: derived.length }, derived[0].row, 'net-amount');
  if (reading.kind === 'holdings') noteCosts(shaped, reading);
  return shaped.map((one) => ({ ...one, transactions: withParts(one.transactions) }));
}

/** True for a split that is told by two rows: the old units that went and the new ones that came. */
function isOneOfTwo(row: StatementRow, rows: readonly StatementRow[], resolved: ResolvedRows): boolean {
  const instrument = resolved.instrumentOf(row);
  return rows.some(
    (one) =>
      one !== row &&
      one.day === row.day &&
      resolved.actionOf(one) === 'split' &&
      resolved.instrumentOf(one) === instrument &&
      (one.quantity ?? 0n) < 0n !== (row.quantity ?? 0n) < 0n
  );
}

function shapeOfRow(row: StatementRow, action: StatementAction, names: ResolvedRows, reading: Reading): Shape {
  const account = names.accounts.peek(row).account;
  const instrument = names.instrumentOf(row);
  const { code, hundredths } = names.currencyOf(row, account, instrument);
  const toAccount = row.text('to-account');
  const costs = costsElsewhere(row, code, names, reading);
  const input: ShapeInput = {
    row: costs.row,
    action,
    account,
    toAccount: toAccount === '' ? undefined : names.accounts.named(toAccount),
    instrument,
    currency: code,
    hundredths,
    priceCurrency: names.writtenCurrency(row, 'price-currency'),
    boughtCurrency: currencyFromCode(row.text('bought-currency'))?.code,
    signRule: names.signRule,
    afterCosts: names.afterCosts,
    origin: originOf(row, names, reading)
  };
  const shape = shapeOf(input);
  const extra = foreignCosts(input, costs.foreign);
  if (extra.length === 0) return shape;
  if (shape.status === 'made' || shape.status === 'delivered')
    return { ...shape, transactions: [...shape.transactions, ...extra] };
  return shape.status === 'differs' ? { ...shape, withGross: (gross) => [...shape.withGross(gross), ...extra] } : shape;
}

const originOf = (row: StatementRow, names: ResolvedRows, { context }: Reading): Origin => ({
  file: context.fileName,
  line: row.line,
  ...(row.text('id') === '' ? {} : { externalId: row.text('id') }),
  fingerprint: names.fingerprints.get(row.row) ?? ''
});

/** Sale of what was given and purchase of what was got, costs in money beside them; without a value it is asked. */
function swapShape(row: StatementRow, names: ResolvedRows, reading: Reading): Shape {
  const [instrument, got] = [names.instrumentOf(row), names.coinOf(row, row.swap?.code ?? '')];
  if (!instrument || !got || !row.quantity || !row.swap) return missing('symbol');
  const { account } = names.accounts.peek(row);
  const { code } = names.currencyOf(row, account, instrument);
  const costs = costsElsewhere(row, row.amount ? code : undefined, names, reading);
  const { fee, tax } = costs.row;
  const when = base({ row, account, origin: originOf(row, names, reading) });
  const withValue = swapLegs(
    when,
    { instrument, quantity: row.quantity },
    { instrument: got, quantity: row.swap.quantity },
    fee,
    tax
  );
  const extra = costs.foreign.map(({ verb, amount, currency }): Transaction => ({
    ...when,
    verb,
    cash: money(amount, currency)
  }));
  if (row.amount) return made(...withValue(money(row.amount, code)), ...extra);
  return { status: 'value-open', withValue: (value) => [...withValue(value), ...extra] };
}

/** A row without its costs in other currencies, and these; a currency that nobody knows keeps its cost out. */
function costsElsewhere(
  row: StatementRow,
  code: CurrencyCode | undefined,
  { isCash }: ResolvedRows,
  { findings }: Reading
): { row: StatementRow; foreign: ForeignCost[] } {
  const foreign: ForeignCost[] = [];
  let kept = row;
  for (const verb of ['fee', 'tax'] as const) {
    const text = row.text(`${verb}-currency`);
    if (row[verb] === ZERO || text === '') continue;
    const written = writtenCurrency(text);
    if (written?.code === code) continue;
    if (verb === 'fee' && feeCoinOf(row, isCash) !== undefined) {
      kept = { ...kept, fee: ZERO };
      continue;
    }
    kept = { ...kept, [verb]: ZERO };
    if (!written || currencyFromCode(written.code)?.kind === 'crypto')
      findings.report('cell', { code: 'costs-in-other-currency', text: row.text(verb), currency: text }, row.row, verb);
    else foreign.push({ verb, amount: written.hundredths ? perHundred(row[verb]) : row[verb], currency: written.code });
  }
  return { row: kept, foreign };
}

function noteCosts(shaped: readonly ShapedRow[], reading: Reading): void {
  for (const { row, transactions } of shaped)
    if (
      transactions.some((one) => one.verb === 'opening-position') &&
      row.cost === undefined &&
      row.unitCost === undefined
    ) {
      const first = transactions[0];
      const known =
        first && 'instrument' in first
          ? reading.context.instruments.find((one) => one.id === first.instrument)
          : undefined;
      reading.findings.report(
        'note',
        { code: 'cost-from-price', symbol: known ? identifierOf(known) : row.symbol || row.name },
        row.row,
        'price'
      );
    }
}
