import type { Day } from '$lib/domain/calendar';
import type { AccountId } from '$lib/domain/ledger';
import { absolute, money, negate, ZERO, type CurrencyCode, type Decimal } from '$lib/domain/money';
import type { Sheet } from '../../sheet/reader';
import type { CashLegs } from './cash-legs';
import { fieldOf, type QifRecord } from './qif-records';
import type { QifValues } from './qif-values';

const INTEREST = /^_?int(erest)?( |$|:|_)?(inc|earned|$)/i;
const CHARGE = /^(bank )?(charge|fee)s?\b|^bank (fee|charge)|^finance charge|^service charge/i;

/** One part of a record of a bank account: all of it, or a split. */
interface Part {
  readonly line: number;
  readonly category: string;
  readonly amount: Decimal;
  readonly note: string;
}

/** Books the records of bank, cash and card registers, and cash in investment accounts. */
export class RegisterBooking {
  constructor(
    readonly sheet: Sheet,
    readonly currency: CurrencyCode,
    readonly values: QifValues,
    readonly legs: CashLegs,
    readonly accountNamed: (name: string) => AccountId
  ) {}

  book(record: QifRecord, account: AccountId): void {
    const day = dayOf(record, this.values, this.sheet);
    if (day === undefined) return;
    const written = fieldOf(record, 'T', 'U');
    const amount = this.values.amount(written);
    if (amount === undefined) {
      const field = 'amount';
      const subject =
        written === ''
          ? ({ code: 'value-missing', field } as const)
          : ({ code: 'number-unreadable', text: written, field } as const);
      return this.sheet.refuse(record.line, subject, 'T');
    }
    const parts = this.#parts(record, amount);
    if (parts.every((part) => part.amount === 0n)) return this.sheet.passOver(record.line);
    for (const part of parts) if (part.amount !== 0n) this.move(part, account, day, fieldOf(record, 'P'));
  }

  /** Cash by its category: "[Name]" is another account, the account's own name is its opening. */
  move({ line, category, amount, note }: Part, account: AccountId, day: Day, payee: string): void {
    const named = /^\[([^\]]+)\]/.exec(category)?.[1];
    const other = named === undefined ? undefined : this.accountNamed(named);
    const about = note === '' ? {} : { note };
    if (other !== undefined && other !== account) {
      return this.legs.add({ line, account, other, day, amount, ...about });
    }
    const dated = { account, tradeDay: day, settlementDay: day, ...about } as const;
    if (other === account || /^opening balance$/i.test(payee))
      return this.sheet.post(line, { ...dated, verb: 'opening-cash', cash: money(amount, this.currency) });
    if (INTEREST.test(category)) {
      const gross = money(amount, this.currency);
      return this.sheet.post(line, { ...dated, verb: 'interest', gross, fees: ZERO, taxes: ZERO });
    }
    if (CHARGE.test(category))
      return this.sheet.post(line, { ...dated, verb: 'fee', cash: money(negate(amount), this.currency) });
    const verb = amount > 0n ? 'deposit' : 'withdrawal';
    this.sheet.post(line, { ...dated, verb, cash: money(absolute(amount), this.currency) });
  }

  /** The splits of a record, when they add up to it; else the record as one. */
  #parts(record: QifRecord, amount: Decimal): Part[] {
    const payee = [fieldOf(record, 'P'), fieldOf(record, 'M')].filter((one) => one !== '').join(' · ');
    const parts: { line: number; category: string; note: string; amount: Decimal }[] = [];
    for (const { code, value, line } of record.fields) {
      const last = parts.at(-1);
      if (code === 'S') parts.push({ line, category: value, note: payee, amount: ZERO });
      else if (code === 'E' && last) last.note = value === '' ? last.note : value;
      else if (code === '$' && last) last.amount = this.values.amount(value) ?? ZERO;
    }
    const total = parts.reduce((all, part) => (all + part.amount) as Decimal, ZERO);
    if (parts.length > 1 && total === amount) {
      this.sheet.passOver(record.line);
      return parts;
    }
    return [{ line: record.line, category: fieldOf(record, 'L'), note: payee, amount }];
  }
}

/** Day of a record; undefined when it was refused for it. */
export function dayOf(record: QifRecord, values: QifValues, sheet: Sheet): Day | undefined {
  const written = fieldOf(record, 'D');
  const day = values.day(written);
  if (day === undefined)
    sheet.refuse(
      record.line,
      written === '' ? { code: 'date-missing' } : { code: 'date-unreadable', text: written },
      'D'
    );
  return day;
}
