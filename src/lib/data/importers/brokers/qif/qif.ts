import type { AccountId, AccountKind } from '$lib/domain/ledger';
import type { NamedAccount, Sheet, StatementReader } from '../../sheet/reader';
import { CashLegs } from './cash-legs';
import { InvestmentBooking } from './investment-booking';
import { fieldOf, qifRecords, type QifRecord } from './qif-records';
import { QifValues } from './qif-values';
import { RegisterBooking } from './register-booking';
import { Securities } from './securities';

const registers: ReadonlySet<string> = new Set(['bank', 'cash', 'ccard', 'oth a', 'oth l']);
const investments: ReadonlySet<string> = new Set(['invst', 'port', '401(k)/403(b)', 'mutual']);

const kinds: readonly (readonly [RegExp, AccountKind])[] = [
  [/^(invst|port|mutual|401)/i, 'brokerage'],
  [/^(ccard|oth l)/i, 'loan'],
  [/^oth a/i, 'private'],
  [/./, 'bank']
];

/** What Quicken and its kin export: registers, investment accounts, lists of securities, closes. */
export const qif: StatementReader = {
  id: 'qif',
  name: 'Quicken Interchange Format (QIF)',
  tried: true,
  recognises: ({ content, text }) =>
    content === 'qif' || (content !== 'binary' && /^\s*!(Type:|Account|Option:|Clear:)/i.test(text.slice(0, 400))),
  read({ text }, sheet) {
    const records = qifRecords(text);
    const isDated = ({ section }: QifRecord): boolean => registers.has(section) || investments.has(section);
    const dates = records.filter(isDated).map((record) => fieldOf(record, 'D'));
    const amounts = records
      .filter(isDated)
      .flatMap(({ fields }) => fields.filter(({ code }) => 'TUIQO$'.includes(code)));
    const values = QifValues.of(
      dates,
      amounts.map(({ value }) => value)
    );
    book(records, values, sheet);
  }
};

function book(records: readonly QifRecord[], values: QifValues, sheet: Sheet): void {
  const currency = sheet.baseCurrency;
  const accounts = new Accounts(sheet);
  const legs = new CashLegs();
  const securities = new Securities(sheet, currency);
  const register = new RegisterBooking(sheet, currency, values, legs, (name) => accounts.named(name));
  const investment = new InvestmentBooking(sheet, currency, values, securities, register);
  for (const record of records) {
    if (record.section === 'security') securities.list(record);
    else if (record.section === 'account') accounts.list(record);
  }
  securities.readPrices(
    records.filter(({ section }) => section === 'prices'),
    values
  );
  records.forEach((record, at) => {
    sheet.progress(at / records.length);
    const { section } = record;
    if (registers.has(section)) register.book(record, accounts.of(record));
    else if (investments.has(section)) investment.book(record, accounts.of(record));
    else sheet.passOver(record.line);
  });
  investment.bookMoves();
  legs.book(sheet, currency);
}

/** The accounts of a file by their names. */
class Accounts {
  readonly #kinds = new Map<string, string>();

  constructor(readonly sheet: Sheet) {}

  list(record: QifRecord): void {
    this.#kinds.set(fieldOf(record, 'N'), fieldOf(record, 'T'));
  }

  named(name: string): AccountId {
    const type = this.#kinds.get(name) ?? '';
    const kind = type === '' ? undefined : kinds.find(([pattern]) => pattern.test(type))?.[1];
    const about: NamedAccount = { name, currency: this.sheet.baseCurrency, ...(kind === undefined ? {} : { kind }) };
    return this.sheet.account(about);
  }

  of({ account, section }: QifRecord): AccountId {
    if (account === undefined) return this.sheet.account();
    if ((this.#kinds.get(account) ?? '') === '') this.#kinds.set(account, section);
    return this.named(account);
  }
}
