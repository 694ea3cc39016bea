import type { Transaction } from '$lib/domain/ledger';
import { absolute, money, ZERO, type Decimal, type Money } from '$lib/domain/money';
import type { ShapedRow } from '../compare/marks';
import { addTo } from '../values/grouping';
import { perHundred } from './shape-parts';
import type { Reading } from './row-reading';
import type { ResolvedRows } from './row-resolution';
import type { StatementRow } from './row-facts';

interface Half {
  readonly row: StatementRow;
  readonly leaves: boolean;
  readonly cash: Money;
  readonly fee: Decimal;
}

/** True for a row that is one half of an exchange of currencies: one amount, and no pair that names the other. */
export function isHalf(row: StatementRow, resolved: ResolvedRows): boolean {
  const action = resolved.actionOf(row);
  if (action === 'exchange-in' || action === 'exchange-out') return true;
  const pair = /^[A-Z]{3}[./ -]?[A-Z]{3}$/.test(row.symbol.toUpperCase()) && row.quantity && row.price;
  return action === 'exchange' && row.boughtAmount === undefined && !pair && Boolean(row.net || row.amount);
}

/** Two halves of an exchange on one day, one out and one in, as one transaction; halves without partner are reported. */
export function pairedExchanges(
  rows: readonly StatementRow[],
  resolved: ResolvedRows,
  reading: Reading
): ShapedRow<StatementRow>[] {
  const days = new Map<number, Half[]>();
  for (const row of rows) {
    const half = halfOf(row, resolved);
    if (half) addTo(days, row.day, half);
    else reading.findings.report('row', { code: 'exchange-unpaired' }, row.row, 'action');
  }
  const found: ShapedRow<StatementRow>[] = [];
  for (const halves of days.values()) {
    const outs = halves.filter((half) => half.leaves);
    for (const bought of halves.filter((half) => !half.leaves)) {
      const sold = partnerOf(bought, outs);
      if (!sold) {
        reading.findings.report('row', { code: 'exchange-unpaired' }, bought.row.row, 'action');
        continue;
      }
      outs.splice(outs.indexOf(sold), 1);
      found.push({ row: bought.row, line: bought.row.line, transactions: joined(sold, bought, resolved, reading) });
      sold.row.with = bought.row;
    }
    for (const left of outs) reading.findings.report('row', { code: 'exchange-unpaired' }, left.row.row, 'action');
  }
  return found;
}

function halfOf(row: StatementRow, resolved: ResolvedRows): Half | undefined {
  const action = resolved.actionOf(row);
  const amount = row.net || row.amount;
  if (!amount) return undefined;
  const leaves = action === 'exchange' ? amount < ZERO : action === 'exchange-out';
  const { code, hundredths } = resolved.currencyOf(row, resolved.accounts.peek(row).account, undefined);
  const units = (value: Decimal): Decimal => (hundredths ? perHundred(value) : value);
  return { row, leaves, cash: money(absolute(units(amount)), code), fee: row.net ? units(row.fee) : ZERO };
}

/** The other half: another currency; the same reference, else the same second, else what the rate explains, else the next. */
function partnerOf(bought: Half, outs: readonly Half[]): Half | undefined {
  const other = outs.filter((half) => half.cash.currency !== bought.cash.currency);
  const id = bought.row.text('id');
  const ratio = (half: Half): number => Number(bought.cash.amount) / Number(half.cash.amount);
  const rates = (half: Half): number[] =>
    [half.row.rate, bought.row.rate].flatMap((rate) => (rate ? [Number(rate) / 1e18, 1e18 / Number(rate)] : []));
  return (
    other.find((half) => id !== '' && half.row.text('id') === id) ??
    other.find((half) => half.row.seconds !== undefined && half.row.seconds === bought.row.seconds) ??
    other.find((half) => rates(half).some((rate) => Math.abs(ratio(half) / rate - 1) < 0.02)) ??
    other[0]
  );
}

/** The exchange in the account that gave, and a transfer where another account received. */
function joined(sold: Half, bought: Half, resolved: ResolvedRows, reading: Reading): Transaction[] {
  const [from, to] = [resolved.accounts.of(sold.row), resolved.accounts.of(bought.row)];
  const dated = {
    account: from.id,
    tradeDay: bought.row.day,
    settlementDay: Math.max(bought.row.day, bought.row.settlement ?? bought.row.day) as typeof bought.row.day,
    origin: {
      file: reading.context.fileName,
      line: bought.row.line,
      fingerprint: resolved.fingerprints.get(bought.row.row) ?? ''
    }
  };
  const exchange: Transaction = {
    ...dated,
    verb: 'exchange',
    sold: sold.cash,
    bought: bought.cash,
    fees: sold.fee,
    taxes: ZERO
  };
  if (from.id === to.id) return [exchange];
  return [exchange, { ...dated, verb: 'transfer-cash', to: to.id, cash: bought.cash }];
}
