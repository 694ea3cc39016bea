import type { Day } from '$lib/domain/calendar';
import type { DividendKind } from '$lib/domain/ledger';
import { absolute, money, negate, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import { addTo } from '../../values/grouping';
import type { PostedAbout } from '../../sheet/reader';
import { detailOf, type FlexReport } from './flex-report';
import { amountIn, currencyIn, type FlexRow } from './flex-row';

type CashKind = 'dividend' | 'withholding' | 'interest' | 'coupon' | 'fee' | 'tax' | 'flow' | 'nothing';

const cashKinds: readonly (readonly [RegExp, CashKind])[] = [
  [/^(dividends?|payment in lieu)/i, 'dividend'],
  [/withholding/i, 'withholding'],
  [/^bond interest/i, 'coupon'],
  [/interest|^other income|^carbon/i, 'interest'],
  [/tax/i, 'tax'],
  [/fee|commission|price adjustment/i, 'fee'],
  [/deposit|withdrawal|cash receipt|bill pay|debit card/i, 'flow'],
  [/settling mtm/i, 'nothing']
];
const dividendKinds: readonly (readonly [RegExp, DividendKind])[] = [
  [/long term cap/i, 'long-term-gain'],
  [/short term cap/i, 'short-term-gain'],
  [/\(interest/i, 'interest'],
  [/\(qualified/i, 'qualified']
];

/** A movement of cash with what its row says. */
interface Movement {
  readonly row: FlexRow;
  readonly kind: CashKind;
  readonly day: Day;
  readonly amount: Decimal;
  readonly currency: CurrencyCode;
  readonly text: string;
}

/** Plans the movements of cash, taxes withheld joined with the dividend that they were withheld from. */
export function planCash(report: FlexReport): void {
  const movements = detailOf(report, report.sections.cash).flatMap((row) => movementOf(report, row));
  const withheld = withheldFrom(movements);
  const joined = new Set([...withheld.values()].flat());
  for (const movement of movements)
    if (!joined.has(movement))
      report.plan(movement.day, 'day', () => bookMovement(report, movement, withheld.get(movement) ?? []));
}

function movementOf(report: FlexReport, row: FlexRow): Movement[] {
  const { sheet } = report;
  const type = row.field('type');
  const kind = cashKinds.find(([pattern]) => pattern.test(type))?.[1];
  const currency = currencyIn(row, 'currency');
  const amount = amountIn(row, 'amount');
  if (kind === undefined)
    sheet.refuse(row.line, type === '' ? { code: 'action-missing' } : { code: 'row-kind-unknown', text: type }, 'type');
  else if (currency === undefined)
    sheet.refuse(row.line, { code: 'currency-unreadable', text: row.field('currency') }, 'currency');
  else if (row.field('amount') === '') sheet.refuse(row.line, { code: 'value-missing', field: 'amount' }, 'amount');
  else if (amount === 0n || kind === 'nothing') sheet.passOver(row.line);
  else {
    // Cash moves on the day it is reported: corrections keep the date of what they correct.
    const day = report.dayOf(row, 'reportDate', 'settleDate', 'dateTime', 'date');
    if (day !== undefined) return [{ row, kind, day, amount, currency, text: row.field('description') }];
  }
  return [];
}

/** What identifies the payment that a text tells of: all before "- US TAX" or "(Ordinary Dividend)". */
function paymentIn(text: string): string {
  return text
    .replace(/\s*-\s*[A-Z]{2}\s+TAX.*$/i, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim();
}

/** Taxes withheld by the dividend they belong to: same account, instrument, currency and day; one that is not clear stands alone. */
function withheldFrom(movements: readonly Movement[]): ReadonlyMap<Movement, Movement[]> {
  const keyOf = ({ row, currency, day }: Movement): string =>
    [row.field('accountId'), row.field('conid') || row.field('isin') || row.field('symbol'), currency, day].join('|');
  const dividends = new Map<string, Movement[]>();
  for (const one of movements) if (one.kind === 'dividend' && one.amount > 0n) addTo(dividends, keyOf(one), one);
  const taxes = new Map<string, Movement[]>();
  for (const one of movements) if (one.kind === 'withholding') addTo(taxes, keyOf(one), one);
  const joined = new Map<Movement, Movement[]>();
  for (const [key, withheld] of taxes) {
    const paid = dividends.get(key) ?? [];
    for (const tax of withheld) {
      if (tax.amount > 0n) continue;
      const same = paid.filter(({ text }) => paymentIn(text) === paymentIn(tax.text));
      const [match, another] = same.length > 0 ? same : paid;
      const room = match && (joined.get(match) ?? []).reduce((left, one) => left + one.amount, match.amount as bigint);
      if (match && room !== undefined && room + tax.amount >= 0n && (another === undefined || same.length > 0))
        addTo(joined, match, tax);
    }
  }
  return joined;
}

function bookMovement(report: FlexReport, movement: Movement, taxes: readonly Movement[]): void {
  const { row, kind, day, amount, currency, text } = movement;
  const instrument = report.instruments.of(row);
  const id = row.field('transactionID');
  const lines = taxes.map((one) => one.row.line);
  const about: PostedAbout = { ...(id === '' ? {} : { id }), ...(lines.length === 0 ? {} : { lines }) };
  const note = text === '' ? {} : { note: text };
  const dated = { account: report.account(row), tradeDay: day, settlementDay: day, ...note };
  const named = instrument === undefined ? {} : { instrument };
  const withheld = taxes.reduce((sum, one) => (sum - one.amount) as Decimal, ZERO);
  const gross = money(amount, currency);
  switch (kind) {
    case 'dividend': {
      if (instrument === undefined)
        return report.post(row, { ...dated, verb: 'interest', gross, fees: ZERO, taxes: withheld }, about);
      if (/return of capital/i.test(text) && amount > 0n)
        return report.post(
          row,
          { ...dated, verb: 'return-of-capital', instrument, gross, fees: ZERO, taxes: withheld },
          about
        );
      const known = dividendKinds.find(([pattern]) => pattern.test(text))?.[1];
      const taxed = known === undefined ? {} : { kind: known };
      return report.post(
        row,
        { ...dated, verb: 'dividend', instrument, gross, fees: ZERO, taxes: withheld, ...taxed },
        about
      );
    }
    case 'coupon':
      return report.post(row, { ...dated, verb: 'interest', gross, fees: ZERO, taxes: ZERO, ...named }, about);
    case 'interest':
      return report.post(row, { ...dated, verb: 'interest', gross, fees: ZERO, taxes: ZERO }, about);
    case 'withholding':
    case 'tax':
      return report.post(row, { ...dated, verb: 'tax', cash: money(negate(amount), currency), ...named }, about);
    case 'fee':
      return report.post(row, { ...dated, verb: 'fee', cash: money(negate(amount), currency), ...named }, about);
    default:
      return report.post(
        row,
        { ...dated, verb: amount > 0n ? 'deposit' : 'withdrawal', cash: money(absolute(amount), currency) },
        about
      );
  }
}

/** Plans taxes of sections of their own: on transactions, unless their trades carry them, and on sales. */
export function planTaxes(report: FlexReport): void {
  const carried = new Set(
    report.sections.trades.filter((row) => amountIn(row, 'taxes') !== 0n).map((row) => row.field('tradeID'))
  );
  for (const row of report.sections.taxes) {
    const amount = amountIn(row, 'salesTax') || amountIn(row, 'taxAmount');
    const trade = row.field('tradeId') || row.field('tradeID');
    if (amount === 0n || (trade !== '' && carried.has(trade))) {
      report.sheet.passOver(row.line);
      continue;
    }
    const day = report.dayOf(row, 'date', 'reportDate', 'tradeDate');
    const currency = currencyIn(row, 'currency');
    if (day === undefined) continue;
    if (currency === undefined) {
      report.sheet.refuse(row.line, { code: 'currency-unreadable', text: row.field('currency') }, 'currency');
      continue;
    }
    const instrument = report.instruments.of(row);
    const note = row.field('taxableDescription') || row.field('taxDescription');
    const id = row.field('transactionID');
    report.plan(day, 'day', () =>
      report.post(
        row,
        {
          verb: 'tax',
          account: report.account(row),
          tradeDay: day,
          settlementDay: day,
          cash: money(negate(amount), currency),
          ...(note === '' ? {} : { note }),
          ...(instrument === undefined ? {} : { instrument })
        },
        id === '' ? {} : { id }
      )
    );
  }
}
