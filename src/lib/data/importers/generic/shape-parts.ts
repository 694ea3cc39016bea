import type { Instrument } from '$lib/domain/instruments';
import type { Account, Origin, Transaction } from '$lib/domain/ledger';
import { decimal, divide, money, type CurrencyCode, type Decimal, type Money } from '$lib/domain/money';
import type { ColumnField, ProblemSubject, SignRule, StatementAction } from '$lib/domain/statements';
import type { StatementRow } from './row-facts';

/** What is known of a row when its transaction is made. */
export interface ShapeInput {
  readonly row: StatementRow;
  readonly action: StatementAction;
  readonly account: Account;
  readonly toAccount: Account | undefined;
  readonly instrument: Instrument | undefined;
  readonly currency: CurrencyCode;
  readonly hundredths: boolean;
  readonly priceCurrency: { readonly code: CurrencyCode; readonly hundredths: boolean } | undefined;
  readonly boughtCurrency: CurrencyCode | undefined;
  readonly signRule: SignRule;
  /** True when the trades of the table show that its amounts are after costs. */
  readonly afterCosts: boolean;
  readonly origin: Origin;
}

/** Transactions of a row, or what keeps it from being one; a differing amount and a split without ratio are decided later. */
export type Shape =
  | {
      readonly status: 'made';
      readonly transactions: readonly Transaction[];
      /** True when costs follow from the amounts and are named by no column. */
      readonly derived?: boolean;
    }
  | {
      readonly status: 'differs';
      readonly computed: Money;
      readonly stated: Money;
      readonly price: Decimal;
      /** The difference, where it can be a fee that no column says. */
      readonly fee?: Money;
      readonly withGross: (gross: Decimal, fee?: Decimal) => readonly Transaction[];
    }
  | {
      readonly status: 'ratio-open';
      readonly quantity: Decimal;
      /** True when the quantity can only be what was added. */
      readonly adds?: boolean;
      /** Ratios that the row can mean, the likeliest first. */
      readonly choices?: readonly (readonly [number, number])[];
      readonly withRatio: (numerator: number, denominator: number) => readonly Transaction[];
    }
  | {
      readonly status: 'delivered';
      /** Units, negative when they left. */
      readonly quantity: Decimal;
      readonly transactions: readonly Transaction[];
    }
  | {
      readonly status: 'value-open';
      /** Sale and purchase of coins at a value in money. */
      readonly withValue: (value: Money) => readonly Transaction[];
    }
  | { readonly status: 'refused'; readonly subject: ProblemSubject; readonly field?: ColumnField };

const HUNDRED = decimal('100');
export const refused = (subject: ProblemSubject, field?: ColumnField): Shape => ({
  status: 'refused',
  subject,
  ...(field ? { field } : {})
});
export const made = (...transactions: Transaction[]): Shape => ({ status: 'made', transactions });
export const missing = (field: ColumnField): Shape => refused({ code: 'value-missing', field }, field);

export const base = ({ row, account, origin }: Pick<ShapeInput, 'row' | 'account' | 'origin'>) => ({
  account: account.id,
  tradeDay: row.day,
  settlementDay: row.settlement !== undefined && row.settlement >= row.day ? row.settlement : row.day,
  ...(row.text('note') === '' ? {} : { note: row.text('note') }),
  origin
});

export const perHundred = (value: Decimal): Decimal => divide(value, HUNDRED);
export const inUnits = (input: ShapeInput, value: Decimal): Decimal => (input.hundredths ? perHundred(value) : value);
export const costsOf = (input: ShapeInput): { fees: Decimal; taxes: Decimal } => ({
  fees: inUnits(input, input.row.fee),
  taxes: inUnits(input, input.row.tax)
});
export const cashOf = (input: ShapeInput, amount: Decimal): Money => money(inUnits(input, amount), input.currency);
