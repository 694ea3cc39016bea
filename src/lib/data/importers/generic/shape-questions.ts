import type { Transaction } from '$lib/domain/ledger';
import { absolute, decimal, ZERO, type Decimal } from '$lib/domain/money';
import type { DifferingAmount, QuestionOption } from '$lib/domain/statements';
import { mark, rowNumbers } from '../compare/marks';
import { ratioOfAddition } from '../compare/timeline';
import type { HeldBefore } from './held-before';
import type { Shape } from './shape-parts';
import type { Reading } from './row-reading';
import type { ResolvedRows } from './row-resolution';
import type { StatementRow } from './row-facts';

const LITTLE = decimal('30');

/** A row whose shape waits for an answer. */
export type Open<S extends Shape['status']> = {
  readonly row: StatementRow;
  readonly shape: Extract<Shape, { status: S }>;
};

/** Takes a row with its transactions over. */
export type Accept = (row: StatementRow, transactions: readonly Transaction[]) => void;

/** Amounts that do not follow from quantity and price. */
export function askAmounts(differing: readonly Open<'differs'>[], reading: Reading, accept: Accept): void {
  const entries = differing.map(({ row, shape }): DifferingAmount => ({
    key: String(row.line),
    line: row.line,
    symbol: row.symbol || row.isin || row.name,
    quantity: absolute(row.quantity ?? ZERO),
    price: shape.price,
    computed: shape.computed,
    stated: shape.stated,
    ...(shape.fee ? { fee: shape.fee } : {})
  }));
  const asked = reading.findings.ask({
    subject: { code: 'amount-differs', entries },
    required: true,
    rows: rowNumbers(differing.map((one) => one.row)),
    field: reading.layout.columns.some((column) => column.field === 'amount') ? 'amount' : 'net-amount',
    options: [
      { id: 'computed', best: true },
      { id: 'stated' },
      { id: 'leave-out' },
      ...entries.flatMap(({ key, fee, computed }): QuestionOption[] =>
        fee ? [{ id: 'as-fee', entry: key, ...(isSmall(fee.amount, computed.amount) ? { best: true } : {}) }] : []
      )
    ]
  });
  for (const { row, shape } of differing) {
    const key = String(row.line);
    const choice = asked.choice(key);
    row.asked = asked.id;
    if (asked.waiting(key)) row.hold ??= asked.id;
    if (choice === 'leave-out') row.out = asked.id;
    if (choice === 'as-fee' && shape.fee) accept(row, shape.withGross(shape.computed.amount, shape.fee.amount));
    else accept(row, shape.withGross(choice === 'stated' ? shape.stated.amount : shape.computed.amount));
  }
}

/** True for what is likely a fee rather than a slip of the pen: a hundredth of the trade at most, or little money. */
function isSmall(fee: Decimal, gross: Decimal): boolean {
  return fee * 100n <= gross || (fee <= LITTLE && fee * 2n <= gross);
}

/** Securities that came or went without a price: they are booked as deliveries when they are meant. */
export function askDeliveries(delivered: readonly Open<'delivered'>[], reading: Reading, accept: Accept): void {
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

/** Splits without a ratio: it follows from the units held before, or from a whole number. */
export function askRatios(
  ratios: readonly Open<'ratio-open'>[],
  held: HeldBefore,
  resolved: ResolvedRows,
  reading: Reading,
  accept: Accept
): void {
  const entries = ratios.map(({ row, shape }) => {
    const account = resolved.accounts.peek(row).account;
    const instrument = resolved.instrumentOf(row);
    const before = instrument ? held(account.id, instrument.id, row.day) : ZERO;
    const whole = Number(shape.quantity / 10n ** 18n);
    const plain: readonly [number, number] | undefined =
      !shape.adds && BigInt(whole) * 10n ** 18n === shape.quantity && whole > 1 && whole <= 100
        ? [whole, 1]
        : undefined;
    const added = ratioOfAddition(before, shape.quantity);
    const fits = added && added[0] > 0 ? [added] : [];
    return { row, shape, held: before, choices: shape.choices ?? [...fits, ...(plain ? [plain] : [])] };
  });
  const asked = reading.findings.ask({
    subject: {
      code: 'split-ratio',
      entries: entries.map(({ row, shape, held: before }) => ({
        key: String(row.line),
        line: row.line,
        symbol: row.symbol || row.name,
        quantity: shape.quantity,
        held: before
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
