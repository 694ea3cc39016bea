import { identifierOf } from '$lib/domain/instruments';
import { fieldProblems, type Transaction } from '$lib/domain/ledger';
import { absolute, currencyFromCode, money, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { DifferingAmount, QuestionOption, StatementAction } from '$lib/domain/statements';
import { mark, rowNumbers, type ShapedRow as AnyShapedRow } from '../compare/marks';
import { withParts } from '../compare/presence';
import { ratioOfAddition, unitsHeld } from '../compare/timeline';
import { writtenCurrency } from '../values/currencies';
import { addTo } from '../values/grouping';
import { foreignCosts, type ForeignCost } from './event-shapes';
import { perHundred, type Shape, type ShapeInput } from './shape-parts';
import { shapeOf } from './transaction-shape';
import type { Reading } from './row-reading';
import type { ResolvedRows } from './row-resolution';
import type { StatementRow } from './row-facts';

type ShapedRow = AnyShapedRow<StatementRow>;
type Open<S extends Shape['status']> = { readonly row: StatementRow; readonly shape: Extract<Shape, { status: S }> };

/** Transactions of rows; asks about amounts that do not follow and splits without ratio. Refused rows are reported. */
export function shapedRows(rows: readonly StatementRow[], resolved: ResolvedRows, reading: Reading): ShapedRow[] {
  const { findings } = reading;
  const shaped: ShapedRow[] = [];
  const differing: Open<'differs'>[] = [];
  const ratios: Open<'ratio-open'>[] = [];
  const delivered: Open<'delivered'>[] = [];
  const halves = new Map<string, StatementRow[]>();
  const accept = (row: StatementRow, transactions: readonly Transaction[]): void => {
    const [problem] = row.out ? [] : transactions.flatMap(fieldProblems);
    if (problem)
      findings.report('row', { code: 'row-inconsistent', field: problem.field, detail: problem.reason }, row.row);
    else if (transactions.length > 0) shaped.push({ row, line: row.line, transactions });
  };
  for (const row of rows) {
    const action = resolved.actionOf(row);
    if (row.out || action === undefined) continue;
    const account = resolved.accounts.of(row);
    if (action === 'exchange-in' || action === 'exchange-out') {
      addTo(halves, `${account.id}|${row.day}|${row.text('id')}`, row);
      continue;
    }
    const shape = shapeOfRow(row, action, resolved, reading);
    if (shape.status === 'made') accept(row, shape.transactions);
    else if (shape.status === 'refused') findings.report('row', shape.subject, row.row, shape.field);
    else if (shape.status === 'delivered') delivered.push({ row, shape });
    else if (shape.status === 'differs') differing.push({ row, shape });
    else ratios.push({ row, shape });
  }
  for (const one of pairedExchanges(halves, resolved, reading)) shaped.push(one);
  if (differing.length > 0) askAmounts(differing, reading, accept);
  if (delivered.length > 0) askDeliveries(delivered, reading, accept);
  if (ratios.length > 0) askRatios(ratios, shaped, resolved, reading, accept);
  if (reading.kind === 'holdings') noteCosts(shaped, reading);
  return shaped.map((one) => ({ ...one, transactions: withParts(one.transactions) }));
}

function shapeOfRow(row: StatementRow, action: StatementAction, names: ResolvedRows, reading: Reading): Shape {
  const account = names.accounts.peek(row).account;
  const instrument = names.instrumentOf(row);
  const { code, hundredths } = names.currencyOf(row, account, instrument);
  const toAccount = row.text('to-account');
  const id = row.text('id');
  const costs = costsElsewhere(row, code, reading);
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
    origin: {
      file: reading.context.fileName,
      line: row.line,
      ...(id === '' ? {} : { externalId: id }),
      fingerprint: names.fingerprints.get(row.row) ?? ''
    }
  };
  const shape = shapeOf(input);
  const extra = foreignCosts(input, costs.foreign);
  if (extra.length === 0) return shape;
  if (shape.status === 'made' || shape.status === 'delivered')
    return { ...shape, transactions: [...shape.transactions, ...extra] };
  return shape.status === 'differs' ? { ...shape, withGross: (gross) => [...shape.withGross(gross), ...extra] } : shape;
}

/** A row without its costs in other currencies, and these; a currency that nobody knows keeps its cost out. */
function costsElsewhere(
  row: StatementRow,
  code: CurrencyCode,
  { findings }: Reading
): { row: StatementRow; foreign: ForeignCost[] } {
  const foreign: ForeignCost[] = [];
  let kept = row;
  for (const verb of ['fee', 'tax'] as const) {
    const text = row.text(`${verb}-currency`);
    if (row[verb] === ZERO || text === '') continue;
    const written = writtenCurrency(text);
    if (written?.code === code) continue;
    kept = { ...kept, [verb]: ZERO };
    if (!written)
      findings.report('cell', { code: 'costs-in-other-currency', text: row.text(verb), currency: text }, row.row, verb);
    else foreign.push({ verb, amount: written.hundredths ? perHundred(row[verb]) : row[verb], currency: written.code });
  }
  return { row: kept, foreign };
}

type Accept = (row: StatementRow, transactions: readonly Transaction[]) => void;

function askAmounts(differing: readonly Open<'differs'>[], reading: Reading, accept: Accept): void {
  const entries = differing.map(({ row, shape }): DifferingAmount => ({
    key: String(row.line),
    line: row.line,
    symbol: row.symbol || row.isin || row.name,
    quantity: absolute(row.quantity ?? ZERO),
    price: shape.price,
    computed: shape.computed,
    stated: shape.stated
  }));
  const asked = reading.findings.ask({
    subject: { code: 'amount-differs', entries },
    required: true,
    rows: rowNumbers(differing.map((one) => one.row)),
    field: reading.layout.columns.some((column) => column.field === 'amount') ? 'amount' : 'net-amount',
    options: [{ id: 'computed', best: true }, { id: 'stated' }, { id: 'leave-out' }]
  });
  for (const { row, shape } of differing) {
    const key = String(row.line);
    const choice = asked.choice(key);
    row.asked = asked.id;
    if (asked.waiting(key)) row.hold ??= asked.id;
    if (choice === 'leave-out') row.out = asked.id;
    accept(row, shape.withGross(choice === 'stated' ? shape.stated.amount : shape.computed.amount));
  }
}

/** Securities that came or went without a price: they are booked as deliveries when they are meant. */
function askDeliveries(delivered: readonly Open<'delivered'>[], reading: Reading, accept: Accept): void {
  const asked = reading.findings.ask({
    subject: {
      code: 'deliveries',
      entries: delivered.map(({ row, shape }) => ({
        key: String(row.line),
        line: row.line,
        symbol: row.label,
        quantity: shape.quantity
      }))
    },
    required: true,
    rows: rowNumbers(delivered.map((one) => one.row)),
    field: 'quantity',
    options: [{ id: 'delivered', best: true }, { id: 'leave-out' }]
  });
  for (const { row, shape } of delivered) {
    mark(row, asked, String(row.line), asked.choice(String(row.line)) === 'leave-out');
    accept(row, shape.transactions);
  }
}

function askRatios(
  ratios: readonly Open<'ratio-open'>[],
  shaped: readonly ShapedRow[],
  resolved: ResolvedRows,
  reading: Reading,
  accept: Accept
): void {
  const entries = ratios.map(({ row, shape }) => {
    const live = unitsHeld(reading.context.live, row.day);
    const account = resolved.accounts.peek(row).account;
    const instrument = resolved.instrumentOf(row);
    let held = live.get(`${account.id}|${instrument?.id ?? ''}`) ?? ZERO;
    for (const one of shaped)
      for (const transaction of one.transactions)
        if (
          one.row.day < row.day &&
          'instrument' in transaction &&
          transaction.instrument === instrument?.id &&
          'quantity' in transaction
        )
          held = (
            transaction.verb === 'sell' || transaction.verb === 'sell-short'
              ? held - transaction.quantity
              : held + transaction.quantity
          ) as Decimal;
    const whole = Number(shape.quantity / 10n ** 18n);
    const plain: readonly [number, number] | undefined =
      !shape.adds && BigInt(whole) * 10n ** 18n === shape.quantity && whole > 1 && whole <= 100
        ? [whole, 1]
        : undefined;
    const added = ratioOfAddition(held, shape.quantity);
    return { row, shape, held, choices: [...(added ? [added] : []), ...(plain ? [plain] : [])] };
  });
  const asked = reading.findings.ask({
    subject: {
      code: 'split-ratio',
      entries: entries.map(({ row, shape, held }) => ({
        key: String(row.line),
        line: row.line,
        symbol: row.symbol || row.name,
        quantity: shape.quantity,
        held
      }))
    },
    required: true,
    rows: rowNumbers(ratios.map((one) => one.row)),
    field: 'quantity',
    options: [
      { id: 'leave-out', best: true },
      ...entries.flatMap(({ row, choices }) =>
        choices.map((ratio, at): QuestionOption => ({
          id: `ratio:${ratio[0]}:${ratio[1]}`,
          entry: String(row.line),
          ...(at === 0 ? { best: true } : {})
        }))
      )
    ]
  });
  for (const { row, shape } of entries) {
    const key = String(row.line);
    const ratio = /^ratio:(\d+):(\d+)$/.exec(asked.choice(key) ?? '');
    row.asked = asked.id;
    if (asked.waiting(key)) row.hold ??= asked.id;
    if (!ratio) row.out = asked.id;
    accept(row, shape.withRatio(ratio ? Number(ratio[1]) : 1, ratio ? Number(ratio[2]) : 1));
  }
}

/** Two halves of an exchange on one day, one out and one in, as one transaction; halves without partner are reported. */
function pairedExchanges(
  halves: ReadonlyMap<string, StatementRow[]>,
  resolved: ResolvedRows,
  reading: Reading
): ShapedRow[] {
  const found: ShapedRow[] = [];
  for (const rows of halves.values()) {
    const outs = rows.filter((row) => resolved.actionOf(row) === 'exchange-out');
    for (const bought of rows.filter((row) => resolved.actionOf(row) === 'exchange-in')) {
      const sold = outs.shift();
      const [given, got] = [sold?.net ?? sold?.amount, bought.net ?? bought.amount];
      if (!sold || !given || !got) {
        reading.findings.report('row', { code: 'exchange-unpaired' }, bought.row, 'action');
        continue;
      }
      const account = resolved.accounts.peek(bought).account;
      const cash = (row: StatementRow, amount: Decimal) =>
        money(absolute(amount), resolved.currencyOf(row, account, undefined).code);
      found.push({
        row: bought,
        line: bought.line,
        transactions: [
          {
            verb: 'exchange',
            account: account.id,
            tradeDay: bought.day,
            settlementDay: bought.settlement ?? bought.day,
            sold: cash(sold, given),
            bought: cash(bought, got),
            fees: ZERO,
            taxes: ZERO,
            origin: {
              file: reading.context.fileName,
              line: bought.line,
              fingerprint: resolved.fingerprints.get(bought.row) ?? ''
            }
          }
        ]
      });
      sold.with = bought;
    }
    for (const left of outs) reading.findings.report('row', { code: 'exchange-unpaired' }, left.row, 'action');
  }
  return found;
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
